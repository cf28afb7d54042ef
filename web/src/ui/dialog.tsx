import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "@/ui/button";
import styles from "@/ui/dialog.module.css";

/** Whoever opened something has the focus again when it is gone, so that Tab goes on from there. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(() => () => {
    setTimeout(() => {
      const is_lost = document.activeElement === null || document.activeElement === document.body;
      if (is_lost && opener instanceof HTMLElement && opener.isConnected && opener !== document.body) opener.focus();
    });
  }, [opener]);
}

/** A question over the page: focus stays inside, Escape closes it. */
export function Dialog({ open, on_close, title, children, wide = false }: { open: boolean; on_close: () => void; title: string; children: ReactNode; wide?: boolean }): ReactNode {
  useFocusBack();
  return (
    <Base.Root open={open} onOpenChange={(is_open) => { if (!is_open) on_close(); }}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup data-modal className={styles.dialog} data-wide={wide || undefined}>
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <IconButton label="Close" onClick={on_close}><X aria-hidden size={18} /></IconButton>
          </header>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export const DialogActs = ({ children }: { children: ReactNode }): ReactNode => <footer className={styles.acts}>{children}</footer>;
