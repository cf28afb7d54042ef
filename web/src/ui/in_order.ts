/** Rows in the order of a column, and those in which a text stands: fast enough for ten thousand at a key press. */
interface Sorted<T> { key: string; text: (row: T) => string }

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** "Scene 12" → "scene 0000000012": of what has only letters that need no table, the code units are the order. */
const plain = (text: string): string => text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, "0"));

function ranks_of(texts: string[]): Map<string, number> {
  const distinct = [...new Set(texts)];
  if (distinct.every((text) => /^[\x00-\x7f]*$/.test(text))) {
    const keys = distinct.map((text) => ({ text, key: plain(text) }));
    keys.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
    return new Map(keys.map((one, rank) => [one.text, rank]));
  }
  return new Map(distinct.sort(collator.compare).map((text, rank) => [text, rank]));
}

/** `sort` is "name" or "-name"; equal rows stay as they were. */
export function in_order<T>(rows: T[], columns: Sorted<T>[], sort: string): T[] {
  const column = columns.find((one) => one.key === sort.replace(/^-/, ""));
  if (!column) return rows;
  const texts = rows.map(column.text);
  const ranks = ranks_of(texts);
  const sign = sort.startsWith("-") ? -1 : 1;
  const keyed = rows.map((row, index) => ({ row, rank: (ranks.get(texts[index] ?? "") ?? 0) * sign }));
  keyed.sort((left, right) => left.rank - right.rank);
  return keyed.map((one) => one.row);
}

/** What a person can find a row by. A row is written once: its text is kept as long as it and its columns are. */
export function findable<T extends object>(columns: Sorted<T>[]): (row: T, wanted: string) => boolean {
  const texts = new WeakMap<T, string>();
  return (row, wanted) => {
    let text = texts.get(row);
    if (text === undefined) texts.set(row, (text = columns.map((column) => column.text(row)).join("\n").toLowerCase()));
    return text.includes(wanted);
  };
}
