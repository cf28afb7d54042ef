import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { type Bytes, from_base64, joined, sha256, to_hex, utf8 } from "@/features/verify/bytes";
import { check_evidence, type Consistency, type Evidence } from "@/features/verify/check";
import { found_in } from "@/features/verify/dropped";
import { leaf_hash } from "@/features/verify/merkle";
import { named_key } from "@/features/verify/note";

// A log built from the definition of RFC 9162 section 2.1.1, not from the code under test.
const node = (left: Bytes, right: Bytes): Promise<Bytes> => sha256(new Uint8Array([1]), left, right);
const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));
const root_of = async (leaves: Bytes[]): Promise<Bytes> => leaves.length === 1 ? (leaves[0] as Bytes)
  : node(await root_of(leaves.slice(0, split(leaves.length))), await root_of(leaves.slice(split(leaves.length))));
async function path_of(index: number, leaves: Bytes[]): Promise<Bytes[]> {
  if (leaves.length === 1) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at ? [...(await path_of(index, left)), await root_of(right)] : [...(await path_of(index - at, right)), await root_of(left)];
}
async function continued(older: number, leaves: Bytes[], is_whole: boolean): Promise<Bytes[]> {
  if (older === leaves.length) return is_whole ? [] : [await root_of(leaves)];
  const at = split(leaves.length);
  return older <= at ? [...(await continued(older, leaves.slice(0, at), is_whole)), await root_of(leaves.slice(at))]
    : [...(await continued(older - at, leaves.slice(at), false)), await root_of(leaves.slice(0, at))];
}

const origin = "desk.example/ttl_1";
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const secret = createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.alloc(32, 7)]), format: "der", type: "pkcs8" });
const public_key = new Uint8Array(createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32));
const text_key = async (name: string): Promise<string> => `${name}+${to_hex((await named_key(name, public_key)).id)}+${base64(joined(new Uint8Array([1]), public_key))}`;

async function head(leaves: Bytes[]): Promise<string> {
  const text = `${origin}\n${leaves.length}\n${base64(await root_of(leaves))}\n`;
  return `${text}\n— ${origin} ${base64(joined((await named_key(origin, public_key)).id, new Uint8Array(sign(null, Buffer.from(text), secret))))}\n`;
}

const salt = new Uint8Array(32).fill(3);
const records = Array.from({ length: 13 }, (_, index) => utf8(`{"act":"use.declared","n":${index}}`));
let leaves: Bytes[];
let desk_key: string;
beforeAll(async () => {
  leaves = await Promise.all(records.map(async (record) => leaf_hash(await sha256(salt, record))));
  desk_key = await text_key("desk.example");
});

async function evidence_of(index: number, size = leaves.length): Promise<Evidence> {
  const tree = leaves.slice(0, size);
  const path = await path_of(index, tree);
  return { proof: `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.map((hash) => `${base64(hash)}\n`).join("")}\n${await head(tree)}`, record: records[index], salt, key: await text_key(origin) };
}
const newest = async (_: string, size: number): Promise<Consistency> => ({ checkpoint: await head(leaves), hashes: (await continued(size, leaves, true)).map(base64) });

test("every entry of every size of tree verifies, and is continued by the newest head", async () => {
  for (let size = 1; size <= leaves.length; ++size)
    for (let index = 0; index < size; ++index) {
      const verdict = await check_evidence(await evidence_of(index, size), { desk_key, consistency: newest });
      expect(verdict.steps.filter((step) => step.state !== "good"), `${index} of ${size}`).toEqual([]);
      expect(verdict.is_verified).toBe(true);
    }
});

const broken = async (change: (evidence: Evidence) => Evidence): Promise<string | undefined> => {
  const verdict = await check_evidence(change(await evidence_of(5, 9)), { desk_key, consistency: newest });
  expect(verdict.is_verified).toBe(false);
  return verdict.steps.find((step) => step.state !== "good")?.name;
};
const flipped = (bytes: Bytes | undefined): Bytes => { const copy = Uint8Array.from(bytes ?? []); copy[4] = (copy[4] ?? 0) ^ 1; return copy; };

test("one changed byte of record, salt, path, size, root or signature is found at its step", async () => {
  expect(await broken((one) => ({ ...one, record: flipped(one.record) }))).toBe("It is in the tree");
  expect(await broken((one) => ({ ...one, salt: flipped(one.salt) }))).toBe("It is in the tree");
  expect(await broken((one) => ({ ...one, proof: one.proof.replace("index 5", "index 6") }))).toBe("It is in the tree");
  expect(await broken((one) => ({ ...one, proof: one.proof.replace("\n9\n", "\n8\n") }))).toBe("The head is signed");
  expect(await broken((one) => ({ ...one, proof: one.proof.replaceAll("desk.example/ttl_1", "desk.example/ttl_2") }))).toBe("The key is this desk's");
  expect(await broken((one) => ({ ...one, proof: one.proof.slice(0, -20) }))).toBe("The proof can be read");
  expect(await broken((one) => ({ ...one, salt: undefined }))).toBe("The record fits its commitment");
  const lines = (await evidence_of(5, 9)).proof.split("\n");
  lines[2] = base64(flipped(from_base64(lines[2] ?? "")));
  expect(await broken((one) => ({ ...one, proof: lines.join("\n") }))).toBe("It is in the tree");
});

test("a head that was cut or forked since is found, and a key of somebody else", async () => {
  const forked = [...leaves.slice(0, 8), ...leaves.slice(9)];
  const fork = async (_: string, size: number): Promise<Consistency> => ({ checkpoint: await head(forked), hashes: (await continued(size, forked, true)).map(base64) });
  const verdict = await check_evidence(await evidence_of(5, 9), { desk_key, consistency: fork });
  expect(verdict.steps.at(-1)?.state).toBe("bad");
  expect(verdict.is_verified).toBe(false);
  const other = joined(new Uint8Array([1]), new Uint8Array(32).fill(9));
  const key = `${origin}+${to_hex((await named_key(origin, other.slice(1))).id)}+${base64(other)}`;
  expect((await check_evidence({ ...(await evidence_of(5, 9)), key }, { desk_key })).is_verified).toBe(false);
});

test("the parts of an evidence pack find each other, and a receipt its ledger", async () => {
  const { proof, record } = await evidence_of(2);
  const files = [{ name: "000002.salt", bytes: salt }, { name: "000002.tlog-proof", bytes: utf8(proof) }, { name: "000002.json", bytes: record as Bytes }, { name: "sky.png", bytes: utf8("pixels") }];
  const found = found_in(files);
  expect(found.map((one) => one.kind)).toEqual(["evidence", "file"]);
  const [first] = found;
  expect(first?.kind === "evidence" && (await check_evidence(first.evidence, { desk_key })).is_verified).toBe(true);
  const receipt = utf8(JSON.stringify({ goodgate_receipt: 1, ledger: { proof, record: new TextDecoder().decode(record), salt: base64(salt), key: await text_key(origin) } }));
  const [kept] = found_in([{ name: "receipt.json", bytes: receipt }]);
  expect(kept?.kind === "evidence" && (await check_evidence(kept.evidence, { desk_key })).is_verified).toBe(true);
});
