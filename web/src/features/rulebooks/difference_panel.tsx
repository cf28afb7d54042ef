import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Fold } from "@/features/rulebooks/fold";
import { Answers } from "@/features/rulebooks/panels";
import { type Difference, difference_query, type Entries, name_of, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { Empty, Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Section } from "@/ui/page";
import { OutcomePill } from "@/ui/pill";
import { as_words } from "@/ui/words";

const lists = [["rows", "Rows"], ["facts", "Questions"], ["define", "Definitions"], ["reviewers", "Reviewers"], ["duties", "Duties"], ["invariants", "Promises"]] as const;

const kinds: Record<string, string> = {
  stricter: "needs more now", milder: "needs less now", added_reviewer: "is a new reviewer", dropped_reviewer: "is no reviewer any more",
  regrouped_reviewer: "is another group now", reordered_reviewer: "waits for others now", added_duty: "is a new duty", dropped_duty: "is no duty any more",
};

/** How a version differs from the one in force, or from another: what reads otherwise, and what decides otherwise. */
export function DifferencePanel({ version, others, against, on_against }: { version: Version; others: Version[]; against: string | undefined; on_against: (id: string) => void }): ReactNode {
  const query = useQuery(difference_query(version.id, against));
  return (
    <div className={styles.panel}>
      <SelectField label="Compared with" value={against ?? ""} on_change={on_against}
        options={[{ value: "", label: "The version in force" }, ...others.filter((one) => one.id !== version.id).map((one) => ({ value: one.id, label: name_of(one) }))]} />
      <Fetched query={query} what="the difference" rows={6} empty={(difference) => difference.against === null && <Empty title="Nothing to compare with">No version of this rulebook is in force yet.</Empty>}>
        {(difference) => <Found difference={difference} />}
      </Fetched>
    </div>
  );
}

const is_same = (entries: Entries | undefined): boolean => !entries || entries.added.length + entries.removed.length + entries.changed.length === 0;

function Found({ difference }: { difference: Difference }): ReactNode {
  const shown = lists.filter(([key]) => !is_same(difference[key]));
  const changes = difference.witnesses?.changes ?? [];
  if (shown.length === 0 && changes.length === 0) return <Empty title="No difference">Both read the same, entry by entry.</Empty>;
  return (
    <>
      {difference.witnesses?.error && <p role="status">{difference.witnesses.error}</p>}
      {difference.witnesses && (
        <Section title="Declarations that come out otherwise" note={difference.witnesses.summary}>
          <ul className={styles.list}>
            {changes.map((change) => (
              <li key={`${change.kind} ${change.subject}`}>
                <Fold head={<><OutcomePill outcome={change.before.outcome} /><span role="img" aria-label="becomes">→</span><OutcomePill outcome={change.after.outcome} /><strong>{change.subject}</strong><small>{kinds[change.kind]}</small></>}>
                  {() => <><p>For example this declaration:</p><Answers facts={change.declaration.facts} /></>}
                </Fold>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {shown.map(([key, label]) => <Section key={key} title={label}><EntryList entries={difference[key] as Entries} /></Section>)}
    </>
  );
}

const shown_value = (value: unknown): string => (value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value));

function EntryList({ entries }: { entries: Entries }): ReactNode {
  return (
    <ul className={styles.list}>
      {entries.added.map((one) => <li key={one.id} className={styles.entry}><strong>{one.id}</strong> is new.</li>)}
      {entries.removed.map((one) => <li key={one.id} className={styles.entry}><strong>{one.id}</strong> is gone.</li>)}
      {entries.changed.map((one) => (
        <li key={one.id} className={styles.entry}>
          <strong>{one.id}</strong> reads otherwise:
          <ul className={styles.fields}>
            {one.fields.map((field) => (
              <li key={field}>{as_words(field)}: <del>{shown_value((one.before as Record<string, unknown>)[field])}</del> <ins>{shown_value((one.after as Record<string, unknown>)[field])}</ins></li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
