import { useEffect, useRef, useState } from "react";

const pause_ms = 60;

/** The same value: at once where it comes alone (an answer), and once it has stayed the same for a moment where several come after
 * each other (letters). */
export function useSettled<T>(value: T): T {
  const [settled, set_settled] = useState(value);
  const changed_at = useRef(-pause_ms);
  useEffect(() => {
    const now = performance.now();
    const is_alone = now - changed_at.current >= pause_ms;
    changed_at.current = now;
    if (is_alone) return set_settled(value);
    const timer = setTimeout(() => set_settled(value), pause_ms);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
