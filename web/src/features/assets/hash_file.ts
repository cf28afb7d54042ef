import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The browser stays answering between two of them. */
const window_bytes = 1 << 20;

/** SHA-256 of a file of any size, in hex, read window by window. Throws an AbortError when stopped, and a NotReadableError where
 * the file changed or went away meanwhile. */
export async function hash_file(file: Blob, { signal, on_progress }: { signal?: AbortSignal; on_progress?: (part: number) => void } = {}): Promise<string> {
  const hash = sha256.create();
  for (let offset = 0; offset < file.size; offset += window_bytes) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(offset, offset + window_bytes).arrayBuffer()));
    on_progress?.(Math.min(1, (offset + window_bytes) / file.size));
  }
  return bytesToHex(hash.digest());
}
