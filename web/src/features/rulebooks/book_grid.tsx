import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef } from "react";
import type { Row, Table } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { OutcomePill } from "@/ui/pill";
import { as_words, when } from "@/ui/words";

const row_height = 52;

/** What a column asks about, in full. */
function meaning_of(table: Table, subject: string): string {
  return table.facts.find((fact) => fact.id === subject)?.ask ?? table.define.find((one) => one.id === subject)?.means ?? subject;
}

/** Rows that hold a text anywhere: in their names, conditions, reasons. */
export function rows_with(rows: Row[], text: string): Row[] {
  const wanted = text.trim().toLowerCase();
  return wanted ? rows.filter((row) => JSON.stringify(row).toLowerCase().includes(wanted)) : rows;
}

/** The table itself: a row a rule, a column a condition. Only what is in view is drawn, so that hundreds of rows scroll freely. */
export function BookGrid({ table, rows, chosen, on_open }: { table: Table; rows: Row[]; chosen: string | undefined; on_open: (id: string) => void }): ReactNode {
  const view = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => table.columns.filter((column) => rows.some((row) => column in row.when)), [table, rows]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => view.current, estimateSize: () => row_height, overscan: 10 });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={view} className={styles.view} tabIndex={0} role="region" aria-label={`Rows of ${table.name}, ${rows.length} rows`}>
      <table className={styles.grid} aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col" className={styles.first}>Row</th>
            <th scope="col">Outcome</th>
            {columns.map((column) => <th key={column} scope="col" title={meaning_of(table, column)}>{as_words(column)}</th>)}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} columns={columns.length + 2} />}
          {items.map((item) => {
            const row = rows[item.index];
            return row && <GridRow key={row.id} row={row} index={item.index} columns={columns} is_chosen={row.id === chosen} on_open={() => on_open(row.id)} />;
          })}
          {after > 0 && <Gap height={after} columns={columns.length + 2} />}
        </tbody>
      </table>
    </div>
  );
}

function GridRow({ row, index, columns, is_chosen, on_open }: { row: Row; index: number; columns: string[]; is_chosen: boolean; on_open: () => void }): ReactNode {
  return (
    <tr aria-rowindex={index + 2} data-chosen={is_chosen || undefined} onClick={on_open}>
      <th scope="row" className={styles.first}>
        <button type="button" aria-pressed={is_chosen} onClick={(event) => { event.stopPropagation(); on_open(); }}>{row.id}</button>
        <small>{row.clause ? `clause ${row.clause}` : "no clause"}</small>
      </th>
      <td><OutcomePill outcome={row.outcome} /></td>
      {columns.map((column) => <td key={column} className={styles.test}>{row.when[column]?.replaceAll("_", " ") ?? ""}</td>)}
    </tr>
  );
}

/** Room for the rows that are not drawn. React sets the height by script, which the content policy allows. */
function Gap({ height, columns }: { height: number; columns: number }): ReactNode {
  return <tr aria-hidden><td colSpan={columns} ref={(cell) => { cell?.style.setProperty("height", `${height}px`); }} className={styles.gap} /></tr>;
}

const days = (between: Row["in_force"]): string =>
  [between?.from && `from ${when(between.from)}`, between?.until && `until ${when(between.until)}`].filter(Boolean).join(" ") || "Always";

/** One row in full: its clause and source, why it is there, when it speaks and what it asks. */
export function RowDetail({ table, row }: { table: Table; row: Row }): ReactNode {
  const source = table.sources.find((one) => one.id === row.source);
  const conditions = Object.entries(row.when);
  const reviewer = (id: string): string => table.reviewers.find((one) => one.id === id)?.name ?? id;
  const duty = (id: string): string => table.duties.find((one) => one.id === id)?.what ?? id;
  return (
    <aside className={styles.detail} aria-label={`Row ${row.id}`}>
      <header className={styles.detail_head}><h2>{row.id}</h2><OutcomePill outcome={row.outcome} /></header>
      <p className="legal">{row.because}</p>
      <dl className={styles.lines}>
        <div><dt>Clause</dt><dd>{row.clause ?? "None"}</dd></div>
        {source && <div><dt>Source</dt><dd>{source.url ? <a href={source.url} rel="noreferrer">{source.title}</a> : source.title}{source.read && `, read ${when(source.read)}`}, confidence {row.confidence ?? source.confidence}</dd></div>}
        <div><dt>Speaks when</dt><dd>{conditions.length === 0 ? "Always: it holds for every use." : <ul>{conditions.map(([subject, test]) => <li key={subject}>{meaning_of(table, subject)} <strong>{test.replaceAll("_", " ")}</strong></li>)}</ul>}</dd></div>
        {row.applies && <div><dt>On titles</dt><dd>{Object.entries(row.applies as Record<string, unknown>).map(([key, value]) => `${as_words(key)}: ${Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : Object.values(value as object).join(" to ")}`).join("; ")}</dd></div>}
        <div><dt>In force</dt><dd>{days(row.in_force)}</dd></div>
        <div><dt>Reviewers</dt><dd>{row.reviewers.map(reviewer).join(", ") || "Nobody"}</dd></div>
        <div><dt>Duties</dt><dd>{row.duties.length === 0 ? "None" : <ul>{row.duties.map((one) => <li key={one}>{duty(one)}</li>)}</ul>}</dd></div>
        {row.unconfirmed && <div><dt>Not confirmed</dt><dd>{row.unconfirmed}</dd></div>}
        {row.remark && <div><dt>Remark</dt><dd>{row.remark}</dd></div>}
      </dl>
    </aside>
  );
}
