/** Rows of long lists: of each record what lists show of it, and no more. A list is read whole, so that it can be filtered, sorted and
 * exported whole; what changes later is read alone. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import { read_pages } from "@/api/queries";
import type { Approval, Asset, Company, Consent, Delivery, Grant, Id, Licence, Noun, Outcome, Person, Title, Tool, Use } from "@/api/records";
import type { components } from "@/api/schema";

type Shared = components["schemas"]["RecordAnswer"];
type Of<T, K extends keyof T> = Shared & Pick<T, K>;

/** What rows hold; see `fields`. */
export interface RowMap {
  uses: Of<Use, "title" | "summary" | "company"> & { decision?: { outcome: Outcome } };
  titles: Of<Title, "name" | "kind" | "release">;
  companies: Of<Company, "name">;
  people: Of<Person, "name" | "email" | "company" | "represents" | "away">;
  grants: Of<Grant, "person" | "role" | "title">;
  tools: Of<Tool, "product" | "tier" | "terms">;
  consents: Of<Consent, "title" | "person" | "text" | "expires">;
  licences: Of<Licence, "title" | "work" | "holder" | "ai_alteration" | "expires">;
  approvals: Of<Approval, "title" | "use" | "summary" | "expires">;
  assets: Of<Asset, "title" | "use" | "file" | "kind" | "status" | "generated" | "sha256" | "picture_sha256">;
  deliveries: Of<Delivery, "title" | "company" | "name" | "counts"> & { report: { files: number } };
}
export type TitleRow = RowMap["titles"];
export type RowNoun = keyof RowMap & Noun;

const fields: Record<RowNoun, string> = {
  uses: "summary,company,decision.outcome",
  titles: "name,kind,release",
  companies: "name",
  people: "name,email,company,represents,away",
  grants: "person,role",
  tools: "product,tier,terms.date,terms.recheck",
  consents: "person,text,expires",
  licences: "work,holder,ai_alteration,expires",
  approvals: "use,summary,expires",
  assets: "use,file,kind,status,generated,sha256,picture_sha256",
  deliveries: "company,name,counts,report.files",
};

interface Kept<T> { rows: T[]; read_at: number }

const whole_again_ms = 10 * 60_000;
/** Acts that were on their way when a list was read can be written a little earlier than what was read. */
const overlap_ms = 10_000;

/** Of records in part, a page holds more. */
const read_page_rows = <T>(noun: Noun, query: object, signal: AbortSignal): Promise<T[]> => read_pages<T>(noun, { limit: 2000, ...query }, signal);

/** The rows as they are now: those that were read before, with what changed since in its place. The same list where nothing did. */
export function joined<T extends { id: Id; version: number }>(before: T[], read: T[]): T[] {
  const places = new Map(before.map((row, index) => [row.id, index]));
  const version_before = (row: T): number | undefined => before[places.get(row.id) ?? before.length]?.version;
  const changed = read.filter((row) => row.version !== version_before(row));
  if (changed.length === 0) return before;
  const rows = [...before];
  for (const row of changed) rows[places.get(row.id) ?? rows.length] = row;
  return rows;
}

async function read_rows<T extends Shared>(queries: QueryClient, key: readonly unknown[], noun: Noun, query: { title?: string; state?: string; fields: string }, signal: AbortSignal): Promise<Kept<T>> {
  const before = queries.getQueryData<Kept<T>>(key);
  const read_at = Date.now();
  // What leaves a state is not among what changed and is in it.
  if (!before || query.state || read_at - before.read_at > whole_again_ms || before.rows.length === 0) return { rows: await read_page_rows<T>(noun, query, signal), read_at };
  const newest = before.rows.reduce((latest, row) => (row.updated > latest ? row.updated : latest), "");
  const updated_after = new Date(new Date(newest).getTime() - overlap_ms).toISOString();
  return { rows: joined(before.rows, await read_page_rows<T>(noun, { ...query, updated_after }, signal)), read_at: before.read_at };
}

const rows_of = <T>(kept: Kept<T>): T[] => kept.rows;

interface Filter { title?: string; state?: string }

/** Members of a list's records that are named, beside what all records have. */
export const members_query = <T extends Shared>(noun: Noun, members: string, filter: Filter = {}) => {
  const queryKey = [noun, "rows", members, filter] as const;
  return queryOptions({
    queryKey,
    structuralSharing: false,
    queryFn: ({ client: queries, signal }) => read_rows<T>(queries, queryKey, noun, { ...filter, fields: members }, signal),
    select: rows_of as (kept: Kept<T>) => T[],
  });
};

export const rows_query = <N extends RowNoun>(noun: N, filter: Filter = {}) => members_query<RowMap[N]>(noun, fields[noun], filter);

/** How many uses there are, by title and state. */
export const counts_query = (title?: Id) => queryOptions({
  queryKey: ["uses", "counts", title],
  queryFn: async () => (await ask(client.GET("/counts", { params: { query: title === undefined ? {} : { title } } }))).items,
});
