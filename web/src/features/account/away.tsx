import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { to_problem } from "@/api/problem";
import { record_query } from "@/api/queries";
import { rows_query } from "@/api/rows";
import type { Person } from "@/api/records";
import type { components } from "@/api/schema";
import { rights, useSession } from "@/app/session";
import styles from "@/features/account/account.module.css";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import { SelectField, TextField, Ticks } from "@/ui/field";
import { Section } from "@/ui/page";
import { say } from "@/ui/toast";
import { roles, when } from "@/ui/words";

type AwayBody = components["schemas"]["Away"];
type Reach = NonNullable<AwayBody["reach"]>[number];

/** Out of office: who decides in one's place, and on which days. */
export function Away(): ReactNode {
  const session = useSession();
  const person = useQuery(record_query("people", session.id));
  return (
    <Section title="Out of office">
      <Fetched query={person} what="your record" rows={2}>{(one) => (one.away ? <IsAway person={one} away={one.away} /> : <AwayForm person={one} />)}</Fetched>
    </Section>
  );
}

function IsAway({ person, away }: { person: Person; away: AwayBody }): ReactNode {
  const queries = useQueryClient();
  const name = useNames();
  const back = useMutation({
    mutationFn: () => ask(client.POST("/people/{id}/back", { params: { path: { id: person.id }, header: version_of(person) } })),
    onSuccess: () => say("You decide for yourself again"),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["people"] }),
  });
  const reach = (away.reach ?? []).map((role) => roles[role] ?? role).join(", ");
  return (
    <>
      <p><strong>{name(away.to)}</strong> decides for you from {when(away.from)} through {when(away.until)} (UTC){reach && `, also as ${reach}`}. Mail and inbox go to you both.</p>
      {back.error && <Failed problem={to_problem(back.error)} />}
      <div className={styles.acts}><Button busy={back.isPending} onClick={() => back.mutate()}>I am back</Button></div>
    </>
  );
}

function AwayForm({ person }: { person: Person }): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const people = useQuery(rows_query("people")).data ?? [];
  const at_work = new Set((useQuery(rows_query("grants")).data ?? []).filter((grant) => grant.state !== "retired").map((grant) => grant.person));
  const today = new Date().toISOString().slice(0, 10);
  const [to, set_to] = useState("");
  const [from, set_from] = useState(today);
  const [until, set_until] = useState("");
  const [reach, set_reach] = useState<string[]>([]);
  const own = [...new Set(session.grants.map((grant) => grant.role))].filter((role) => (rights.review as readonly string[]).includes(role));
  const go = useMutation({
    mutationFn: () => ask(client.POST("/people/{id}/away", { params: { path: { id: person.id }, header: version_of(person) }, body: { to, from, until, ...(reach.length > 0 ? { reach: reach as Reach[] } : {}) } })),
    onSuccess: () => say("It is in the register"),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["people"] }),
  });
  const problem = go.error ? to_problem(go.error) : undefined;
  const pointers = ["/to", "/from", "/until", "/away/to", "/away/from", "/away/until"];
  const submit = (event: FormEvent): void => { event.preventDefault(); go.mutate(); };
  const at = (member: string): string | undefined => problem?.at(`/${member}`) ?? problem?.at(`/away/${member}`);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <SelectField label="Who decides for you" value={to} on_change={set_to} error={at("to")}
        options={[{ value: "", label: "Choose" }, ...people.filter((one) => one.id !== person.id && at_work.has(one.id)).map((one) => ({ value: one.id, label: one.name }))]} />
      <div className={styles.pair}>
        <TextField label="From" type="date" value={from} on_change={set_from} error={at("from")} />
        <TextField label="Through" type="date" value={until} on_change={set_until} error={at("until")} />
      </div>
      {own.length > 0 && <Ticks label="They may also speak in these roles of yours" hint="Without this they speak only in roles that you both have." values={reach} on_change={set_reach} options={own.map((role) => ({ value: role, label: roles[role] ?? role }))} empty="" />}
      {problem && (problem.errors.length === 0 || problem.elsewhere(pointers).length > 0) && <Failed problem={problem} />}
      <div className={styles.acts}><Button type="submit" busy={go.isPending} disabled={!to || !from || !until}>Go out of office</Button></div>
    </form>
  );
}
