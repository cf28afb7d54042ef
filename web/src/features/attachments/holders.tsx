import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { to_problem } from "@/api/problem";
import { rows_query } from "@/api/rows";
import type { Id } from "@/api/records";
import { useSession } from "@/app/session";
import styles from "@/features/attachments/attachments.module.css";
import type { Attachment } from "@/features/attachments/queries";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { TextField, Ticks } from "@/ui/field";
import { say } from "@/ui/toast";

/** Who works on a title, each once: whom something there can be sealed for. */
export function usePeopleAtWork(title: Id | undefined): { value: Id; label: string }[] {
  const people = useQuery(rows_query("people")).data ?? [];
  const at_work = new Set((useQuery(rows_query("grants")).data ?? []).filter((grant) => grant.state === "active" && (!grant.title || grant.title === title)).map((grant) => grant.person));
  return people.filter((one) => at_work.has(one.id)).map((one) => ({ value: one.id, label: one.name }));
}

/** Seals it anew for others. Who holds it now is part of what is sealed: it is told only to who opens it. */
export function Holders({ attachment, on_close }: { attachment: Attachment; on_close: () => void }): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const people = usePeopleAtWork(attachment.title).filter((one) => one.value !== session.id);
  const [add, set_add] = useState<Id[]>([]);
  const [drop, set_drop] = useState<Id[]>([]);
  const [passphrase, set_passphrase] = useState("");
  const change = useMutation({
    mutationFn: () => ask(client.POST("/attachments/{id}/holders", { params: { path: { id: attachment.id }, header: version_of(attachment) }, body: { ...(add.length > 0 ? { add } : {}), ...(drop.length > 0 ? { drop } : {}), ...(passphrase ? { passphrase } : {}) } })),
    onSuccess: () => { say("Sealed anew", "Those named from now on can open it, and nobody else."); on_close(); },
    onSettled: () => void queries.invalidateQueries({ queryKey: ["attachments"] }),
  });
  const problem = change.error ? to_problem(change.error) : undefined;
  const needs_words = problem?.at("/passphrase");
  const submit = (event: FormEvent): void => { event.preventDefault(); change.mutate(); };
  return (
    <Dialog open wide on_close={on_close} title="Holders of sealed evidence">
      <form onSubmit={submit} className={styles.opening}>
        <p>It is sealed anew under a fresh key; the ledger has that you changed its holders. Open it to see who they are now.</p>
        <Ticks label="Can open it from now on" values={add} on_change={(chosen) => { set_add(chosen); set_drop(drop.filter((one) => !chosen.includes(one))); }} options={people} empty="Nobody else works on this title." />
        <Ticks label="Can open it no more" hint="What they have saved already stays with them." values={drop} on_change={(chosen) => { set_drop(chosen); set_add(add.filter((one) => !chosen.includes(one))); }} options={people} empty="" />
        {needs_words && <TextField label="Your passphrase for sealed evidence" type="password" autoComplete="off" autoFocus value={passphrase} on_change={set_passphrase} error={needs_words} />}
        {problem && !needs_words && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look="main" busy={change.isPending} disabled={add.length + drop.length === 0}>Seal it anew</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
