import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, lazy, type ReactNode, Suspense, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import styles from "@/features/account/account.module.css";
import { account_query } from "@/features/account/queries";
import { Button } from "@/ui/button";
import { Failed, Fetched, Loading } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { Shown } from "@/ui/shown";
import { save_file } from "@/ui/save_file";
import { say } from "@/ui/toast";

const Qr = lazy(() => import("@/features/account/qr").then((module) => ({ default: module.Qr })));

/** A code of an authenticator app (RFC 6238) beside the password. */
export function SecondFactor(): ReactNode {
  const queries = useQueryClient();
  const account = useQuery(account_query);
  const [codes, set_codes] = useState<string[]>();
  const begin = useMutation({ mutationFn: () => ask(client.POST("/account/totp")) });
  const refresh = (): void => void queries.invalidateQueries({ queryKey: account_query.queryKey });
  const confirm = useMutation({
    mutationFn: (code: string) => ask(client.POST("/account/totp/confirm", { body: { code } })),
    onSuccess: (answer) => { set_codes(answer.recovery_codes); begin.reset(); refresh(); },
  });
  const remove = useMutation({
    mutationFn: (code: string) => ask(client.POST("/account/totp/remove", { body: { code } })),
    onSuccess: () => { set_codes(undefined); say("Signing in takes your password alone again"); refresh(); },
  });
  return (
    <Section title="Authenticator app">
      {codes && <RecoveryCodes codes={codes} on_kept={() => set_codes(undefined)} />}
      <Fetched query={account} what="how you sign in" rows={2}>
        {({ second_factor, recovery_codes }) => second_factor ? (
          <>
            <p>On: a code of your app is asked for after your password. {recovery_codes} recovery {recovery_codes === 1 ? "code is" : "codes are"} left.</p>
            <CodeForm label="Code of your app, or a recovery code" act="Take it off" danger busy={remove.isPending} error={remove.error} on_code={(code) => remove.mutate(code)} />
          </>
        ) : begin.data ? (
          <div className={styles.offer}>
            <Suspense fallback={<Loading what="the QR code" rows={3} />}><Qr text={begin.data.uri} label="QR code for your authenticator app" /></Suspense>
            <div className={styles.form}>
              <p>Read the code with your app, then type what the app shows. It counts from then on.</p>
              <Shown text={begin.data.secret} what="Secret" note="For an app that cannot read the code." />
              <CodeForm label="Code your app shows" act="Switch it on" busy={confirm.isPending} error={confirm.error} on_code={(code) => confirm.mutate(code)} />
            </div>
          </div>
        ) : (
          <>
            <p>Off: your password alone lets somebody in. With an app on your phone it does not.</p>
            {begin.error && <Failed problem={to_problem(begin.error)} />}
            <div className={styles.acts}><Button busy={begin.isPending} onClick={() => begin.mutate()}>Set up an authenticator app</Button></div>
          </>
        )}
      </Fetched>
    </Section>
  );
}

function CodeForm({ label, act, danger = false, busy, error, on_code }: { label: string; act: string; danger?: boolean; busy: boolean; error: Error | null; on_code: (code: string) => void }): ReactNode {
  const [code, set_code] = useState("");
  const problem = error ? to_problem(error) : undefined;
  const submit = (event: FormEvent): void => { event.preventDefault(); if (code.trim()) on_code(code.trim()); };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField label={label} inputMode="numeric" autoComplete="one-time-code" value={code} on_change={set_code} error={problem?.at("/code") ?? (problem && problem.errors.length === 0 ? problem.message : undefined)} />
      <div className={styles.acts}><Button type="submit" look={danger ? "danger" : "main"} busy={busy}>{act}</Button></div>
    </form>
  );
}

function RecoveryCodes({ codes, on_kept }: { codes: string[]; on_kept: () => void }): ReactNode {
  return (
    <div role="status" className={styles.form}>
      <p><strong>Recovery codes.</strong> Each lets you in once if you lose your phone. They are shown only now: keep them where your password is not.</p>
      <ul className={styles.codes}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className={styles.acts}>
        <Button onClick={() => save_file("goodgate-recovery-codes.txt", `${codes.join("\n")}\n`, "text/plain")}>Keep them as a file</Button>
        <Button look="main" onClick={on_kept}>I have kept them</Button>
      </div>
    </div>
  );
}
