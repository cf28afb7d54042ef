import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { ask, client, version_of } from "@/api/client";
import type { Noun } from "@/api/records";
import type { components } from "@/api/schema";

type Record = components["schemas"]["RecordAnswer"];

/** Writes a row: a new one, or a change of the version that was seen. */
export function useWrite(noun: Noun): UseMutationResult<Record, Error, { record?: Record | undefined; body: object }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ record, body }) => record
      ? ask(client.PATCH(`/${noun}/{id}` as "/tools/{id}", { params: { path: { id: record.id }, header: version_of(record) }, body: body as never }))
      : ask(client.POST(`/${noun}` as "/tools", { body: body as never })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [noun] }),
  });
}

export type Step = { kind: "retire" | "refuse" | "withdraw"; reason: string } | { kind: "give" };

/** Ends a row, or answers a consent. */
export function useStep(noun: Noun): UseMutationResult<Record, Error, { record: Record; step: Step }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ record, step }) => ask(client.POST(`/${noun}/{id}/${step.kind}` as "/tools/{id}/retire", {
      params: { path: { id: record.id }, header: version_of(record) }, body: (step.kind === "give" ? {} : { reason: step.reason }) as { reason: string },
    })),
    onSuccess: () => void queries.invalidateQueries(),
  });
}

/** A link by which a person chooses a password, shown once. */
export function useInvite(): UseMutationResult<{ token: string; expires: string }, Error, string> {
  return useMutation({ mutationFn: (id) => ask(client.POST("/people/{id}/invitations", { params: { path: { id } } })) });
}
