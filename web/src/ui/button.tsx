import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from "react";
import styles from "@/ui/button.module.css";

export type ButtonLook = "main" | "plain" | "quiet" | "danger";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  /** The key that does the same, shown at its end. */
  hint?: string;
  busy?: boolean;
}

/** The second click of a double click asks for nothing more where the first one sent something. */
const keep_once = (event: MouseEvent): void => {
  if (event.detail < 2) return;
  event.preventDefault();
  event.stopPropagation();
};

export function Button({ look = "plain", hint, busy, children, className, disabled, type = "button", ...rest }: Props): ReactNode {
  return (
    <button {...rest} {...(busy === undefined ? {} : { onClickCapture: keep_once })} type={type} data-look={look} aria-busy={busy || undefined} disabled={disabled === true || busy === true} className={[styles.button, className].filter(Boolean).join(" ")}>
      {children}
      {hint && <kbd aria-hidden className={styles.hint}>{hint}</kbd>}
    </button>
  );
}

export function IconButton({ label, children, ...rest }: Props & { label: string }): ReactNode {
  return <Button look="quiet" {...rest} aria-label={label} title={label} className={styles.icon}>{children}</Button>;
}

export const button_class = styles.button;
