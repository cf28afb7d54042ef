import { useQuery } from "@tanstack/react-query";
import { Check, CircleHelp, X } from "lucide-react";
import type { ReactNode } from "react";
import { Fold } from "@/features/rulebooks/fold";
import { cases_query, proofs_query, type Proofs, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { Empty, Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { OutcomePill, Pill } from "@/ui/pill";
import { as_words } from "@/ui/words";

const passed = { label: "Passed", tone: "clear", icon: Check } as const;
const failed = { label: "Failed", tone: "prohibit", icon: X } as const;
const verdicts = {
  proved: { label: "Proved", tone: "clear", icon: Check },
  refuted: { label: "Refuted", tone: "prohibit", icon: X },
  unknown: { label: "Not decided in time", tone: "consult", icon: CircleHelp },
  note: { label: "Good to know", tone: "quiet", icon: CircleHelp },
} as const;

/** Worked examples: those that failed first, each opened to why. */
export function CasesPanel({ version }: { version: Version }): ReactNode {
  return (
    <Fetched query={useQuery(cases_query(version))} what="the cases" rows={6}
      empty={(cases) => cases.run === 0 && <Empty title="No worked examples">Write some into the sheet cases: they are what keeps the next change honest.</Empty>}>
      {(cases) => (
        <div className={styles.panel}>
          <p role="status">{cases.failed === 0 ? `All ${cases.run} cases come out as they expect.` : `${cases.failed} of ${cases.run} cases do not come out as they expect. The version cannot be proposed before they do.`}</p>
          <ul className={styles.list}>
            {[...cases.items].sort((left, right) => Number(left.passed) - Number(right.passed)).map((one) => (
              <li key={one.name}>
                <Fold open={!one.passed} head={<><Pill word={one.passed ? passed : failed} /><strong>{one.name}</strong></>}>
                  {() => (
                    <>
                      {!one.passed && <pre className={styles.text}>{one.text}</pre>}
                      <Answers facts={one.given} />
                      {one.explanation && <pre className={styles.text}>{one.explanation}</pre>}
                    </>
                  )}
                </Fold>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Fetched>
  );
}

/** Answers of a filled-in declaration. */
export function Answers({ facts }: { facts: Record<string, string> }): ReactNode {
  return (
    <dl className={styles.answers}>
      {Object.entries(facts).map(([fact, answer]) => <div key={fact}><dt>{as_words(fact)}</dt><dd>{answer.replaceAll("_", " ")}</dd></div>)}
    </dl>
  );
}

/** What is proved of every declaration there can be, alone and with the other rulebooks of titles; a counter-example is a declaration, filled in. */
export function ProofsPanel({ version }: { version: Version }): ReactNode {
  return (
    <Fetched query={useQuery(proofs_query(version.id))} what="the proofs" rows={6}>
      {({ state, proofs, together }) => {
        if (state === "shipped") return <Empty title="Proved before it shipped">Every promise of a shipped rulebook is proved whenever Goodgate is built.</Empty>;
        if (!proofs) return <Empty title="The proofs are being made">This page shows them by itself. You may go on meanwhile.</Empty>;
        return (
          <div className={styles.panel}>
            <ProofList proof={proofs} />
            {together.map((one) => one.proof && (
              <Section key={one.books.join()} title={`With ${one.books.join(", ")}`} note={`As ${one.titles === 1 ? "one title" : `${one.titles} titles`} would decide.`}>
                <ProofList proof={one.proof} />
              </Section>
            ))}
          </div>
        );
      }}
    </Fetched>
  );
}

function ProofList({ proof }: { proof: NonNullable<Proofs["proofs"]> }): ReactNode {
  if (proof.error) return <Empty title="Nothing was proved">{proof.error} Have it checked again.</Empty>;
  const checks = proof.checks ?? [];
  const rank = (check: (typeof checks)[number]): number => (check.failed ? 0 : check.kind === "invariant_holds" ? 1 : check.verdict === "refuted" ? 2 : 3);
  return (
    <>
      <p role="status">{proof.summary}</p>
      <ul className={styles.list}>
        {[...checks].sort((left, right) => rank(left) - rank(right)).filter((check) => check.failed || check.kind === "invariant_holds" || check.verdict !== "proved").map((check) => (
          <li key={`${check.kind} ${check.book} ${check.subject}`}>
            <Fold open={check.failed} head={<><Pill word={check.failed || check.verdict === "proved" ? verdicts[check.verdict] : verdicts.note} /><strong>{check.subject || check.book}</strong><small>{as_words(check.kind)}</small></>}>
              {() => (
                <>
                  {check.text && <pre className={styles.text}>{check.text}</pre>}
                  {check.witnesses.map((witness, index) => (
                    <div key={index} className={styles.witness}>
                      <p>This declaration shows it: <OutcomePill outcome={witness.decided.outcome} /></p>
                      <Answers facts={witness.declaration.facts} />
                    </div>
                  ))}
                  {check.verdict === "proved" && <p>It holds for every declaration there can be.</p>}
                </>
              )}
            </Fold>
          </li>
        ))}
      </ul>
    </>
  );
}
