import type { ReactNode } from "react";
import type { components } from "@/api/schema";
import styles from "@/features/registers/register.module.css";
import { SelectField } from "@/ui/field";

type Answer = components["schemas"]["ImportAnswer"];
const shown_max = 30;
const how_words: Record<string, string> = { given: "as you chose", remembered: "as the last time", suggested: "by its name" };
/** "C" → 2. */
const column_index = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** What would come of each row: how the columns are read, and each wrong cell in its place with what is wrong. */
export function ImportResult({ tried, rows, known, on_map }: { tried: Answer; rows: string[][]; known: string[]; on_map: (heading: string, field: string) => void }): ReactNode {
  const problems = tried.rows.flatMap((row) => row.problems ?? []);
  const { applied, no_op, refused } = tried.counts;
  const wrong = new Map(problems.filter((one) => one.column).map((one) => [`${one.row}/${column_index(one.column ?? "A")}`, one.message]));
  const options = (field: string | null): { value: string; label: string }[] => [{ value: "", label: "Left out" }, ...[...new Set([...(field ? [field] : []), ...known])].map((value) => ({ value, label: value }))];
  return (
    <>
      <p role="status"><strong>{applied} would go in, {no_op} are there already, {refused} have something wrong.</strong> Nothing is written yet.</p>
      <div className={styles.mapping}>
        {tried.columns.map((column) => (
          <SelectField key={column.column} label={`${column.heading || `Column ${column.column}`} is read as`} {...(column.how ? { hint: how_words[column.how] ?? column.how } : {})} value={column.field ?? ""} on_change={(field) => on_map(column.heading, field)} options={options(column.field)} />
        ))}
      </div>
      {rows.length > 1 && (
        <div className={styles.preview} tabIndex={0} role="region" aria-label="The cells">
          <table>
            <thead><tr><th scope="col">Row</th>{(rows[0] ?? []).map((heading, at) => <th key={at} scope="col">{heading}</th>)}</tr></thead>
            <tbody>
              {rows.slice(1, shown_max + 1).map((row, at) => (
                <tr key={at}>
                  <th scope="row">{at + 2}</th>
                  {row.map((cell, column) => {
                    const message = wrong.get(`${at + 2}/${column}`);
                    return <td key={column} data-wrong={message ? true : undefined}>{message && <span aria-hidden>✕ </span>}{cell}{message && <small>{message}</small>}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label="What is wrong">
          {problems.slice(0, shown_max).map((one, at) => <li key={at}><strong>{one.column ? `Cell ${one.column}${one.row}` : `Row ${one.row}`}</strong>{one.value ? <> (<code>{one.value}</code>)</> : ""}: {one.message}</li>)}
          {problems.length > shown_max && <li>and {problems.length - shown_max} more</li>}
        </ul>
      )}
    </>
  );
}
