import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { ask, client, version_of } from "@/api/client";
import type { Use } from "@/api/records";
import type { UseBody } from "@/features/uses/queries";

interface Saving {
  body: UseBody;
  draft: Use | undefined;
  then: "keep" | "declare";
  /** What hangs on it goes before it is declared, so that whoever decides sees it. */
  send: (use: Use) => Promise<void>;
}

/** Keeps a draft, new or gone on with; declares it where that is wanted. */
async function save({ body, draft, then, send }: Saving): Promise<Use> {
  const { title: _title, company: _company, ...patch } = body;
  const kept = (draft
    ? await ask(client.PATCH("/uses/{id}", { params: { path: { id: draft.id }, header: version_of(draft) }, body: patch as never }))
    : await ask(client.POST("/uses", { body }))) as unknown as Use;
  await send(kept);
  if (then === "keep") return kept;
  return (await ask(client.POST("/uses/{id}/declare", { params: { path: { id: kept.id }, header: version_of(kept) }, body: {} as never }))) as unknown as Use;
}

export function useSave(): UseMutationResult<Use, Error, Saving> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: save, onSettled: () => void queries.invalidateQueries({ queryKey: ["uses"] }) });
}
