import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileCheck2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { to_problem } from "@/api/problem";
import type { Asset } from "@/api/records";
import { hash_file } from "@/features/assets/hash_file";
import { sha256, to_hex } from "@/features/verify/bytes";
import { check_evidence, type Evidence, type Outside, record_text, type Verdict } from "@/features/verify/check";
import { evidence_bytes_max, type Found, found_in } from "@/features/verify/dropped";
import { entry_stating, outside_of, proof_of } from "@/features/verify/lookup";
import styles from "@/features/verify/verify.module.css";
import { Button } from "@/ui/button";
import { DropZone } from "@/ui/drop_zone";
import { Failed, Loading } from "@/ui/fetched";
import { Pill } from "@/ui/pill";
import { check_words } from "@/ui/words";

interface Result {
  name: string;
  verdict?: Verdict | undefined;
  record?: string | undefined;
  sha256?: string | undefined;
  asset?: Asset | undefined;
}

/** Drop proofs, receipts, parts of an evidence pack, or a file that may be registered. All is checked in this browser. */
export function VerifyFiles({ tree, is_signed_in }: { tree?: string; is_signed_in: boolean }): ReactNode {
  const queries = useQueryClient();
  const [hashing, set_hashing] = useState<{ name: string; part: number }>();
  const stop = useRef(new AbortController());

  const one = async (found: Found, outside: Outside): Promise<Result> => {
    if (found.kind === "evidence") {
      let { evidence } = found;
      if (is_signed_in && !evidence.record && !evidence.commitment) evidence = { ...(await from_desk(evidence)), ...(evidence.key ? { key: evidence.key } : {}), proof: evidence.proof };
      return { name: found.name, verdict: await check_evidence(evidence, outside), record: record_text(evidence.record) };
    }
    return of_hash(found.name, to_hex(await sha256(found.bytes)), outside);
  };
  const of_hash = async (name: string, hash: string, outside: Outside): Promise<Result> => {
    const entry = is_signed_in ? await entry_stating(queries, hash, tree) : undefined;
    if (!entry) return { name, sha256: hash };
    const evidence = await proof_of(entry.tree, entry.position);
    return { name, sha256: hash, asset: entry.asset, verdict: await check_evidence(evidence, outside), record: record_text(evidence.record) };
  };
  const verify = useMutation({
    mutationFn: async (files: File[]): Promise<Result[]> => {
      const outside = await outside_of(is_signed_in);
      const [small, large] = [files.filter((file) => file.size <= evidence_bytes_max), files.filter((file) => file.size > evidence_bytes_max)];
      const read = await Promise.all(small.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
      const results: Result[] = [];
      for (const found of found_in(read)) results.push(await one(found, outside));
      stop.current = new AbortController();
      for (const file of large)
        results.push(await of_hash(file.name, await hash_file(file, { signal: stop.current.signal, on_progress: (part) => set_hashing({ name: file.name, part }) }), outside));
      return results;
    },
    onSettled: () => set_hashing(undefined),
  });
  return (
    <>
      <DropZone label="Files to verify" icon={<FileCheck2 aria-hidden size={16} />} act="Choose files to verify" on_files={(files) => verify.mutate(files)}
        hint={`Drop a kept proof, a receipt, a .tlog-proof with its record and salt here${is_signed_in ? ", or any file, to see whether it is registered and proved" : ""}. They stay on this machine: this page hashes them and checks signature and proof itself.`} />
      {hashing
        ? <p className={styles.hashing}><progress aria-label={`${hashing.name}, hashed so far`} value={hashing.part} max={1} /> {hashing.name} <Button onClick={() => stop.current.abort()}>Stop</Button></p>
        : verify.isPending && <Loading what="what the files prove" rows={3} />}
      {verify.error && !stop.current.signal.aborted && <Failed what="Could not verify" problem={to_problem(verify.error)} />}
      <div role="status" aria-label="What was found">{verify.data?.map((result) => <OneResult key={result.name} result={result} />)}</div>
    </>
  );
}

async function from_desk(evidence: Evidence): Promise<Evidence> {
  const verdict = await check_evidence(evidence, { desk_key: (await outside_of(false)).desk_key });
  if (verdict.tree === undefined) return evidence;
  try {
    return await proof_of(verdict.tree, Number(verdict.index));
  } catch {
    return evidence; // Not ours, or not for this person to read: what is missing is said at its step.
  }
}

function OneResult({ result }: { result: Result }): ReactNode {
  const { verdict } = result;
  const word = verdict === undefined ? check_words.unknown : verdict.is_verified ? check_words.verified : verdict.steps.some((step) => step.state === "bad") ? check_words.not_verified : check_words.incomplete;
  return (
    <section className={styles.result} data-tone={word.tone} aria-label={result.name}>
      <div className={styles.head}><strong>{result.name}</strong><Pill word={word} /></div>
      {result.sha256 && <p>SHA-256 of the file: <code>{result.sha256}</code></p>}
      {result.asset && <p>Registered as <Link to="/registers/$noun" params={{ noun: "assets" }} search={{ item: result.asset.id }}>{result.asset.file}</Link>. The entry below seals the register's record of it, which states this hash.</p>}
      {!verdict && <p>No entry that you may see states this hash. The file is not registered, or it was changed by as little as one byte.</p>}
      {verdict && (
        <ol className={styles.steps}>
          {verdict.steps.map((step) => <li key={step.name}><Pill word={check_words[step.state]} /><span><strong>{step.name}</strong><small>{step.detail}</small></span></li>)}
        </ol>
      )}
      {result.record && <pre tabIndex={0} aria-label="The record" className={styles.record}>{readable(result.record)}</pre>}
    </section>
  );
}

function readable(record: string): string {
  try {
    return JSON.stringify(JSON.parse(record), null, 2);
  } catch {
    return record;
  }
}
