import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { record_query } from "@/api/queries";
import type { Use } from "@/api/records";
import { AgreedText, TextToSign } from "@/features/uses/agreed_text";
import { Changes } from "@/features/uses/changes";
import styles from "@/features/uses/dialogs.module.css";
import { type Agreement, questions_query, to_sign_query } from "@/features/uses/queries";
import { useWritten } from "@/features/uses/written";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, TextField } from "@/ui/field";
import { useSettled } from "@/ui/settled";

interface Condition { text: string; owner: string; due: string }
/** What is written into the dialog. */
interface Words { conditions: Condition[]; expires: string; note: string }

const empty_condition: Condition = { text: "", owner: "partner", due: "" };

/** Everything that is agreed to, as it stands; then the word. A written approval shows the text that is sealed, from the server, to
 * the letter; what changes meanwhile must be looked at first. */
export function AgreeDialog({ use, reviewer, has_conditions, busy, error, on_agree, on_close }: {
  use: Use; reviewer: string; has_conditions: boolean; busy: boolean; error: Error | null; on_agree: (body: Agreement, seen: Use) => void; on_close: () => void;
}): ReactNode {
  const [seen, set_seen] = useState(use);
  const now = useQuery(record_query("uses", use.id)).data ?? use;
  const [{ conditions, expires, note }, write] = useWritten<Words>(`agree/${use.id}/${has_conditions ? "conditions" : "plain"}`, { conditions: has_conditions ? [empty_condition] : [], expires: "", note: "" });
  const set = (part: Partial<Words>): void => write({ conditions, expires, note, ...part });
  const problem = error ? to_problem(error) : undefined;
  const change = (index: number, part: Partial<Condition>): void => set({ conditions: conditions.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const written = conditions.filter((one) => one.text.trim()).map(({ text, owner, due }) => ({ text: text.trim(), owner: owner.trim(), ...(due ? { due } : {}) }));
  const body: Agreement = { reviewer, ...(written.length > 0 ? { conditions: written } : {}), ...(expires ? { expires } : {}), ...(note.trim() ? { note: note.trim() } : {}) };
  const key = JSON.stringify(body);
  const settled = useSettled(key);
  const is_approval = seen.decision?.outcome === "approve";
  const has_changed = now.version > seen.version;
  const to_sign = useQuery({ ...to_sign_query(seen.id, seen.version, JSON.parse(settled) as Agreement), enabled: is_approval && !has_changed, placeholderData: keepPreviousData });
  const is_read = !is_approval || (settled === key && to_sign.isSuccess && !to_sign.isPlaceholderData && !to_sign.isFetching);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (is_read && !has_changed) on_agree({ ...body, ...(is_approval && to_sign.data ? { text_sha256: to_sign.data.sha256 } : {}) }, seen);
  };
  return (
    <Dialog open wide on_close={on_close} title={is_approval ? "Approve in writing" : "Agree"}>
      <form onSubmit={submit} className={styles.form}>
        {has_changed
          ? <Difference seen={seen} now={now} on_looked={() => set_seen(now)} />
          : is_approval ? <TextToSign query={to_sign} is_fresh={is_read} /> : <AgreedText use={seen} />}
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
        <div><Button look="quiet" onClick={() => set({ conditions: [...conditions, empty_condition] })}><Plus aria-hidden size={16} />Add a condition</Button></div>
        <div className={styles.pair}>
          <TextField label="Holds through (may be empty)" type="date" value={expires} on_change={(day) => set({ expires: day })} error={problem?.at("/expires")} />
          <TextField label="Note (may be empty)" value={note} on_change={(text) => set({ note: text })} error={problem?.at("/note")} />
        </div>
        {problem && problem.elsewhere(["/expires", "/note"]).filter((one) => !one.pointer.startsWith("/conditions")).length + (problem.errors.length === 0 ? 1 : 0) > 0 && !has_changed && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look="main" autoFocus={!has_conditions} busy={busy} aria-disabled={!is_read || has_changed || undefined}>{!is_read ? "Getting the text you sign" : is_approval ? `Approve as ${reviewer}` : `Agree as ${reviewer}`}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

/** Somebody changed it while it was read. It is not signed before the difference was looked at. */
function Difference({ seen, now, on_looked }: { seen: Use; now: Use; on_looked: () => void }): ReactNode {
  const questions = useQuery(questions_query(now.title)).data?.items ?? [];
  return (
    <div className={styles.difference} role="alert">
      <p className={styles.lead}>It was changed while you were reading</p>
      <Changes use={now} since={seen.version} questions={questions} title="What is different now" />
      <div><Button look="main" onClick={on_looked}>I have looked at the difference</Button></div>
    </div>
  );
}
