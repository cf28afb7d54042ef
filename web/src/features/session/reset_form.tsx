import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import styles from "@/features/session/sign_in_forms.module.css";
import { ways_query } from "@/features/session/ways";
import { Button } from "@/ui/button";
import { Failed } from "@/ui/fetched";
import { TextField } from "@/ui/field";

/** A link for a new password, by mail. What is answered tells nobody whether an address is known. */
export function ResetForm(): ReactNode {
  const ways = useQuery(ways_query).data;
  const [email, set_email] = useState("");
  const send = useMutation({ mutationFn: () => ask(client.POST("/account/reset", { body: { email: email.trim() } })) });
  const problem = send.error ? to_problem(send.error) : undefined;
  const submit = (event: FormEvent): void => { event.preventDefault(); send.mutate(); };
  if (send.isSuccess)
    return (
      <div className={styles.form} role="status">
        <h1>Look into your mail</h1>
        <p>If somebody signs in with <strong>{email.trim()}</strong>, a link is on its way there. It works once, for an hour. Until it is used your password stays as it is.</p>
        <Link to="/sign-in">Back to signing in</Link>
      </div>
    );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h1>Forgot your password</h1>
      {ways?.mail === false
        ? <p className={styles.note}>This desk sends no mail. Ask an administrator for a new invitation link.</p>
        : (
          <>
            <p className={styles.note}>Write the address you sign in with. A link for a new password goes there.</p>
            <TextField label="Email" type="email" autoComplete="username" autoFocus value={email} on_change={set_email} error={problem?.at("/email")} />
            {problem && !problem.at("/email") && <Failed problem={problem} />}
            <Button type="submit" look="main" busy={send.isPending} disabled={!email.trim()}>Send the link</Button>
          </>
        )}
      <Link to="/sign-in">Back to signing in</Link>
    </form>
  );
}
