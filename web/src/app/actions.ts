import type { LucideIcon } from "lucide-react";
import { useEffect, useRef } from "react";

/** Something a person can do: its button, its key and its line in the command bar are one thing. */
export interface Action {
  name: string;
  label: string;
  icon?: LucideIcon;
  /** The key that does it where no field has the focus. */
  key?: string;
  allowed: boolean;
  perform: () => void;
}

const takes_text = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target instanceof HTMLInputElement && !/^(radio|checkbox|button)$/.test(target.type)));

/** While a screen is up, its keys do its actions. A dialog that is open has the keys to itself. */
export function useKeys(actions: Action[]): void {
  const current = useRef(actions);
  current.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || takes_text(event.target)) return;
      if (document.querySelector("[data-modal]")) return;
      const action = current.current.find((one) => one.key === event.key && one.allowed);
      if (!action) return;
      event.preventDefault();
      action.perform();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
