import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

/** What a signed link shows, with the members that the description leaves open. */
export interface LinkPage {
  link: { id: string; expires: string; code_goes_to: string; for_the_person: boolean };
  title: { id: string; name: string; kind: string; release?: string; territories?: string[] };
  person: { name: string };
  consent: { id: string; version: number; state: string; text: string; expires?: string; scope?: Schemas["Scope"]; thread?: { question?: string; answer?: string; at: string }[] };
  uses: { id: string; state: string; summary: string; intent?: string; tools: { product?: string; product_version?: string; terms?: { date?: string; url?: string } }[] }[];
  steps: ("give" | "refuse" | "withdraw" | "ask")[];
  has_receipt: boolean;
}

const bearer = (token: string): { headers: { Authorization: string } } => ({ headers: { Authorization: `Bearer ${token}` } });

export const link_query = (token: string) => queryOptions({
  queryKey: ["link", token],
  queryFn: async () => (await ask(client.GET("/link", bearer(token)))) as unknown as LinkPage,
});

export const receipt_query = (token: string) => queryOptions({
  queryKey: ["link", token, "receipt"],
  queryFn: () => ask(client.GET("/link/receipt", bearer(token))),
});

export interface Clip {
  id: string;
  name: string;
  media_type: string;
  size_bytes: number;
}

export const clips_query = (token: string) => queryOptions({
  queryKey: ["link", token, "clips"],
  queryFn: async () => (await ask(client.GET("/link/clips", bearer(token)))).items as unknown as Clip[],
});

/** Where one clip is read, for some minutes: a player cannot show the link itself. */
export const clip_query = (token: string, id: string) => queryOptions({
  queryKey: ["link", token, "clips", id],
  staleTime: 8 * 60_000,
  refetchOnWindowFocus: false,
  queryFn: async () => (await ask(client.POST("/link/clips/{id}/open", { ...bearer(token), params: { path: { id } } }))).content,
});

export type LinkAct =
  | { kind: "code" }
  | { kind: "give"; body: Schemas["LinkGive"] }
  | { kind: "refuse"; body: Schemas["LinkRefuse"] }
  | { kind: "withdraw"; body: Schemas["LinkRefuse"] }
  | { kind: "ask"; body: Schemas["LinkAsk"] };

async function take(token: string, act: LinkAct): Promise<void> {
  switch (act.kind) {
    case "code": await ask(client.POST("/link/code", bearer(token))); return;
    case "give": await ask(client.POST("/link/give", { ...bearer(token), body: act.body })); return;
    case "refuse": await ask(client.POST("/link/refuse", { ...bearer(token), body: act.body })); return;
    case "withdraw": await ask(client.POST("/link/withdraw", { ...bearer(token), body: act.body })); return;
    case "ask": await ask(client.POST("/link/ask", { ...bearer(token), body: act.body })); return;
  }
}

export function useLinkAct(token: string): UseMutationResult<void, Error, LinkAct> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (act) => take(token, act), onSuccess: (_, act) => { if (act.kind !== "code") void queries.invalidateQueries({ queryKey: ["link"] }); } });
}
