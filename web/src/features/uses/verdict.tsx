import type { ReactNode } from "react";
import type { DecisionRecord, Duty, FiredRow } from "@/api/records";
import type { Question } from "@/features/uses/queries";
import styles from "@/features/uses/verdict.module.css";
import { OutcomePill } from "@/ui/pill";
import { as_words, due_words, outcomes } from "@/ui/words";

const gravity = ["prohibit", "approve", "consult", "notify", "clear"] as const;

/** The rows that decide come first. */
export const by_gravity = (rows: FiredRow[]): FiredRow[] => [...rows].sort((left, right) => gravity.indexOf(left.outcome) - gravity.indexOf(right.outcome));

const answer_words: Record<string, string> = { yes: "yes", no: "no", unsure: "not sure", unanswered: "not answered" };
export const answer_word = (answer: string): string => answer_words[answer] ?? answer.replaceAll("_", " ");

/** One row that spoke: clause, reason, and the answers it looked at. */
export function RowItem({ row, questions }: { row: FiredRow; questions: Question[] }): ReactNode {
  const asks = (fact: string): string => questions.find((one) => one.id === fact)?.ask ?? as_words(fact);
  return (
    <li className={styles.row} data-tone={row.outcome}>
      <div className={styles.row_head}>
        <OutcomePill outcome={row.outcome} />
        <span className={styles.place}>{row.rulebook} / {row.row}{row.clause ? `, clause ${row.clause}` : ""}</span>
      </div>
      <p>{row.because}</p>
      {!row.certain && <p className={styles.open}>Not certain yet: it depends on an answer that is open.</p>}
      {Object.keys(row.facts).length > 0 && (
        <details>
          <summary>Answers it looked at</summary>
          <ul className={styles.answers}>
            {Object.entries(row.facts).map(([fact, answer]) => <li key={fact}>{asks(fact)} <strong>{answer_word(answer)}</strong></li>)}
          </ul>
        </details>
      )}
    </li>
  );
}

export function DutyLine({ duty }: { duty: Duty }): ReactNode {
  return <li className={styles.duty}><span>{duty.what}</span><small>{due_words[duty.due] ?? as_words(duty.due)}, by the {duty.owner}</small></li>;
}

/** A decision in full: outcome, who must act, what is owed, and every row with its reason. */
export function Verdict({ record, questions }: { record: DecisionRecord; questions: Question[] }): ReactNode {
  const rows = by_gravity(record.rows);
  return (
    <div className={styles.verdict}>
      <div className={styles.outcome} data-tone={record.outcome}>
        <OutcomePill outcome={record.outcome} />
        <p>{outcomes[record.outcome].means}</p>
      </div>
      <div>
        <h3>Why</h3>
        <ul className={styles.rows}>{rows.map((row) => <RowItem key={`${row.rulebook}/${row.row}`} row={row} questions={questions} />)}</ul>
      </div>
      <p className={styles.books}>Decided by {record.rulebooks.map((book) => `${book.id} ${book.version}`).join(", ")}. A starting point for counsel, not legal advice.</p>
    </div>
  );
}
