import { useEffect, useState } from "react";

function read<T>(key: string, start: T): T {
  try {
    const kept = sessionStorage.getItem(key);
    return kept === null ? start : (JSON.parse(kept) as T);
  } catch {
    return start;
  }
}

/** State that a reload, a lost connection or a session that ends does not take away: kept in this tab until it is forgotten. */
export function useKept<T>(key: string, start: T): [T, (change: (before: T) => T) => void, () => void] {
  const [value, set_value] = useState<T>(() => read(key, start));
  const [is_written, set_written] = useState(false);
  useEffect(() => {
    if (!is_written) return;
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing: it stays while the page is open.
    }
  }, [key, value, is_written]);
  const change = (to: (before: T) => T): void => { set_written(true); set_value(to); };
  const forget = (): void => { set_written(false); sessionStorage.removeItem(key); };
  return [value, change, forget];
}
