import { type QueryClient, useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { ask, client, version_of } from "@/api/client";
import type { Approval, Use } from "@/api/records";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

/** One act on a use: what the person saw is the version it is about. */
export type Act =
  | { kind: "declare" }
  | { kind: "ask"; body: Schemas["Question"] }
  | { kind: "answer"; body: Schemas["Reply"] }
  | { kind: "agree"; body: Schemas["Agreement"] }
  | { kind: "decline"; body: Schemas["Refusal"] }
  | { kind: "start" }
  | { kind: "close" }
  | { kind: "withdraw"; body: Schemas["Reason"] }
  | { kind: "duty"; duty: string; body: Schemas["Met"] };

async function take(use: Use, act: Act): Promise<Use> {
  const header = version_of(use);
  if (act.kind === "duty")
    return (await ask(client.POST("/uses/{id}/duties/{duty}", { params: { path: { id: use.id, duty: act.duty }, header }, body: act.body }))) as unknown as Use;
  // The paths differ only in their last word; the union above ties each to its body.
  const path = `/uses/{id}/${act.kind}` as "/uses/{id}/ask";
  const body = ("body" in act ? act.body : {}) as Schemas["Question"];
  return (await ask(client.POST(path, { params: { path: { id: use.id }, header }, body }))) as unknown as Use;
}

function settle(queries: QueryClient, use: Use): void {
  queries.setQueryData(["uses", "one", use.id], use);
  void queries.invalidateQueries({ queryKey: ["uses"] });
}

export function useAct(): UseMutationResult<Use, Error, { use: Use; act: Act }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ use, act }) => take(use, act),
    onSuccess: (use) => settle(queries, use),
    onError: () => void queries.invalidateQueries({ queryKey: ["uses"] }),
  });
}

export type ApprovalAct = { kind: "revoke"; reason: string } | { kind: "met"; index: number; evidence: string };

async function take_on_approval(approval: Approval, act: ApprovalAct): Promise<unknown> {
  const header = version_of(approval);
  if (act.kind === "revoke") return ask(client.POST("/approvals/{id}/revoke", { params: { path: { id: approval.id }, header }, body: { reason: act.reason } }));
  return ask(client.POST("/approvals/{id}/conditions/{index}", { params: { path: { id: approval.id, index: act.index }, header }, body: { evidence: act.evidence } }));
}

export function useApprovalAct(): UseMutationResult<unknown, Error, { approval: Approval; act: ApprovalAct }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ approval, act }) => take_on_approval(approval, act),
    onSettled: () => { for (const noun of ["approvals", "uses"]) void queries.invalidateQueries({ queryKey: [noun] }); },
  });
}
