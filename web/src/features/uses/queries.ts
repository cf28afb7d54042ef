import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import type { DecisionRecord, Id, Outcome } from "@/api/records";
import type { components } from "@/api/schema";

export type Question = components["schemas"]["QuestionsAnswer"]["items"][number];
export type UseBody = components["schemas"]["UseBody"];
export interface Ruling {
  outcome: Outcome;
  record: DecisionRecord;
  explanation: string;
}

/** The questions of the rulebooks in force on a title. They change only with the title. */
export const questions_query = (title: Id) => queryOptions({
  queryKey: ["titles", "questions", title],
  staleTime: 600_000,
  queryFn: () => ask(client.GET("/titles/{id}/questions", { params: { path: { id: title } } })),
});

/** What two versions say differently; without `since`, since it was last approved. */
export const changes_query = (use: Id, version: number, since?: number) => queryOptions({
  queryKey: ["uses", "changes", use, version, since ?? 0],
  queryFn: () => ask(client.GET("/uses/{id}/changes", { params: { path: { id: use }, query: since === undefined ? {} : { since } } })),
});

export type Agreement = components["schemas"]["Agreement"];

/** The text that this agreement would sign, to the letter. */
export const to_sign_query = (use: Id, version: number, agreement: Agreement) => queryOptions({
  queryKey: ["uses", "to sign", use, version, agreement],
  staleTime: 0,
  gcTime: 0,
  queryFn: () => ask(client.POST("/uses/{id}/agreement", { params: { path: { id: use } }, body: agreement })),
});

export const preview = async (body: UseBody, signal: AbortSignal): Promise<Ruling> =>
  (await ask(client.POST("/uses/preview", { body, signal }))) as unknown as Ruling;
