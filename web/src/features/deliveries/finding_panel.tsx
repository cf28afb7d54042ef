import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { DeliveredFile, Finding, Id } from "@/api/records";
import { Compared } from "@/features/deliveries/compared";
import { file_query } from "@/features/deliveries/queries";
import { WaiveForm } from "@/features/deliveries/waive_form";
import styles from "@/features/deliveries/deliveries.module.css";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Fetched } from "@/ui/fetched";
import { Facts } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { as_words, when } from "@/ui/words";

interface Evidence { kind: string; strength?: string; claims?: string[]; tool?: string; model?: string; where?: { path: string; offset: number }; limits?: string; credential?: Credential }
interface Credential { fault: string; signer?: string; signed_at?: string; list?: string; bound?: string; failures?: { code?: string; words: string }[] }

/** What validating a content credential gave: who signed and who knows them, or what fails. */
function credential_lines(of: Credential): string[] {
  const lines = (of.failures ?? []).map((one) => one.code ? `${one.words} (${one.code})` : one.words);
  if (of.bound) lines.unshift(`Binds several files: ${of.bound}`);
  if (of.fault === "tampered") return [...(of.signer ? [`As it claims, signed by ${of.signer}`] : []), ...lines];
  if (!of.signer) return lines;
  const proven = of.signed_at ? `${when(of.signed_at)} by a time stamp` : "time not proven";
  return [`Signed by ${of.signer}, ${proven}`, `Known to ${of.list ?? "no list: anybody can make such a certificate"}`, ...lines];
}

/** One finding: the frame, what was expected and found, what to do, and the evidence with its place. */
export function FindingPanel({ delivery, title, finding, file, can_waive, on_play, on_close }: { delivery: Id; title: Id; finding: Finding; file: DeliveredFile | undefined; can_waive: boolean; on_play: (number: number) => void; on_close: () => void }): ReactNode {
  const [is_waiving, set_waiving] = useState(false);
  return (
    <Dialog open wide on_close={on_close} title={finding.title}>
      {is_waiving
        ? <WaiveForm title={title} finding={finding} on_done={on_close} on_close={() => set_waiving(false)} />
        : (
          <div className={styles.form}>
            <div className={styles.of}><StatePill state={finding.waiver ? "waived" : finding.severity} /><span>{as_words(finding.rule)}</span></div>
            {file && <Compared delivery={delivery} finding={finding} file={file} />}
            <Facts rows={[
              ["What to do", <strong key="do">{finding.to_do}</strong>],
              ["Expected", finding.expected],
              ["Found", finding.found],
              finding.file && ["File", finding.file],
              finding.where && ["Place", <code key="place">{finding.where.path}, byte {finding.where.offset}</code>],
              finding.use && ["Use", <Link key="use" to="/uses/$use" params={{ use: finding.use }}>Open the use</Link>],
              finding.clause && ["Clause", <span key="clause" className="legal">{finding.clause}</span>],
              finding.waiver && ["Waived", `By ${finding.waiver.by}: ${finding.waiver.reason}${finding.waiver.expires ? `, until ${when(finding.waiver.expires)}` : ""}`],
              !finding.waiver && ["Who may waive it", finding.waivable_by ?? "Nobody: it has to be put right"],
            ]} />
            {file && <EvidenceOf delivery={delivery} number={file.number} />}
            <DialogActs>
              {file && <Button onClick={() => on_play(file.number)}>Show in the player</Button>}
              {can_waive && finding.waivable_by && !finding.waiver && <Button look="main" onClick={() => set_waiving(true)}>Waive</Button>}
              <Button onClick={on_close}>Close</Button>
            </DialogActs>
          </div>
        )}
    </Dialog>
  );
}

function EvidenceOf({ delivery, number }: { delivery: Id; number: number }): ReactNode {
  const query = useQuery(file_query(delivery, number));
  return (
    <section aria-label="Evidence in the file">
      <h3 className={styles.small_head}>Evidence in the file</h3>
      <Fetched query={query} what="the evidence" rows={2}>
        {(file) => (
          <ul className={styles.evidence}>
            {((file.evidence ?? []) as unknown as Evidence[]).map((one, index) => (
              <li key={index}>
                <strong>{as_words(one.kind)}</strong> {[one.strength && as_words(one.strength), one.claims?.map(as_words).join(", "), one.tool, one.model].filter(Boolean).join(" · ")}
                {one.where && <code>{one.where.path}, byte {one.where.offset}</code>}
                {one.credential && credential_lines(one.credential).map((line) => <small key={line}>{line}</small>)}
                {one.limits && <small>{one.limits}</small>}
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </section>
  );
}
