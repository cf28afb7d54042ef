import { queryOptions } from "@tanstack/react-query";
import { base_path } from "@/api/client";
import { read_pages } from "@/api/queries";
import type { Asset, Id } from "@/api/records";

/** What is shown of a file that was made for a use. */
export type MadeFile = Pick<Asset, "id" | "version" | "state" | "file" | "kind" | "status" | "sha256"> & Partial<Pick<Asset, "generated" | "size_bytes" | "generation" | "had_credential" | "picture_sha256">>;

const members = "file,kind,status,sha256,size_bytes,generated,had_credential,picture_sha256,generation.tool,generation.model";

/** Files that were registered for a use, in the order they came. */
export const made_for_query = (use: Id) => queryOptions({
  queryKey: ["assets", "for", use],
  queryFn: ({ signal }) => read_pages<MadeFile>("assets", { relies_on: use, fields: members, limit: 2000 }, signal),
});

export const picture_address = (asset: Id): string => `${base_path}api/v1/assets/${asset}/picture`;
