import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { all_query } from "@/api/queries";
import { QuestionList } from "@/features/declare/question_list";
import { type Table, table_query, try_answers, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { Verdict } from "@/features/uses/verdict";
import { Button } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";

/** Answer its questions and see its rows speak. Nothing is kept. */
export function TryPanel({ version }: { version: Version }): ReactNode {
  return <Fetched query={useQuery(table_query(version))} what="the questions" rows={6}>{(table) => <Trial version={version} table={table} />}</Fetched>;
}

function Trial({ version, table }: { version: Version; table: Table }): ReactNode {
  const [answers, set_answers] = useState<Record<string, string>>({});
  const [title, set_title] = useState("");
  const titles = useQuery(all_query("titles")).data ?? [];
  const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer));
  const tried = useQuery({ queryKey: ["rulebooks", "tried", version.id, version.sha256, title, given], queryFn: ({ signal }) => try_answers(version.id, given, title, signal), placeholderData: keepPreviousData });
  return (
    <div className={styles.trial}>
      <div className={styles.panel}>
        <SelectField label="On a title" value={title} on_change={set_title} options={[{ value: "", label: "Nothing stated of a title" }, ...titles.map((one) => ({ value: one.id, label: one.name }))]} />
        <QuestionList questions={table.facts} answers={answers} on_answer={(id, value) => set_answers((before) => ({ ...before, [id]: value }))} />
        <Button onClick={() => set_answers({})}>Begin again</Button>
      </div>
      <section className={styles.rail} aria-label="What it asks" aria-live="polite">
        <h2>What it asks</h2>
        <Fetched query={tried} what="what it asks" rows={4}>{(ruling) => <Verdict record={ruling.record} questions={table.facts} />}</Fetched>
      </section>
    </div>
  );
}
