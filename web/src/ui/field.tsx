import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";
import styles from "@/ui/field.module.css";

interface Around {
  label: string;
  hint?: ReactNode;
  /** What is wrong with it, as the server or the page says. */
  error?: string | undefined;
}

interface Wired {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A label, its control, a hint and what is wrong, tied together for those who do not see them. */
export function Field({ label, hint, error, children }: Around & { children: (wired: Wired) => ReactNode }): ReactNode {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint && <p id={`${id}-hint`} className={styles.hint}>{hint}</p>}
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined })}
      {error && <p id={`${id}-error`} className={styles.error} role="alert">{error}</p>}
    </div>
  );
}

type TextProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> & { value: string; on_change: (value: string) => void };

export function TextField({ label, hint, error, value, on_change, ...rest }: TextProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => <input {...rest} {...wired} className={styles.input} value={value} onChange={(event) => on_change(event.target.value)} />}
    </Field>
  );
}

type AreaProps = Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "onChange" | "value"> & { value: string; on_change: (value: string) => void };

export function AreaField({ label, hint, error, value, on_change, rows = 3, ...rest }: AreaProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => <textarea {...rest} {...wired} rows={rows} className={styles.input} value={value} onChange={(event) => on_change(event.target.value)} />}
    </Field>
  );
}

type SelectProps = Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, "onChange" | "value"> & {
  value: string;
  on_change: (value: string) => void;
  options: { value: string; label: string }[];
};

export function SelectField({ label, hint, error, value, on_change, options, ...rest }: SelectProps): ReactNode {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wired) => (
        <select {...rest} {...wired} className={styles.input} value={value} onChange={(event) => on_change(event.target.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

interface ChoicesProps {
  label: string;
  hint?: ReactNode;
  name: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  on_change: (value: string) => void;
  error?: string | undefined;
}

/** One of few: buttons in a row, radio buttons underneath. */
export function Choices({ label, hint, name, value, options, on_change, error }: ChoicesProps): ReactNode {
  const id = useId();
  return (
    <fieldset className={styles.choices} aria-describedby={hint || error ? `${id}-more` : undefined}>
      <legend>{label}</legend>
      {(hint || error) && <p id={`${id}-more`} className={error ? styles.error : styles.hint}>{error ?? hint}</p>}
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input type="radio" name={`${id}-${name}`} value={option.value} checked={value === option.value} onChange={() => on_change(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TicksProps {
  label: string;
  hint?: ReactNode;
  values: string[];
  options: { value: string; label: ReactNode; note?: string }[];
  on_change: (values: string[]) => void;
  empty: ReactNode;
}

/** Several of a list. */
export function Ticks({ label, hint, values, options, on_change, empty }: TicksProps): ReactNode {
  const id = useId();
  const toggled = (value: string): string[] => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <fieldset className={styles.choices} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{label}</legend>
      {hint && <p id={`${id}-hint`} className={styles.hint}>{hint}</p>}
      {options.length === 0 && <p className={styles.hint}>{empty}</p>}
      <div className={styles.ticks}>
        {options.map((option) => (
          <label key={option.value} className={styles.tick}>
            <input type="checkbox" checked={values.includes(option.value)} onChange={() => on_change(toggled(option.value))} />
            <span>{option.label}{option.note && <small>{option.note}</small>}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
