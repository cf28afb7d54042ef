import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import styles from "@/features/account/account.module.css";
import { Button } from "@/ui/button";
import { Failed } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { say } from "@/ui/toast";

export function PasswordForm(): ReactNode {
  const queries = useQueryClient();
  const [before, set_before] = useState("");
  const [password, set_password] = useState("");
  const change = useMutation({
    mutationFn: () => ask(client.POST("/account/password", { body: { before, password } })),
    onSuccess: () => {
      set_before("");
      set_password("");
      say("Your password is changed", "Your other sessions have ended.");
      void queries.invalidateQueries({ queryKey: ["account"] });
    },
  });
  const problem = change.error ? to_problem(change.error) : undefined;
  const submit = (event: FormEvent): void => { event.preventDefault(); change.mutate(); };
  return (
    <Section title="Password">
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField label="Password until now" type="password" autoComplete="current-password" value={before} on_change={set_before} error={problem?.at("/before")} />
        <TextField label="New password" type="password" autoComplete="new-password" hint="At least 12 characters. A few words you remember are better than signs you do not." value={password} on_change={set_password} error={problem?.at("/password")} />
        {problem && problem.elsewhere(["/before", "/password"]).length + (problem.errors.length === 0 ? 1 : 0) > 0 && <Failed problem={problem} />}
        <div className={styles.acts}><Button type="submit" busy={change.isPending} disabled={!before || !password}>Change the password</Button></div>
      </form>
    </Section>
  );
}
