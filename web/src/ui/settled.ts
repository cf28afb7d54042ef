import { useEffect, useState } from "react";

const pause_ms = 60;

/** The same value, once it has stayed the same for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, set_settled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => set_settled(value), pause_ms);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
