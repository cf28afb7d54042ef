/** Checks, in this browser and step by step, that a record is in a ledger as it was logged. Nothing of it asks the server to judge. */
import { type Bytes, from_base64, same, sha256, to_hex, utf8 } from "@/features/verify/bytes";
import { is_continued, is_included, leaf_hash } from "@/features/verify/merkle";
import { is_signed, named_key, parse_checkpoint, parse_key, parse_proof } from "@/features/verify/note";

export interface Step {
  name: string;
  state: "good" | "bad" | "open";
  detail: string;
}

/** What a stranger needs of one entry. `record` and `salt` are gone where they were erased; the commitment stays. */
export interface Evidence {
  proof: string;
  record?: Bytes | undefined;
  salt?: Bytes | undefined;
  commitment?: Bytes | undefined;
  /** The key that came with it. */
  key?: string | undefined;
}

export interface Consistency { checkpoint: string; hashes: string[] }

/** What the check asks of outside: the key of this desk, and that the newest head continues an older one. */
export interface Outside {
  desk_key: string;
  consistency?: (tree: string, size: number) => Promise<Consistency>;
}

export interface Verdict {
  steps: Step[];
  is_verified: boolean;
  /** Where the entry stands. */
  tree?: string;
  index?: string;
}

class Steps {
  readonly list: Step[] = [];
  add(name: string, is_good: boolean, good: string, bad: string): boolean {
    this.list.push({ name, state: is_good ? "good" : "bad", detail: is_good ? good : bad });
    return is_good;
  }
  leave_open(name: string, detail: string): void { this.list.push({ name, state: "open", detail }); }
}

async function commitment_of(evidence: Evidence): Promise<Bytes | undefined> {
  if (evidence.commitment) return evidence.commitment;
  if (!evidence.record?.length || evidence.salt?.length !== 32) return undefined;
  return sha256(evidence.salt, evidence.record);
}

/** "desk.example/ttl_01…": the tree is what stands behind the last stroke. */
export const tree_of_origin = (origin: string): string => origin.slice(origin.lastIndexOf("/") + 1);

async function check_newest(steps: Steps, outside: Outside, public_key: Bytes, head: { origin: string; size: bigint; root: Bytes }): Promise<void> {
  const name = "Nothing was taken away since";
  if (!outside.consistency) { steps.leave_open(name, "Sign in, and it is held against the newest head."); return; }
  let answer: Consistency;
  try {
    answer = await outside.consistency(tree_of_origin(head.origin), Number(head.size));
  } catch (error) {
    steps.leave_open(name, `The newest head could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  const newest = parse_checkpoint(answer.checkpoint);
  const is_good = newest.origin === head.origin && (await is_signed(newest, await named_key(newest.origin, public_key))) &&
    (await is_continued(head.size, newest.size, head.root, newest.root, answer.hashes.map(from_base64)));
  steps.add(name, is_good, `The newest head, of ${newest.size} entries, begins with these ${head.size} (RFC 9162).`, "The newest head does not continue this one: something was cut or changed since. Keep both.");
}

export async function check_evidence(evidence: Evidence, outside: Outside): Promise<Verdict> {
  const steps = new Steps();
  try {
    const proof = parse_proof(evidence.proof);
    const { checkpoint } = proof;
    const place = { tree: tree_of_origin(checkpoint.origin), index: String(proof.index) };
    const end = (is_verified: boolean): Verdict => ({ steps: steps.list, is_verified, ...place });
    steps.add("The proof can be read", true, `Entry ${proof.index} of ${checkpoint.origin}, under a head of ${checkpoint.size} entries.`, "");
    const desk = await parse_key(outside.desk_key);
    const shown = evidence.key ? await parse_key(evidence.key) : await named_key(checkpoint.origin, desk.public_key);
    const key = await named_key(checkpoint.origin, desk.public_key);
    if (!steps.add("The key is this desk's", same(shown.public_key, desk.public_key) && shown.name === checkpoint.origin, `Ed25519 ${to_hex(key.id)}, the one this desk shows to everybody.`, `It came with another key (${shown.name}): it is of another desk, or somebody made it up.`)) return end(false);
    if (!steps.add("The head is signed", await is_signed(checkpoint, key), "The signature over name, size and root holds (Ed25519, RFC 8032).", "The signature does not hold: the head was altered or is not of this log.")) return end(false);
    const commitment = await commitment_of(evidence);
    if (!commitment) {
      steps.leave_open("The record fits its commitment", "Record and salt are not here (erased, or not in the file): drop them with the proof.");
      return end(false);
    }
    steps.add("What was recorded", true, `SHA-256 of ${evidence.commitment ? "the commitment, which stays after erasure" : "salt and record"}: ${to_hex(commitment)}`, "");
    const leaf = await leaf_hash(commitment);
    if (!steps.add("It is in the tree", await is_included(proof.index, checkpoint.size, leaf, proof.path, checkpoint.root), `${proof.path.length} hashes lead from it to the signed root (RFC 9162).`, "The hashes do not lead to the signed root: record, salt or proof was altered.")) return end(false);
    await check_newest(steps, outside, desk.public_key, checkpoint);
    return end(steps.list.every((step) => step.state !== "bad"));
  } catch (error) {
    steps.add("The proof can be read", false, "", error instanceof Error ? error.message : String(error));
    return { steps: steps.list, is_verified: false };
  }
}

/** The record as the ledger keeps it, for people. */
export const record_text = (record: Bytes | undefined): string | undefined => (record?.length ? new TextDecoder().decode(record) : undefined);
export const record_bytes = utf8;
