import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import { useSession } from "@/app/session";
import styles from "@/features/account/account.module.css";
import { Button } from "@/ui/button";
import { Empty, Failed } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Page } from "@/ui/page";

/** A command line asks to be let in (`goodgate login`). Opening the address lets nobody in: a person presses. */
export function DevicePage(): ReactNode {
  const session = useSession();
  const [user_code, set_code] = useState(() => decodeURIComponent(window.location.hash.replace(/^#/, "")));
  const answer = useMutation({ mutationFn: (word: "approved" | "denied") => ask(client.POST("/device/answer", { body: { user_code: user_code.trim(), answer: word } })) });
  const problem = answer.error ? to_problem(answer.error) : undefined;
  if (answer.isSuccess)
    return (
      <Page title="Command line">
        {answer.variables === "approved"
          ? <Empty title="It is let in">Go back to the command line; it goes on by itself. You can revoke its token in your account.</Empty>
          : <Empty title="It is not let in">The command line gets nothing. If you did not ask for it, somebody else did: tell an administrator.</Empty>}
      </Page>
    );
  const submit = (event: FormEvent): void => { event.preventDefault(); answer.mutate("approved"); };
  return (
    <Page title="Let a command line in?" note={<>It will act as <strong>{session.name}</strong>, with all you may do, for 90 days. Say yes only if you typed <code>goodgate login</code> yourself, and the code there is the same.</>}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.code}><TextField label="Code the command line shows" autoFocus autoComplete="off" spellCheck={false} value={user_code} on_change={set_code} error={problem?.at("/user_code")} /></div>
        {problem && !problem.at("/user_code") && <Failed problem={problem} />}
        <div className={styles.acts}>
          <Button type="submit" look="main" busy={answer.isPending} disabled={!user_code.trim()}>Let it in</Button>
          <Button look="danger" busy={answer.isPending} disabled={!user_code.trim()} onClick={() => answer.mutate("denied")}>Refuse</Button>
        </div>
      </form>
    </Page>
  );
}
