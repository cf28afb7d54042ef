import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { ask, client, version_of } from "@/api/client";
import type { Id } from "@/api/records";
import type { components } from "@/api/schema";
import type { CueSheet, Release } from "@/features/disclosure/queries";

type Fill = components["schemas"]["CueSheetFill"];

export type Step =
  | { kind: "issue"; title: Id }
  | { kind: "renew" | "submit" | "accept"; sheet: CueSheet }
  | { kind: "unlock"; sheet: CueSheet; reason: string }
  | { kind: "fill"; sheet: CueSheet; body: Fill }
  | { kind: "release"; title: Id; sha256: string }
  | { kind: "end"; release: Release; reason: string };

async function take(step: Step): Promise<unknown> {
  if (step.kind === "issue") return ask(client.POST("/titles/{id}/cue_sheets", { params: { path: { id: step.title } } }));
  if (step.kind === "release") return ask(client.POST("/titles/{id}/releases", { params: { path: { id: step.title } }, body: { sha256: step.sha256 } }));
  if (step.kind === "end")
    return ask(client.POST("/releases/{id}/end", { params: { path: { id: step.release.id }, header: version_of(step.release) }, body: { reason: step.reason } }));
  const params = { path: { id: step.sheet.id }, header: version_of(step.sheet) };
  if (step.kind === "fill") return ask(client.PATCH("/cue_sheets/{id}", { params, body: step.body }));
  if (step.kind === "unlock") return ask(client.POST("/cue_sheets/{id}/unlock", { params, body: { reason: step.reason } }));
  if (step.kind === "renew") return ask(client.POST("/cue_sheets/{id}/renew", { params }));
  if (step.kind === "submit") return ask(client.POST("/cue_sheets/{id}/submit", { params }));
  return ask(client.POST("/cue_sheets/{id}/accept", { params }));
}

/** One step of what a title discloses; what was seen is what it is about. */
export function useStep(): UseMutationResult<unknown, Error, Step> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: take, onSettled: () => void queries.invalidateQueries({ queryKey: ["disclosures"] }) });
}
