import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ask, client, version_of } from "@/api/client";
import type { Use } from "@/api/records";
import type { UseBody } from "@/features/uses/queries";

interface Saving {
  body: UseBody;
  draft: Use | undefined;
  then: "keep" | "declare";
  /** What hangs on it goes before it is declared, so that whoever decides sees it. */
  send: (use: Use) => Promise<void>;
  /** The same for the same body: sent again after an answer that was lost, it makes no second use. */
  key: string;
}

/** Keeps a draft, new or gone on with; declares it where that is wanted. */
async function save({ body, draft, then, send, key }: Saving): Promise<Use> {
  const { title: _title, company: _company, ...patch } = body;
  const kept = (draft
    ? await ask(client.PATCH("/uses/{id}", { params: { path: { id: draft.id }, header: version_of(draft) }, body: patch as never }))
    : await ask(client.POST("/uses", { params: { header: { "Idempotency-Key": key } }, body }))) as unknown as Use;
  await send(kept);
  if (then === "keep") return kept;
  return (await ask(client.POST("/uses/{id}/declare", { params: { path: { id: kept.id }, header: version_of(kept) }, body: {} as never }))) as unknown as Use;
}

export function useSave(): UseMutationResult<Use, Error, Saving> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: save, onSettled: () => void queries.invalidateQueries({ queryKey: ["uses"] }) });
}

/** A key for each body that is sent: new where something else is sent. */
export function useSendKey(): (body: UseBody) => string {
  const last = useRef({ text: "", key: "" });
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("") };
    return last.current.key;
  };
}
