/** The Merkle tree of RFC 9162, checked without the log. */
import { type Bytes, same, sha256 } from "@/features/verify/bytes";

const leaf_mark = new Uint8Array([0]);
const node_mark = new Uint8Array([1]);

/** SHA-256(0x00 ‖ entry). Source: RFC 9162 section 2.1.1. */
export const leaf_hash = (entry: Uint8Array): Promise<Bytes> => sha256(leaf_mark, entry);
const node_hash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(node_mark, left, right);

/** Whether `path` leads from a leaf at `index` to the root of a tree of `size`. Source: RFC 9162 section 2.1.3.2. */
export async function is_included(index: bigint, size: bigint, leaf: Bytes, path: Bytes[], root: Uint8Array): Promise<boolean> {
  if (index >= size) return false;
  let node = index;
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      hash = await node_hash(sibling, hash);
      while (node % 2n === 0n && node !== 0n) { node >>= 1n; last >>= 1n; }
    } else {
      hash = await node_hash(hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && same(hash, root);
}

const is_power_of_two = (size: bigint): boolean => (size & (size - 1n)) === 0n;

/** Whether the newer tree begins with the older one. Source: RFC 9162 section 2.1.4.2. */
export async function is_continued(older: bigint, newer: bigint, older_root: Bytes, newer_root: Bytes, proof: Bytes[]): Promise<boolean> {
  if (older > newer) return false;
  if (older === 0n) return proof.length === 0;
  if (older === newer) return proof.length === 0 && same(older_root, newer_root);
  const [first, ...rest] = is_power_of_two(older) ? [older_root, ...proof] : proof;
  if (!first) return false;
  let node = older - 1n;
  let last = newer - 1n;
  while (node % 2n === 1n) { node >>= 1n; last >>= 1n; }
  let from_older = first;
  let from_newer = first;
  for (const hash of rest) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      from_older = await node_hash(hash, from_older);
      from_newer = await node_hash(hash, from_newer);
      while (node % 2n === 0n && node !== 0n) { node >>= 1n; last >>= 1n; }
    } else {
      from_newer = await node_hash(from_newer, hash);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && same(from_older, older_root) && same(from_newer, newer_root);
}
