import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";

/** A session or token, as its owner sees it. */
export interface Credential {
  id: string;
  kind: "session" | "personal" | "service";
  name: string;
  created: string;
  expires: string;
  current: boolean;
}

export const account_query = queryOptions({ queryKey: ["account"], queryFn: () => ask(client.GET("/account")) });

export const tokens_query = queryOptions({
  queryKey: ["account", "tokens"],
  queryFn: async () => (await ask(client.GET("/tokens"))).items as unknown as Credential[],
});

/** Of somebody else, for administrators. */
export const tokens_of_query = (person: string) => queryOptions({
  queryKey: ["account", "tokens", person],
  queryFn: async () => (await ask(client.GET("/people/{id}/tokens", { params: { path: { id: person } } }))).items as unknown as Credential[],
});
