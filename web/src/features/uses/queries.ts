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

export const preview = async (body: UseBody, signal: AbortSignal): Promise<Ruling> =>
  (await ask(client.POST("/uses/preview", { body, signal }))) as unknown as Ruling;
