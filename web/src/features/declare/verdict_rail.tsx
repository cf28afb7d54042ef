import type { ReactNode } from "react";
import type { Problem } from "@/api/problem";
import styles from "@/features/declare/declare.module.css";
import { ways_down } from "@/features/declare/form";
import type { Question, Ruling } from "@/features/uses/queries";
import { by_gravity, DutyLine, RowItem } from "@/features/uses/verdict";
import { Failed } from "@/ui/fetched";
import { OutcomePill } from "@/ui/pill";
import { outcomes } from "@/ui/words";

/** What the use needs as it is written now, why, what is owed, and what would make it milder. */
export function VerdictRail({ ruling, is_fresh, problem, questions, asked, has_company }: {
  ruling: Ruling | undefined; is_fresh: boolean; problem: Problem | undefined; questions: Question[]; asked: Question[]; has_company: boolean;
}): ReactNode {
  if (!has_company) return <aside className={styles.rail}><h2>What it needs</h2><p>Choose the company first.</p></aside>;
  if (problem && !ruling) return <aside className={styles.rail}><h2>What it needs</h2><Failed problem={problem} /></aside>;
  if (!ruling) return <aside className={styles.rail} aria-busy><h2>What it needs</h2><p>Asking the rulebooks.</p></aside>;
  const { record } = ruling;
  const open = asked.filter((question) => record.facts[question.id] === undefined).length;
  const ways = ways_down(ruling.explanation);
  return (
    <aside className={styles.rail} aria-label="What it needs" data-fresh={is_fresh || undefined}>
      <h2>What it needs</h2>
      <div className={styles.verdict} data-tone={record.outcome} role="status">
        <OutcomePill outcome={record.outcome} />
        <p>{outcomes[record.outcome].means}</p>
        {open > 0 && <small>{open === 1 ? "One question is open; its answer can change this." : `${open} questions are open; their answers can change this.`}</small>}
      </div>
      {problem && <Failed problem={problem} />}
      {record.reviewers.length > 0 && <div><h3>Who must act</h3><p>{record.reviewers.map((one) => one.name ?? one.id).join(", ")}</p></div>}
      {ways.length > 0 && <div><h3>What would change it</h3><ul className={styles.ways}>{ways.map((way) => <li key={way}>{way}</li>)}</ul></div>}
      {record.duties.length > 0 && <div><h3>What is owed</h3><ul>{record.duties.map((duty) => <DutyLine key={duty.id} duty={duty} />)}</ul></div>}
      <div><h3>Why</h3><ul className={styles.rows}>{by_gravity(record.rows).map((row) => <RowItem key={`${row.rulebook}/${row.row}`} row={row} questions={questions} />)}</ul></div>
    </aside>
  );
}
