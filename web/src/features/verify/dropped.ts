/** What was dropped: proofs as the desk gives them, receipts, parts of an evidence pack, or any other file. */
import { type Bytes, from_base64, utf8 } from "@/features/verify/bytes";
import type { Evidence } from "@/features/verify/check";
import { is_proof } from "@/features/verify/note";

/** Nothing that proves something is larger. */
export const evidence_bytes_max = 5_000_000;

export interface Dropped { name: string; bytes: Bytes }
export type Found = { name: string } & ({ kind: "evidence"; evidence: Evidence } | { kind: "file"; bytes: Bytes });

const text_of = (bytes: Bytes): string => new TextDecoder().decode(bytes);
const stem_of = (name: string): string => name.replace(/\.(tlog-proof|json|salt|commitment)$/, "");

interface Kept { proof: string; record?: string; salt?: string; key?: string }

/** "Keep record and proof" of an entry, or the ledger's part of a receipt. */
function kept_in(bytes: Bytes): Kept | undefined {
  if (bytes.length > evidence_bytes_max || bytes[0] !== 0x7b) return undefined;
  try {
    const json = JSON.parse(text_of(bytes)) as { proof?: unknown; goodgate_receipt?: unknown; ledger?: Kept };
    if (json.goodgate_receipt !== undefined) return json.ledger;
    return typeof json.proof === "string" ? (json as Kept) : undefined;
  } catch {
    return undefined;
  }
}

/** Puts files that belong together together: "000017.tlog-proof" with its ".json" and ".salt". */
export function found_in(files: Dropped[]): Found[] {
  const taken = new Set<Dropped>();
  const found: Found[] = [];
  for (const file of files) {
    if (!is_proof(text_of(file.bytes.slice(0, 64)))) continue;
    const part = (ending: string): Bytes | undefined => {
      const other = files.find((one) => one.name === `${stem_of(file.name)}.${ending}`) ?? (files.length <= 4 ? files.find((one) => one.name.endsWith(`.${ending}`)) : undefined);
      if (other) taken.add(other);
      return other?.bytes;
    };
    taken.add(file);
    found.push({ name: file.name, kind: "evidence", evidence: { proof: text_of(file.bytes), commitment: part("commitment"), salt: part("salt"), record: part("json") } });
  }
  for (const file of files) {
    if (taken.has(file)) continue;
    const kept = kept_in(file.bytes);
    found.push(kept
      ? { name: file.name, kind: "evidence", evidence: { proof: kept.proof, record: kept.record ? utf8(kept.record) : undefined, salt: kept.salt ? from_base64(kept.salt) : undefined, key: kept.key } }
      : { name: file.name, kind: "file", bytes: file.bytes });
  }
  return found;
}
