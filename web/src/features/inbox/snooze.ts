import { useSyncExternalStore } from "react";

/** What a person put off, until when. Kept in this browser: it changes nothing for anybody else, and no deadline. */
const key = "goodgate-snoozed";
const listeners = new Set<() => void>();
let current: ReadonlyMap<string, number> = read();

function read(): Map<string, number> {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, number>;
    return new Map(Object.entries(kept).filter(([, until]) => until > Date.now()));
  } catch {
    return new Map();
  }
}

function keep(next: Map<string, number>): void {
  current = next;
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(next)));
  } catch {
    // Kept until the window is closed.
  }
  for (const tell of listeners) tell();
}

const tomorrow_morning = (): number => new Date(new Date().setHours(32, 0, 0, 0)).getTime();

export const snooze = (id: string): void => keep(new Map(current).set(id, tomorrow_morning()));
export const wake = (id: string): void => keep(new Map([...current].filter(([one]) => one !== id)));
export const wake_all = (): void => keep(new Map());

export function useSnoozed(): ReadonlyMap<string, number> {
  return useSyncExternalStore((tell) => { listeners.add(tell); return () => listeners.delete(tell); }, () => current);
}
