import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import { session_query } from "@/api/queries";
import { type Credential, tokens_query } from "@/features/account/queries";
import { TokenDialog } from "@/features/account/token_dialog";
import { Button } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { ShownOnce } from "@/ui/shown";
import { say } from "@/ui/toast";
import { from_now, state_word, when } from "@/ui/words";

/** Where this person is signed in, and the way out of each. */
export function Sessions(): ReactNode {
  const tokens = useQuery(tokens_query);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const end_all = useMutation({
    mutationFn: () => ask(client.POST("/account/sign-out-everywhere")),
    onSuccess: async () => {
      queries.clear();
      queries.setQueryData(session_query.queryKey, null);
      await navigate({ to: "/sign-in" });
    },
  });
  return (
    <Section title="Where you are signed in" acts={<Button look="danger" busy={end_all.isPending} onClick={() => end_all.mutate()}>Sign out everywhere</Button>}>
      {end_all.error && <Failed problem={to_problem(end_all.error)} />}
      <Fetched query={tokens} what="your sessions">
        {(all) => <CredentialLines label="Sessions" empty="No session is open." act="End" done="The session has ended" items={all.filter((one) => one.kind === "session")} />}
      </Fetched>
    </Section>
  );
}

/** Tokens for scripts that act as this person. */
export function Tokens(): ReactNode {
  const tokens = useQuery(tokens_query);
  const [is_making, set_making] = useState(false);
  const [made, set_made] = useState<{ token: string; expires: string }>();
  return (
    <Section title="Tokens" note="For scripts that act as you, with no more than you may" acts={<Button onClick={() => set_making(true)}><Plus aria-hidden size={16} />Make a token</Button>}>
      {made && <ShownOnce text={made.token} what="Token" note={`It is good until ${when(made.expires)}.`} />}
      <Fetched query={tokens} what="your tokens">
        {(all) => <CredentialLines label="Tokens" empty="No token. goodgate login makes one when a command line signs in." act="Revoke" done="The token opens nothing any more" items={all.filter((one) => one.kind !== "session")} />}
      </Fetched>
      {is_making && <TokenDialog on_made={(secret) => { set_made(secret); set_making(false); }} on_close={() => set_making(false)} />}
    </Section>
  );
}

export function CredentialLines({ label, items, empty, act, done }: { label: string; items: Credential[]; empty: string; act: string; done: string }): ReactNode {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (id: string) => ask(client.DELETE("/tokens/{id}", { params: { path: { id } } })),
    onSuccess: () => say(done),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["account"] }),
  });
  if (items.length === 0) return <p>{empty}</p>;
  return (
    <>
      {end.error && <Failed problem={to_problem(end.error)} />}
      <Lines label={label}>
        {items.map((one) => (
          <Line key={one.id} title={<>{one.kind === "session" ? "Browser" : one.name}{one.current && <Pill word={{ ...state_word("active", "session"), label: "This one" }} />}</>}
            note={<>{one.kind === "service" && "for a machine, "}since {when(one.created)}, ends {from_now(one.expires)} ({when(one.expires)}), <code>{one.id}</code></>}
            acts={!one.current && <Button busy={end.isPending && end.variables === one.id} aria-label={`${act} ${one.kind === "session" ? "the session" : one.name} of ${when(one.created)}`} onClick={() => end.mutate(one.id)}>{act}</Button>} />
        ))}
      </Lines>
    </>
  );
}
