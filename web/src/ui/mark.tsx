import type { ReactNode } from "react";
import styles from "@/ui/mark.module.css";

/** The gate, and the word. */
export function Mark(): ReactNode {
  return (
    <span className={styles.mark}>
      <svg aria-hidden viewBox="0 0 32 32" width="24" height="24">
        <path d="M5 28V12.5a11 11 0 0 1 22 0V28" fill="none" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" />
        <path d="m10.6 18.6 4 4.1 7-8.1" fill="none" className={styles.tick} strokeWidth="3.4" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      Goodgate
    </span>
  );
}
