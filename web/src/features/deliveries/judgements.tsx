import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Delivery, Finding } from "@/api/records";
import { findings_query } from "@/features/deliveries/queries";
import styles from "@/features/deliveries/deliveries.module.css";
import { SelectField } from "@/ui/field";
import { act_words, state_word, when, within } from "@/ui/words";

/** Which judgement is shown; of an earlier one, what is different now. */
export function Judgements({ delivery, chosen, findings, on_choose }: { delivery: Delivery; chosen: number; findings: Finding[]; on_choose: (number: number) => void }): ReactNode {
  if (delivery.judgements.length < 2) return null;
  return (
    <div>
      <SelectField label="Judgement" value={String(chosen)} on_change={(number) => on_choose(Number(number))}
        options={[...delivery.judgements].reverse().map((line) => ({ value: String(line.number), label: `${line.number}: ${state_word(line.verdict).label}, ${when(line.judged_at)}${line.because ? `, ${act_words(line.because.act).toLowerCase()}` : ""}` }))} />
      {chosen !== delivery.judgement && <Difference delivery={delivery} earlier={findings} />}
    </div>
  );
}

function Difference({ delivery, earlier }: { delivery: Delivery; earlier: Finding[] }): ReactNode {
  const newest = useQuery(findings_query(delivery.id)).data;
  if (!newest) return null;
  const key = (one: Finding): string => `${one.id} ${one.severity} ${one.waiver ? "waived" : ""}`;
  const before = new Set(earlier.map(key));
  const now = new Set(newest.map(key));
  const came = newest.filter((one) => !before.has(key(one)));
  const went = earlier.filter((one) => !now.has(key(one)));
  return (
    <p role="status" className={styles.since}>
      {came.length === 0 && went.length === 0 ? "The newest judgement found the same." : `Since then ${came.length} came and ${went.length} went: `}
      {[...came.map((one) => `now ${within(one.title)}${one.file ? ` (${one.file})` : ""}`), ...went.map((one) => `no more ${within(one.title)}${one.file ? ` (${one.file})` : ""}`)].slice(0, 6).join("; ")}
    </p>
  );
}
