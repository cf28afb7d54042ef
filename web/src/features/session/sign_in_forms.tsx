import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, base_path, client, set_csrf } from "@/api/client";
import { Problem, to_problem } from "@/api/problem";
import { session_query } from "@/api/queries";
import { first_place } from "@/app/places";
import type { Session } from "@/app/session";
import styles from "@/features/session/sign_in_forms.module.css";
import { ways_query } from "@/features/session/ways";
import { Button, button_class } from "@/ui/button";
import { Failed } from "@/ui/fetched";
import { TextField } from "@/ui/field";

/** What comes after signing in: the page that was asked for, or where this person begins. */
function useEntry(): (session: Session, to?: string) => Promise<void> {
  const queries = useQueryClient();
  const router = useRouter();
  return async (session, to) => {
    queries.clear();
    set_csrf(session.csrf);
    queries.setQueryData(session_query.queryKey, session);
    // Only a path of this desk: never an address of somebody else.
    const inner = to && /^\/(?![/\\])/.test(to) ? to : first_place(session);
    await router.navigate({ href: inner, replace: true });
  };
}

function Form({ title, note, act, busy, problem, pointers, on_submit, children }: {
  title: string; note: ReactNode; act: string; busy: boolean; problem: Problem | undefined; pointers: string[]; on_submit: () => void; children: ReactNode;
}): ReactNode {
  const submit = (event: FormEvent): void => { event.preventDefault(); on_submit(); };
  const is_general = problem && problem.type !== second_factor && (problem.errors.length === 0 || problem.elsewhere(pointers).length > 0);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h1>{title}</h1>
      <p className={styles.note}>{note}</p>
      {children}
      {is_general && <Failed problem={problem} />}
      <Button type="submit" look="main" busy={busy}>{act}</Button>
    </form>
  );
}

/** What the identity provider's answer came to, where it let nobody in: it stands behind # of the address. */
function problem_in_address(): Problem | undefined {
  const text = new URLSearchParams(window.location.hash.replace(/^#/, "")).get("problem");
  return text ? new Problem({ status: 403, detail: text }) : undefined;
}

export function SignInForm({ to }: { to: string | undefined }): ReactNode {
  const enter = useEntry();
  const [email, set_email] = useState("");
  const [password, set_password] = useState("");
  const [code, set_code] = useState("");
  const ways = useQuery(ways_query).data;
  const [refused] = useState(problem_in_address);
  const sign_in = useMutation({ mutationFn: () => ask(client.POST("/session", { body: { email, password, ...(code ? { code } : {}) } })), onSuccess: (session) => enter(session, to) });
  const problem = sign_in.error ? to_problem(sign_in.error) : undefined;
  return (
    <Form title="Sign in" note="With the address your studio knows you by." act="Sign in" busy={sign_in.isPending} problem={problem} pointers={["/email", "/password", "/code"]} on_submit={() => sign_in.mutate()}>
      <TextField label="Email" type="email" autoComplete="username" autoFocus required value={email} on_change={set_email} error={problem?.at("/email")} />
      <TextField label="Password" type="password" autoComplete="current-password" required value={password} on_change={set_password} error={problem?.at("/password")} />
      {wants_code(code, problem) && <CodeField value={code} on_change={set_code} problem={problem} />}
      {refused && !problem && <Failed what="Your organisation did not let you in" problem={refused} />}
      {ways?.oidc && <a className={button_class} href={`${base_path}api/v1/oidc/start`}>Sign in with your organisation</a>}
      <Link to="/reset">Forgot your password?</Link>
    </Form>
  );
}

const second_factor = "urn:goodgate:problem:second-factor";
const wants_code = (code: string, problem: Problem | undefined): boolean => code !== "" || problem?.type === second_factor || problem?.at("/code") !== undefined;

function CodeField({ value, on_change, problem }: { value: string; on_change: (value: string) => void; problem: Problem | undefined }): ReactNode {
  return <TextField label="Code of your authenticator app" inputMode="numeric" autoComplete="one-time-code" hint="Or a recovery code." autoFocus value={value} on_change={on_change} error={value && problem?.type === second_factor ? problem.message : problem?.at("/code")} />;
}

const token_in_address = (): string => window.location.hash.replace(/^#/, "");
const password_hint = "At least 12 characters. A few words you remember are better than signs you do not.";

export function FirstStartForm(): ReactNode {
  const enter = useEntry();
  const [token] = useState(token_in_address);
  const [name, set_name] = useState("");
  const [email, set_email] = useState("");
  const [password, set_password] = useState("");
  const start = useMutation({ mutationFn: () => ask(client.POST("/first-start", { body: { token, name, email, password } })), onSuccess: (session) => enter(session, "/") });
  const problem = start.error ? to_problem(start.error) : undefined;
  if (!token) return <NoToken what="the line that the server printed when it started" />;
  return (
    <Form title="Open the desk" note="Nobody is here yet. You become the first administrator: you invite people and say who may do what. You decide on no use yourself."
      act="Open the desk" busy={start.isPending} problem={problem} pointers={["/name", "/email", "/password"]} on_submit={() => start.mutate()}>
      <TextField label="Your name" autoComplete="name" autoFocus required value={name} on_change={set_name} error={problem?.at("/name")} />
      <TextField label="Email" type="email" autoComplete="username" required value={email} on_change={set_email} error={problem?.at("/email")} />
      <TextField label="Password" type="password" autoComplete="new-password" required hint={password_hint} value={password} on_change={set_password} error={problem?.at("/password")} />
    </Form>
  );
}

export function InvitationForm(): ReactNode {
  const enter = useEntry();
  const [token] = useState(token_in_address);
  const [password, set_password] = useState("");
  const [code, set_code] = useState("");
  const accept = useMutation({ mutationFn: () => ask(client.POST("/invitations/accept", { body: { token, password, ...(code ? { code } : {}) } })), onSuccess: (session) => enter(session, "/") });
  const problem = accept.error ? to_problem(accept.error) : undefined;
  if (!token) return <NoToken what="the message you were invited by" />;
  return (
    <Form title="Choose a password" note="For your account at Goodgate. This link works once; opening it changed nothing yet." act="Set the password and come in"
      busy={accept.isPending} problem={problem} pointers={["/password", "/code"]} on_submit={() => accept.mutate()}>
      <TextField label="Password" type="password" autoComplete="new-password" autoFocus required hint={password_hint} value={password} on_change={set_password} error={problem?.at("/password")} />
      {wants_code(code, problem) && <CodeField value={code} on_change={set_code} problem={problem} />}
    </Form>
  );
}

/** A link of the sample production: who it lets in as is known by its secret alone. */
export function RoleLinkForm(): ReactNode {
  const enter = useEntry();
  const [token] = useState(token_in_address);
  const come_in = useMutation({ mutationFn: () => ask(client.POST("/role-links/enter", { body: { token } })), onSuccess: (session) => enter(session, "/") });
  const problem = come_in.error ? to_problem(come_in.error) : undefined;
  if (!token) return <NoToken what="the start page of the demo" />;
  return (
    <Form title="Come in" note="This link lets you into the sample production as one of its people, once. Another tab of this browser that is signed in becomes this person too."
      act="Come in" busy={come_in.isPending} problem={problem} pointers={[]} on_submit={() => come_in.mutate()}>
      {null}
    </Form>
  );
}

function NoToken({ what }: { what: string }): ReactNode {
  return <Failed problem={new Problem({ status: 400, detail: `The link is not whole: it ends before its secret. Open it again from ${what}.` })} />;
}
