import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import styles from "@/features/account/account.module.css";
import { account_query } from "@/features/account/queries";
import { Button } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { say } from "@/ui/toast";

/** Holding sealed evidence: by the desk's key at first, by words of one's own from when they are chosen. */
export function EvidenceKey(): ReactNode {
  const account = useQuery(account_query);
  return (
    <Section title="Sealed evidence">
      <Fetched query={account} what="your account" rows={2}>{(one) => <PassphraseForm key={String(one.evidence_passphrase)} has_one={one.evidence_passphrase} />}</Fetched>
    </Section>
  );
}

function PassphraseForm({ has_one }: { has_one: boolean }): ReactNode {
  const queries = useQueryClient();
  const [before, set_before] = useState("");
  const [passphrase, set_passphrase] = useState("");
  const [again, set_again] = useState("");
  const [differ, set_differ] = useState(false);
  const change = useMutation({
    mutationFn: () => ask(client.POST("/account/evidence-passphrase", { body: { passphrase, ...(has_one ? { before } : {}) } })),
    onSuccess: async () => {
      say(has_one ? "Your passphrase is changed" : "What is sealed for you from now on opens by your passphrase");
      for (const clear of [set_before, set_passphrase, set_again]) clear("");
      await queries.invalidateQueries({ queryKey: account_query.queryKey });
    },
  });
  const problem = change.error ? to_problem(change.error) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set_differ(passphrase !== again);
    if (passphrase === again) change.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label="Passphrase for sealed evidence">
      <p>{has_one
        ? "What is sealed for you opens by your passphrase alone. The desk does not know it and cannot give you another: without it, what was sealed stays closed for you."
        : "You can be named as a holder of sealed evidence already: it opens where you are signed in. With a passphrase, what is sealed for you from then on opens by your words alone, not even by whoever runs this desk."}</p>
      {has_one && <TextField label="Passphrase until now" type="password" autoComplete="off" value={before} on_change={set_before} error={problem?.at("/before")} />}
      <TextField label={has_one ? "New passphrase" : "Passphrase"} type="password" autoComplete="off" hint="At least 12 characters, and not your password. Write it down where only you find it: nobody can reset it." value={passphrase} on_change={set_passphrase} error={problem?.at("/passphrase")} />
      <TextField label="The same again" type="password" autoComplete="off" value={again} on_change={set_again} error={differ ? "The two are not the same." : undefined} />
      {problem && problem.elsewhere(["/before", "/passphrase"]).length + (problem.errors.length === 0 ? 1 : 0) > 0 && <Failed problem={problem} />}
      <div className={styles.acts}><Button type="submit" busy={change.isPending} disabled={!passphrase || (has_one && !before)}>{has_one ? "Change the passphrase" : "Set the passphrase"}</Button></div>
    </form>
  );
}
