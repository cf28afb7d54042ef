/** What is asked of the desk while somebody verifies: bytes to be checked here, never whether they are good. */
import { ask, client } from "@/api/client";
import { history_query, page_query } from "@/api/queries";
import type { Asset } from "@/api/records";
import { from_base64, utf8 } from "@/features/verify/bytes";
import type { Consistency, Evidence, Outside } from "@/features/verify/check";
import type { QueryClient } from "@tanstack/react-query";

/** People, roles, tools and webhooks have a tree of their own. */
export const installation_tree = "installation";

export async function proof_of(tree: string, position: number): Promise<Evidence> {
  const answer = await ask(client.GET("/ledger/{tree}/proofs/{position}", { params: { path: { tree, position } } }));
  return { proof: answer.proof, key: answer.key, ...(answer.record ? { record: utf8(answer.record), salt: from_base64(answer.salt) } : {}) };
}

const consistency = (tree: string, size: number): Promise<Consistency> =>
  ask(client.GET("/ledger/{tree}/consistency/{size}", { params: { path: { tree, size } } }));

export async function outside_of(is_signed_in: boolean): Promise<Outside> {
  const { key } = await ask(client.GET("/ledger-key"));
  return is_signed_in ? { desk_key: key, consistency } : { desk_key: key };
}

const pages_max = 40;

/** The entry that states this hash: of a registered file, or of a document or seal in the tree that is open. */
export async function entry_stating(queries: QueryClient, sha256: string, tree: string | undefined): Promise<{ asset?: Asset; tree: string; position: number } | undefined> {
  const assets = (await queries.fetchQuery(page_query("assets", { q: sha256, limit: 20 }))).items;
  const asset = assets.find((one) => one.sha256 === sha256);
  if (asset) {
    const last = (await queries.fetchQuery(history_query("assets", asset.id))).items.at(-1);
    if (last) return { asset, tree: asset.title, position: last.position };
  }
  let first: number | null = tree === undefined ? null : 0;
  for (let page = 0; tree !== undefined && first !== null && page < pages_max; ++page) {
    const answer = (await ask(client.GET("/ledger/{tree}/entries", { params: { path: { tree }, query: { first } } }))) as unknown as { items: { position: number; record?: string }[]; next: number | null };
    const found = answer.items.find((one) => one.record?.includes(sha256));
    if (found) return { tree, position: found.position };
    first = answer.next;
  }
  return undefined;
}
