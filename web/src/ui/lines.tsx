import type { ReactNode } from "react";
import styles from "@/ui/lines.module.css";

/** Things under each other, each with its acts at the end. */
export const Lines = ({ label, children }: { label: string; children: ReactNode }): ReactNode => <ul className={styles.lines} aria-label={label}>{children}</ul>;

export function Line({ title, note, acts, children }: { title: ReactNode; note?: ReactNode; acts?: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <li className={styles.line}>
      <div className={styles.text}><strong>{title}</strong>{note && <small>{note}</small>}</div>
      {acts && <div className={styles.acts} data-screen-only>{acts}</div>}
      {children && <div className={styles.more}>{children}</div>}
    </li>
  );
}
