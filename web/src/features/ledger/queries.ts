import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import type { Entry } from "@/api/records";

/** What of a ledger is looked for: words, acts of a noun, from a day on ("2026-11-24", where the reader is) to a day. */
export interface EntrySearch { q?: string; noun?: string; since?: string; until?: string; order?: string; first?: string }

interface EntryPage { items: Entry[]; next: number | null }

/** Entries of a page, unless so few were found that the search ended before. */
export const entries_of_page = 500;

/** When a day begins, or the one behind it. */
function moment_of(day: string, days_on: number): string | undefined {
  const moment = new Date(`${day}T00:00`);
  moment.setDate(moment.getDate() + days_on);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

async function read_entries(tree: string, { q, noun, since, until, order, first }: EntrySearch, signal?: AbortSignal): Promise<EntryPage> {
  const query = {
    ...(q ? { q } : {}), ...(noun ? { noun } : {}), ...(order === "newest" ? { order } as const : {}),
    since: since ? moment_of(since, 0) : undefined, until: until ? moment_of(until, 1) : undefined, first: first ? Number(first) : undefined,
  };
  const stated = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
  return (await ask(client.GET("/ledger/{tree}/entries", { params: { path: { tree }, query: stated }, ...(signal ? { signal } : {}) }))) as unknown as EntryPage;
}

/** A page of those that are looked for. */
export const entries_query = (tree: string, search: EntrySearch) => queryOptions({
  queryKey: ["ledger", "entries", tree, search],
  queryFn: ({ signal }) => read_entries(tree, search, signal),
  placeholderData: (before, query) => (query?.queryKey[2] === tree ? before : undefined),
});

/** All that are looked for, page after page. */
export async function all_entries(tree: string, search: EntrySearch): Promise<Entry[]> {
  const entries: Entry[] = [];
  let first: number | null | undefined;
  do {
    const page: EntryPage = await read_entries(tree, { ...search, first: first === undefined ? "" : String(first) });
    entries.push(...page.items);
    first = page.next;
  } while (first !== null);
  return entries;
}

export const proof_query = (tree: string, position: number) => queryOptions({
  queryKey: ["ledger", "proof", tree, position],
  queryFn: () => ask(client.GET("/ledger/{tree}/proofs/{position}", { params: { path: { tree, position } } })),
});
