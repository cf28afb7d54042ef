import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cure, to_problem } from "@/api/problem";
import { IconButton } from "@/ui/button";
import styles from "@/ui/toast.module.css";

const manager = Toast.createToastManager();

const undo_ms = 10_000;

/** Says that something was done. */
export const say = (title: string, description?: string): void => { manager.add({ title, ...(description ? { description } : {}) }); };

/** Says that something was done that can be taken back for some seconds. */
export function say_undoable(title: string, description: string, undo: () => void): void {
  const id = manager.add({ title, description, timeout: undo_ms, actionProps: { children: "Undo", onClick: () => { undo(); manager.close(id); } } });
}

/** Says that something could not be done, why, and what to do. */
export function complain(error: unknown): void {
  const problem = to_problem(error);
  manager.add({ title: problem.message, description: cure(problem), type: "error", priority: "high", timeout: 12_000 });
}

function List(): ReactNode {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast} data-kind={toast.type}>
      <Toast.Content className={styles.content}>
        <div><Toast.Title className={styles.title} /><Toast.Description /></div>
        <Toast.Action className={styles.action} />
        <Toast.Close render={<IconButton label="Dismiss"><X aria-hidden size={16} /></IconButton>} />
      </Toast.Content>
    </Toast.Root>
  ));
}

export function Toasts({ children }: { children: ReactNode }): ReactNode {
  return (
    <Toast.Provider toastManager={manager}>
      {children}
      <Toast.Portal><Toast.Viewport className={styles.viewport}><List /></Toast.Viewport></Toast.Portal>
    </Toast.Provider>
  );
}
