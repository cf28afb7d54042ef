import type { ReactNode } from "react";
import type { Action } from "@/app/actions";
import styles from "@/features/inbox/inbox.module.css";
import { Dialog } from "@/ui/dialog";

export function KeysDialog({ actions, on_close }: { actions: Action[]; on_close: () => void }): ReactNode {
  return (
    <Dialog open on_close={on_close} title="Keys">
      <dl className={styles.keys}>
        {actions.filter((action) => action.key).map((action) => (
          <div key={action.name}><dt><kbd>{action.key}</kbd></dt><dd>{action.label}{!action.allowed && <small> (not on this item)</small>}</dd></div>
        ))}
        <div><dt><kbd>Ctrl K</kbd></dt><dd>Search or do</dd></div>
      </dl>
    </Dialog>
  );
}
