/** Rows in the order of a column, and those in which words stand: fast enough for ten thousand at a key press. */
import { folded, has_word } from "@/ui/folded";

const rows_a_look = 50;

interface Sorted<T> { key: string; text: (row: T) => string }

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** "Scene 12" → "scene 0000000012": of what has only letters that need no table, the code units are the order. */
const is_ascii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text);
const plain = (text: string): string => text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, "0"));

/** A row is written once: what it says in a column is worked out once. */
function kept_by_row<T extends object, V>(of: (row: T) => V): (row: T) => V {
  const kept = new WeakMap<T, V>();
  return (row) => {
    let value = kept.get(row);
    if (value === undefined) kept.set(row, (value = of(row)));
    return value;
  };
}

const keys_of = new WeakMap<object, (row: object) => string>();

/** The text of a row in a column as it is compared: `plain` where it needs no table. */
function key_in<T>(column: Sorted<T>): (row: T) => string {
  let key = keys_of.get(column);
  if (!key) keys_of.set(column, (key = kept_by_row((row: object) => { const text = column.text(row as T); return is_ascii(text) ? plain(text) : text; })));
  return key as (row: T) => string;
}

/** The place of each row by what a column says of it; rows that say the same have the same. */
function ranks_of(keys: string[]): number[] {
  const compare = keys.every(is_ascii) ? (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0) : collator.compare;
  const ranks = new Map([...new Set(keys)].sort(compare).map((key, rank) => [key, rank]));
  return keys.map((key) => ranks.get(key) ?? 0);
}

/** The ranks by a column, of the rows that it was asked about last: to turn an order round costs no second one. */
const kept_ranks = new WeakMap<object, { rows: unknown[]; ranks: number[] }>();

function ranks_by<T>(column: Sorted<T>, rows: T[]): number[] {
  const kept = kept_ranks.get(column);
  if (kept?.rows === rows) return kept.ranks;
  const ranks = ranks_of(rows.map(key_in(column)));
  kept_ranks.set(column, { rows, ranks });
  return ranks;
}

/** `sort` is "name" or "-name"; equal rows stay as they were. */
export function in_order<T>(rows: T[], columns: Sorted<T>[], sort: string): T[] {
  const column = columns.find((one) => one.key === sort.replace(/^-/, ""));
  if (!column) return rows;
  const ranks = ranks_by(column, rows);
  const sign = sort.startsWith("-") ? -1 : 1;
  const keyed = rows.map((row, index) => ({ row, rank: (ranks[index] ?? 0) * sign }));
  keyed.sort((left, right) => left.rank - right.rank);
  return keyed.map((one) => one.row);
}

/** Whether each of some words (`words_of`) stands in a row. */
export type Finds<T> = (row: T, words: string[]) => boolean;

/** What a person can find a row by: all that its columns say. */
export function findable<T extends object>(columns: Sorted<T>[]): Finds<T> {
  const text = kept_by_row((row: T) => folded(columns.map((column) => column.text(row)).join("\n")));
  return (row, words) => {
    const all = text(row);
    return words.every((word) => has_word(all, word));
  };
}

/** Works out, while the browser has nothing else to do, what the first filter and the first order will ask of each row. The answer
 * stops it. */
export function at_leisure<T extends object>(rows: T[], columns: Sorted<T>[], finds: Finds<T>): () => void {
  const keys = columns.map(key_in);
  const left = [...columns];
  let at = 0;
  const go_on = (idle: IdleDeadline): void => {
    while (at < rows.length && idle.timeRemaining() > 2)
      for (const row of rows.slice(at, (at += rows_a_look))) {
        finds(row, []);
        for (const key of keys) key(row);
      }
    const column = at < rows.length || rows.length === 0 ? undefined : left.pop();
    if (column) ranks_by(column, rows);
    if (at < rows.length || left.length > 0) asked = requestIdleCallback(go_on);
  };
  let asked = requestIdleCallback(go_on);
  return () => cancelIdleCallback(asked);
}
