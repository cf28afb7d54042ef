import type { ButtonHTMLAttributes, ReactNode } from "react";
import styles from "@/ui/button.module.css";

export type ButtonLook = "main" | "plain" | "quiet" | "danger";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  /** The key that does the same, shown at its end. */
  hint?: string;
  busy?: boolean;
}

export function Button({ look = "plain", hint, busy = false, children, className, disabled, type = "button", ...rest }: Props): ReactNode {
  return (
    <button {...rest} type={type} data-look={look} aria-busy={busy || undefined} disabled={disabled === true || busy} className={[styles.button, className].filter(Boolean).join(" ")}>
      {children}
      {hint && <kbd aria-hidden className={styles.hint}>{hint}</kbd>}
    </button>
  );
}

export function IconButton({ label, children, ...rest }: Props & { label: string }): ReactNode {
  return <Button look="quiet" {...rest} aria-label={label} title={label} className={styles.icon}>{children}</Button>;
}

export const button_class = styles.button;
