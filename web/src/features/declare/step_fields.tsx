import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Company, Title } from "@/api/records";
import styles from "@/features/declare/declare.module.css";
import type { Form, StepId } from "@/features/declare/form";
import { AreaField, SelectField, TextField, Ticks } from "@/ui/field";
import { state_word } from "@/ui/words";

interface Props {
  step: StepId;
  title: Title;
  form: Form;
  company: string;
  companies: Company[];
  problem: Problem | undefined;
  on_change: (part: Form) => void;
}

/** What is written or chosen at a step, beside the questions of the rulebooks. */
export function StepFields(props: Props): ReactNode {
  switch (props.step) {
    case "what": return <What {...props} />;
    case "with": return <With {...props} />;
    case "who": return <Who {...props} />;
    case "where": return <Where {...props} />;
  }
}

function What({ form, company, companies, problem, on_change }: Props): ReactNode {
  return (
    <div className={styles.fields}>
      <TextField label="What do you plan?" hint="One line that others will recognise: “Night sky behind the lighthouse, scene 12”." autoFocus value={form.summary ?? ""} on_change={(summary) => on_change({ summary })} error={problem?.at("/summary")} />
      <AreaField label="Why, and how will it be used? (may be empty)" rows={2} value={form.intent ?? ""} on_change={(intent) => on_change({ intent })} error={problem?.at("/intent")} />
      {(companies.length > 1 || !company) && (
        <SelectField label="Company that does the work" value={company} on_change={(chosen) => on_change({ company: chosen })} error={problem?.at("/company")}
          options={[{ value: "", label: "Choose" }, ...companies.map((one) => ({ value: one.id, label: one.name }))]} />
      )}
    </div>
  );
}

function With({ title, form, on_change }: Props): ReactNode {
  const tools = (useQuery(all_query("tools")).data ?? []).filter((tool) => tool.state !== "retired" || form.tools?.includes(tool.id));
  const licences = useQuery(all_query("licences", { title: title.id })).data ?? [];
  return (
    <div className={styles.fields}>
      <Ticks label="Tools" hint="What is known of a tool (its terms, its tier) is not asked again." values={form.tools ?? []} on_change={(chosen) => on_change({ tools: chosen })}
        options={tools.map((tool) => ({ value: tool.id, label: tool.product, ...(tool.tier ? { note: tool.tier } : {}) }))} empty="No tool is registered yet. Name it in the line above; the contact adds it to the register." />
      {licences.length > 0 && <Ticks label="Licences that cover the sources" values={form.licences ?? []} on_change={(chosen) => on_change({ licences: chosen })}
        options={licences.map((one) => ({ value: one.id, label: one.work, note: one.holder }))} empty="" />}
    </div>
  );
}

function Who({ title, form, on_change }: Props): ReactNode {
  const people = useQuery(all_query("people")).data ?? [];
  const at_work = new Set((useQuery(all_query("grants")).data ?? []).map((grant) => grant.person));
  const consents = (useQuery(all_query("consents", { title: title.id })).data ?? []).filter((one) => (form.people ?? []).includes(one.person));
  const name = (id: string): string => people.find((one) => one.id === id)?.name ?? id;
  return (
    <div className={styles.fields}>
      <Ticks label="Real people who are seen, heard or imitated" hint="None, where nobody can be recognised." values={form.people ?? []} on_change={(chosen) => on_change({ people: chosen })}
        options={people.filter((one) => !at_work.has(one.id) || form.people?.includes(one.id)).map((one) => ({ value: one.id, label: one.name }))} empty="Nobody is in the register of people yet." />
      {consents.length > 0 && <Ticks label="Their consents" values={form.consents ?? []} on_change={(chosen) => on_change({ consents: chosen })}
        options={consents.map((one) => ({ value: one.id, label: one.text, note: `${name(one.person)}: ${state_word(one.state).label.toLowerCase()}` }))} empty="" />}
    </div>
  );
}

function Where({ form, problem, on_change }: Props): ReactNode {
  const [text, set_text] = useState((form.covers ?? []).join(", "));
  const write = (written: string): void => {
    set_text(written);
    on_change({ covers: written.split(",").map((one) => one.trim()).filter(Boolean) });
  };
  return (
    <div className={styles.fields}>
      <TextField label="Files it will make (may be empty)" hint="Names or patterns, with commas between: vfx/harbour_*.exr. A delivery finds its use by them." value={text} on_change={write} error={problem?.at("/covers")} />
    </div>
  );
}
