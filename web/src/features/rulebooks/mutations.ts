import { useMutation, type UseMutationResult, useQueryClient } from "@tanstack/react-query";
import { ask, client, version_of } from "@/api/client";
import type { components } from "@/api/schema";
import type { Version } from "@/features/rulebooks/queries";

type Schemas = components["schemas"];

/** One act on a version: what the person saw is what it is about. */
export type BookAct =
  | { kind: "check" }
  | { kind: "propose"; body: Schemas["RulebookProposal"] }
  | { kind: "publish" }
  | { kind: "withdraw"; body: Schemas["Reason"] }
  | { kind: "retire"; body: Schemas["Reason"] };

async function take(version: Version, act: BookAct): Promise<Version> {
  // The paths differ only in their last word; the union above ties each to its body.
  const path = `/rulebooks/{id}/${act.kind}` as "/rulebooks/{id}/retire";
  const body = ("body" in act ? act.body : {}) as Schemas["Reason"];
  return (await ask(client.POST(path, { params: { path: { id: version.id }, header: version_of(version) }, body }))) as unknown as Version;
}

export function useBookAct(): UseMutationResult<Version, Error, { version: Version; act: BookAct }> {
  const queries = useQueryClient();
  return useMutation({ mutationFn: ({ version, act }) => take(version, act), onSettled: () => void queries.invalidateQueries({ queryKey: ["rulebooks"] }) });
}

/** The bytes of a file in base 64. */
async function content_of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Hands a file in: as a version of its own, or in place of the text of a draft. */
export function useUpload(replaced?: Version): UseMutationResult<Version, Error, File> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file) => {
      const body = { file: file.name, content: await content_of(file) };
      const asked = replaced
        ? client.POST("/rulebooks/{id}/content", { params: { path: { id: replaced.id }, header: version_of(replaced) }, body })
        : client.POST("/rulebooks", { body });
      return (await ask<unknown>(asked)) as Version;
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ["rulebooks"] }),
  });
}
