import { Link } from "@tanstack/react-router";
import { BadgeCheck, Hourglass, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Delivery, JudgementLine } from "@/api/records";
import styles from "@/features/deliveries/deliveries.module.css";
import { when } from "@/ui/words";

export const verdicts = {
  pass: { label: "Pass", icon: BadgeCheck, tone: "clear", means: "Nothing in this delivery is against the register." },
  hold: { label: "Hold", icon: Hourglass, tone: "consult", means: "Something has to be settled before it may go out." },
  fail: { label: "Fail", icon: X, tone: "prohibit", means: "It may not go out as it is." },
} as const;

const count_words = (line: { counts: JudgementLine["counts"] }): string => {
  const { fail, hold, note, waived } = line.counts;
  const parts = [fail > 0 && `${fail} ${fail === 1 ? "finding fails" : "findings fail"}`, hold > 0 && `${hold} ${hold === 1 ? "holds" : "hold"}`, note > 0 && `${note} to note`, waived > 0 && `${waived} waived`];
  return parts.filter(Boolean).join(", ") || "no findings";
};

/** The answer in one look, and what it stands on. */
export function VerdictBanner({ delivery, line, reads_ledger }: { delivery: Delivery; line: JudgementLine; reads_ledger: boolean }): ReactNode {
  const word = verdicts[line.verdict];
  const Icon = word.icon;
  const is_newest = line.number === delivery.judgement;
  return (
    <div className={styles.banner} data-tone={word.tone} role="status">
      <Icon aria-hidden size={34} strokeWidth={2.4} />
      <div>
        <p className={styles.verdict}>{word.label}<span>{count_words(line)}</span></p>
        <p>{is_newest ? word.means : "This is an earlier judgement. It stands no more."} Judged {when(line.judged_at)}{is_newest && <> by the register as of {when(delivery.as_of)}, {delivery.gate_book}{delivery.rulebooks.map((book) => `, ${book.id} ${book.version}`)}</>}.</p>
        <details className={styles.hashes}>
          <summary>Hashes</summary>
          <dl>
            <dt>Scan report</dt><dd><code>{delivery.report.sha256}</code></dd>
            <dt>Findings</dt><dd><code>{line.findings_sha256}</code></dd>
          </dl>
          {reads_ledger && <p>Both stand in the ledger of the title. <Link to="/ledger/$tree" params={{ tree: delivery.title }}>Checkpoint and entries</Link></p>}
        </details>
      </div>
    </div>
  );
}
