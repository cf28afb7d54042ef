import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import type { Entry } from "@/api/records";

/** Entries of a tree from a position on, at most 500. */
export const entries_query = (tree: string, first: number) => queryOptions({
  queryKey: ["ledger", "entries", tree, first],
  queryFn: async () => (await ask(client.GET("/ledger/{tree}/entries", { params: { path: { tree }, query: { first } } }))) as unknown as { items: Entry[]; next: number | null },
});

export const proof_query = (tree: string, position: number) => queryOptions({
  queryKey: ["ledger", "proof", tree, position],
  queryFn: () => ask(client.GET("/ledger/{tree}/proofs/{position}", { params: { path: { tree, position } } })),
});
