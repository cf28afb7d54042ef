import type { ReactNode } from "react";
import type { Action } from "@/app/actions";
import styles from "@/features/inbox/inbox.module.css";
import { Button, type ButtonLook } from "@/ui/button";

const looks: Record<string, ButtonLook> = { agree: "main", answer: "main", decline: "danger", keys: "quiet", next: "quiet", previous: "quiet", snooze: "quiet", undo: "quiet" };

/** Every act with its key, for the mouse and the thumb too. */
export function DecisionBar({ actions }: { actions: Action[] }): ReactNode {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Decide">
      {actions.filter((action) => action.allowed).map((action) => (
        <Button key={action.name} look={looks[action.name] ?? "plain"} {...(action.key ? { hint: action.key } : {})} data-action={action.name} onClick={action.perform}>
          {action.icon && <action.icon aria-hidden size={16} />}{action.label}
        </Button>
      ))}
    </div>
  );
}
