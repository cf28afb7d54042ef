import { type ReactNode, useMemo, useState } from "react";
import { Button } from "@/ui/button";
import { ExportButtons } from "@/ui/export_buttons";
import { Empty } from "@/ui/fetched";
import { SelectField, TextField } from "@/ui/field";
import { words_of } from "@/ui/folded";
import type { Column } from "@/ui/grid";
import { findable, in_order } from "@/ui/in_order";
import styles from "@/ui/listed.module.css";
import { useTyped } from "@/ui/typed";

/** What of a list is shown, as it stands in the address. */
export interface ListSearch { q?: string; sort?: string }

/** The parts of an address with some of them changed; what is empty stands in no address. */
export const changed = <S extends object>(before: S, part: Partial<S>): S => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value)) as S;

/** The rows in which the words stand, in the order that is asked for. `columns` must be the same at each call, as long as they say the
 * same. */
export function useFound<T extends object>(rows: T[], columns: Column<T>[], wanted: string, sort: string): T[] {
  const finds = useMemo(() => findable(columns), [columns]);
  const ordered = useMemo(() => in_order(rows, columns, sort), [rows, columns, sort]);
  return useMemo(() => { const words = words_of(wanted); return words.length === 0 ? ordered : ordered.filter((row) => finds(row, words)); }, [ordered, finds, wanted]);
}

interface Props<T extends object> {
  /** Of the files that it is exported as. */
  name: string;
  /** What it lists: "people". */
  what: string;
  rows: T[];
  columns: Column<T>[];
  /** The first is the usual one: "name" or "-name" of a column, or "" for the order that the rows have. */
  orders: { value: string; label: string }[];
  search: ListSearch;
  on_search: (part: ListSearch) => void;
  /** More that the rows were chosen by. */
  filters?: ReactNode;
  children: (shown: T[]) => ReactNode;
}

const drawn_at_once = 200;

/** A list that is no table: filtered by words, ordered and exported as tables are. */
export function Listed<T extends object>({ name, what, rows, columns, orders, search, on_search, filters, children }: Props<T>): ReactNode {
  const usual = orders[0]?.value ?? "";
  const sort = search.sort ?? usual;
  const [typed, type] = useTyped(search.q ?? "", (q) => on_search({ q }));
  const shown = useFound(rows, columns, typed, sort);
  const [most, set_most] = useState(drawn_at_once);
  return (
    <>
      <div className={styles.tools} role="search" aria-label={`Filter ${what}`}>
        <TextField label="Filter" type="search" value={typed} on_change={type} />
        {filters}
        <SelectField label="Order" value={sort} on_change={(value) => on_search({ sort: value === usual ? "" : value })} options={orders} />
        <ExportButtons name={name} rows={shown} columns={columns} />
        <span role="status">{shown.length} of {rows.length}{shown.length > most && `, the first ${most} are drawn`}</span>
      </div>
      {shown.length === 0 && rows.length > 0 ? <Empty title="Nothing here is called that">Take a word away, or empty the filter.</Empty> : children(shown.slice(0, most))}
      {shown.length > most && <div><Button onClick={() => set_most(most + drawn_at_once)}>Show {Math.min(drawn_at_once, shown.length - most)} more</Button></div>}
    </>
  );
}
