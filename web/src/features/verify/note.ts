/** Signed heads and proofs as text: C2SP signed-note, tlog-checkpoint and tlog-proof. */
import { type Bytes, from_base64, joined, same, sha256, utf8 } from "@/features/verify/bytes";

const hash_bytes = 32;
const key_id_bytes = 4;
const signature_bytes = 64;
const ed25519_type = 1;

/** A public Ed25519 key with the name of the log it signs: "name+id+base64". */
export interface VerifierKey { name: string; id: Bytes; public_key: Bytes }

async function key_id(name: string, public_key: Uint8Array): Promise<Bytes> {
  return (await sha256(utf8(`${name}\n`), new Uint8Array([ed25519_type]), public_key)).slice(0, key_id_bytes);
}

export async function named_key(name: string, public_key: Bytes): Promise<VerifierKey> {
  return { name, id: await key_id(name, public_key), public_key };
}

export async function parse_key(text: string): Promise<VerifierKey> {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) throw new Error("this is no verifier key");
  const bytes = from_base64(encoded);
  if (bytes[0] !== ed25519_type || bytes.length !== hash_bytes + 1) throw new Error("the key is not an Ed25519 key of a log");
  const key = await named_key(name, bytes.slice(1));
  if (Array.from(key.id, (byte) => byte.toString(16).padStart(2, "0")).join("") !== id) throw new Error("the key does not fit its own id");
  return key;
}

export interface Checkpoint {
  origin: string;
  size: bigint;
  root: Bytes;
  /** What is signed. */
  text: string;
  signatures: { name: string; id: Bytes; signature: Bytes }[];
}

export function parse_checkpoint(text: string): Checkpoint {
  const end = text.indexOf("\n\n");
  if (end < 0 || !text.endsWith("\n")) throw new Error("the signed head is cut short");
  const signed = text.slice(0, end + 1);
  const [origin = "", size = "", root = ""] = signed.split("\n");
  if (!origin || !/^(0|[1-9][0-9]{0,17})$/.test(size)) throw new Error("the signed head names no log or no size");
  const signatures = text.slice(end + 2, -1).split("\n").map((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/u.exec(line) ?? [];
    if (name === undefined || encoded === undefined) throw new Error("a signature of the head cannot be read");
    const bytes = from_base64(encoded);
    return { name, id: bytes.slice(0, key_id_bytes), signature: bytes.slice(key_id_bytes) };
  });
  const root_hash = from_base64(root);
  if (root_hash.length !== hash_bytes) throw new Error("the root of the signed head is not a SHA-256 hash");
  return { origin, size: BigInt(size), root: root_hash, text: signed, signatures };
}

export interface Proof { index: bigint; path: Bytes[]; checkpoint: Checkpoint }

export const is_proof = (text: string): boolean => text.startsWith("c2sp.org/tlog-proof@v1\n");

export function parse_proof(text: string): Proof {
  if (!is_proof(text)) throw new Error("this is no .tlog-proof");
  const end = text.indexOf("\n\n");
  if (end < 0) throw new Error("the proof is cut short");
  const lines = text.slice(0, end).split("\n").slice(1);
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = /^index (0|[1-9][0-9]{0,17})$/.exec(lines.shift() ?? "")?.[1];
  if (index === undefined) throw new Error("the proof names no entry");
  const path = lines.map(from_base64);
  if (path.some((hash) => hash.length !== hash_bytes)) throw new Error("a hash of the proof is not a SHA-256 hash");
  return { index: BigInt(index), path, checkpoint: parse_checkpoint(text.slice(end + 2)) };
}

/** Ed25519 (RFC 8032) by the browser, or where it does not know it by @noble/ed25519. */
async function verifies(public_key: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== signature_bytes) return false;
  try {
    const key = await crypto.subtle.importKey("raw", public_key, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "NotSupportedError") throw error;
    const { verifyAsync } = await import("@noble/ed25519");
    return verifyAsync(signature, message, public_key);
  }
}

/** Whether the log's own key signed the head. A wrong signature of it counts, whoever else signed. */
export async function is_signed(checkpoint: Checkpoint, key: VerifierKey): Promise<boolean> {
  const own = checkpoint.signatures.filter((one) => one.name === key.name && same(one.id, key.id));
  if (checkpoint.origin !== key.name || own.length === 0) return false;
  for (const one of own) if (!(await verifies(key.public_key, joined(utf8(checkpoint.text)), one.signature))) return false;
  return true;
}
