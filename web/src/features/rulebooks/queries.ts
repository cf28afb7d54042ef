/** Rulebooks as the desk has them. Keys begin with "rulebooks", so that an event of one reads them anew. */
import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import type { DecisionRecord, Outcome } from "@/api/records";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Rulebook = Schemas["RulebooksAnswer"]["items"][number];
export type Version = Schemas["RulebookAnswer"];
export type Table = Schemas["RulebookTableAnswer"];
export type Row = Schemas["RulebookRow"];
export type Cases = Schemas["RulebookCasesAnswer"];
export type Proofs = Schemas["RulebookProofsAnswer"];
export type Difference = Schemas["RulebookDifferenceAnswer"];
export type Entries = Schemas["RulebookEntries"];
export type Replay = Schemas["RulebookReplayAnswer"];
export interface Tried {
  outcome: Outcome;
  record: DecisionRecord;
  explanation: string;
}

const of = (id: string) => ({ params: { path: { id } } });

export const rulebooks_query = queryOptions({ queryKey: ["rulebooks", "all"], queryFn: () => ask(client.GET("/rulebooks")) });

export const version_query = (id: string) => queryOptions({ queryKey: ["rulebooks", "one", id], queryFn: () => ask(client.GET("/rulebooks/{id}", of(id))) });

/** A text under a hash never changes. */
export const table_query = (version: Version) => queryOptions({
  queryKey: ["rulebooks", "table", version.id, version.sha256], staleTime: Infinity,
  queryFn: () => ask(client.GET("/rulebooks/{id}/table", of(version.id))),
});

export const cases_query = (version: Version) => queryOptions({
  queryKey: ["rulebooks", "cases", version.id, version.sha256], staleTime: Infinity,
  queryFn: () => ask(client.GET("/rulebooks/{id}/cases", of(version.id))),
});

export const proofs_query = (id: string) => queryOptions({ queryKey: ["rulebooks", "proofs", id], queryFn: () => ask(client.GET("/rulebooks/{id}/proofs", of(id))) });

export const difference_query = (id: string, against: string | undefined) => queryOptions({
  queryKey: ["rulebooks", "difference", id, against ?? ""],
  queryFn: () => ask(client.GET("/rulebooks/{id}/difference", { params: { path: { id }, query: against ? { against } : {} } })),
});

export const replay_query = (id: string) => queryOptions({ queryKey: ["rulebooks", "replay", id], queryFn: () => ask(client.GET("/rulebooks/{id}/replay", of(id))) });

export const try_answers = async (id: string, facts: Record<string, string>, title: string, signal: AbortSignal): Promise<Tried> =>
  (await ask(client.POST("/rulebooks/{id}/decide", { ...of(id), body: { facts, ...(title ? { title } : {}) }, signal }))) as unknown as Tried;

/** "template 2026-12". */
export const name_of = (version: { book: string; book_version: string }): string => `${version.book} ${version.book_version}`;
