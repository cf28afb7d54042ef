import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import type { Use } from "@/api/records";
import type { components } from "@/api/schema";
import styles from "@/features/uses/dialogs.module.css";
import { useNames } from "@/features/uses/names";
import { questions_query } from "@/features/uses/queries";
import { answer_word } from "@/features/uses/verdict";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, TextField } from "@/ui/field";
import { as_words } from "@/ui/words";

type Agreement = components["schemas"]["Agreement"];
interface Condition { text: string; owner: string; due: string }

const empty_condition: Condition = { text: "", owner: "partner", due: "" };

/** Everything that is agreed to, as it stands; then the word. What is signed is the version that is shown here. */
export function AgreeDialog({ use, reviewer, has_conditions, busy, error, on_agree, on_close }: {
  use: Use; reviewer: string; has_conditions: boolean; busy: boolean; error: Error | null; on_agree: (body: Agreement) => void; on_close: () => void;
}): ReactNode {
  const [conditions, set_conditions] = useState<Condition[]>(has_conditions ? [empty_condition] : []);
  const [expires, set_expires] = useState("");
  const [note, set_note] = useState("");
  const problem = error ? to_problem(error) : undefined;
  const change = (index: number, part: Partial<Condition>): void => set_conditions(conditions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const written = conditions.filter((one) => one.text.trim()).map(({ text, owner, due }) => ({ text: text.trim(), owner: owner.trim(), ...(due ? { due } : {}) }));
    on_agree({ reviewer, ...(written.length > 0 ? { conditions: written } : {}), ...(expires ? { expires } : {}), ...(note.trim() ? { note: note.trim() } : {}) });
  };
  const is_approval = use.decision?.outcome === "approve";
  return (
    <Dialog open wide on_close={on_close} title={is_approval ? "Approve in writing" : "Agree"}>
      <form onSubmit={submit} className={styles.form}>
        <AgreedText use={use} />
        {conditions.map((condition, index) => (
          <fieldset key={index} className={styles.condition}>
            <legend>Condition {index + 1}</legend>
            <AreaField label="On condition that" rows={2} autoFocus={index === 0} value={condition.text} on_change={(text) => change(index, { text })} error={problem?.at(`/conditions/${index}/text`)} />
            <div className={styles.pair}>
              <TextField label="Who sees to it" value={condition.owner} on_change={(owner) => change(index, { owner })} error={problem?.at(`/conditions/${index}/owner`)} />
              <TextField label="By (day, may be empty)" type="date" value={condition.due} on_change={(due) => change(index, { due })} error={problem?.at(`/conditions/${index}/due`)} />
            </div>
          </fieldset>
        ))}
        <div><Button look="quiet" onClick={() => set_conditions([...conditions, empty_condition])}><Plus aria-hidden size={16} />Add a condition</Button></div>
        <div className={styles.pair}>
          <TextField label="Holds through (may be empty)" type="date" value={expires} on_change={set_expires} error={problem?.at("/expires")} />
          <TextField label="Note (may be empty)" value={note} on_change={set_note} error={problem?.at("/note")} />
        </div>
        {problem && problem.errors.length === 0 && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look="main" autoFocus={!has_conditions} busy={busy}>{is_approval ? `Approve as ${reviewer}` : `Agree as ${reviewer}`}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function AgreedText({ use }: { use: Use }): ReactNode {
  const name = useNames();
  const questions = useQuery(questions_query(use.title)).data?.items ?? [];
  const facts = Object.entries(use.decision?.record.facts ?? use.facts ?? {});
  const asks = (id: string): string => questions.find((one) => one.id === id)?.ask ?? as_words(id);
  return (
    <div className={styles.agreed} tabIndex={0} role="region" aria-label="What is agreed to">
      <p className={styles.lead}>{name(use.title)}: {use.summary}</p>
      {use.intent && <p>{use.intent}</p>}
      {(use.tools ?? []).length > 0 && <p>Made with: {(use.tools ?? []).map(name).join(", ")}</p>}
      <ul>{facts.map(([fact, answer]) => <li key={fact}>{asks(fact)} <strong>{answer_word(answer)}</strong></li>)}</ul>
      <p className={styles.note}>A change of these facts ends what is agreed here. This is version {use.version}; if it was changed meanwhile, the desk refuses and shows it anew.</p>
    </div>
  );
}
