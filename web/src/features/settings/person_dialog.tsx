import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, base_path, client, version_of } from "@/api/client";
import { to_problem } from "@/api/problem";
import { rows_query } from "@/api/rows";
import type { Grant, Person } from "@/api/records";
import type { Role } from "@/app/session";
import { tokens_of_query } from "@/features/account/queries";
import { CredentialLines } from "@/features/account/sessions";
import { type Secret, TokenDialog } from "@/features/account/token_dialog";
import { texts_of } from "@/features/registers/form_body";
import { useInvite, useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { person_fields } from "@/features/settings/person_fields";
import styles from "@/features/settings/settings.module.css";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Failed, Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { ShownOnce } from "@/ui/shown";
import { say } from "@/ui/toast";
import { roles, when } from "@/ui/words";

/** What a person is here and how they come in: roles, invitation, sessions and tokens. */
export function PersonDialog({ person, grants, on_close }: { person: Person; grants: Grant[]; on_close: () => void }): ReactNode {
  const [is_making, set_making] = useState(false);
  const [is_changing, set_changing] = useState(false);
  const [made, set_made] = useState<Secret>();
  const tokens = useQuery(tokens_of_query(person.id));
  const write = useWrite("people");
  if (is_making) return <TokenDialog person={person.id} has_roles={[...new Set(grants.map((grant) => grant.role))]} on_made={(secret) => { set_made(secret); set_making(false); }} on_close={() => set_making(false)} />;
  if (is_changing)
    return (
      <Dialog open title={`Change ${person.name}`} on_close={() => set_changing(false)}>
        <RecordForm fields={person_fields} start={texts_of(person_fields, person)} act="Save" busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_changing(false)}
          on_body={(body) => write.mutate({ record: person, body }, { onSuccess: () => { say("Saved"); set_changing(false); } })} />
      </Dialog>
    );
  return (
    <Dialog open wide title={person.name} on_close={on_close}>
      <div className={styles.body}>
        <Roles person={person} grants={grants} />
        <SignInActs person={person} on_change={() => set_changing(true)} />
        <Section title="Sessions and tokens" acts={<Button onClick={() => set_making(true)}>Make a token for a machine</Button>}>
          {made && <ShownOnce text={made.token} what="Token" note={`It acts as ${person.name} and is good until ${when(made.expires)}.`} />}
          <Fetched query={tokens} what="sessions and tokens" rows={2}>{(all) => <CredentialLines label="Sessions and tokens" items={all} empty="None is open." act="End" done="It opens nothing any more" />}</Fetched>
        </Section>
      </div>
    </Dialog>
  );
}

function Roles({ person, grants }: { person: Person; grants: Grant[] }): ReactNode {
  const queries = useQueryClient();
  const name = useNames();
  const titles = useQuery(rows_query("titles")).data ?? [];
  const [role, set_role] = useState("");
  const [title, set_title] = useState("");
  const refresh = (): void => void queries.invalidateQueries({ queryKey: ["grants"] });
  const give = useMutation({
    mutationFn: () => ask(client.POST("/grants", { body: { person: person.id, role: role as Role, ...(title ? { title } : {}) } })),
    onSuccess: () => { set_role(""); say(`${person.name} has the role`); },
    onSettled: refresh,
  });
  const end = useMutation({
    mutationFn: (grant: Grant) => ask(client.POST("/grants/{id}/retire", { params: { path: { id: grant.id }, header: version_of(grant) }, body: { reason: "Ended in the settings" } })),
    onSuccess: () => say("The role has ended"),
    onSettled: refresh,
  });
  const problem = give.error ?? end.error;
  const submit = (event: FormEvent): void => { event.preventDefault(); give.mutate(); };
  const words = (grant: Grant): string => `${roles[grant.role] ?? grant.role} on ${grant.title ? name(grant.title) : "every title"}`;
  return (
    <Section title="Roles">
      {grants.length === 0 ? <p>None: signing in shows nothing.</p> : (
        <Lines label="Roles">{grants.map((grant) => <Line key={grant.id} title={words(grant)} note={`since ${when(grant.created)}`} acts={<Button look="danger" aria-label={`End: ${words(grant)}`} busy={end.isPending} onClick={() => end.mutate(grant)}>End</Button>} />)}</Lines>
      )}
      <form className={styles.pair} onSubmit={submit}>
        <SelectField label="Role" value={role} on_change={set_role} options={[{ value: "", label: "Choose" }, ...Object.entries(roles).map(([value, label]) => ({ value, label }))]} />
        <SelectField label="On" value={title} on_change={set_title} options={[{ value: "", label: "Every title" }, ...titles.map((one) => ({ value: one.id, label: one.name }))]} />
        <Button type="submit" busy={give.isPending} disabled={!role}>Give the role</Button>
      </form>
      {problem && <Failed problem={to_problem(problem)} />}
    </Section>
  );
}

function SignInActs({ person, on_change }: { person: Person; on_change: () => void }): ReactNode {
  const invite = useInvite();
  const drop = useMutation({ mutationFn: () => ask(client.POST("/people/{id}/totp/remove", { params: { path: { id: person.id } } })), onSuccess: () => say("Their authenticator app is not asked for any more") });
  const problem = invite.error ?? drop.error;
  return (
    <Section title="Sign-in">
      <p>{person.email ?? "No address: nobody can sign in as this person."}</p>
      <div className={styles.acts}>
        <Button onClick={on_change}>Change name, address, company</Button>
        <Button busy={invite.isPending} disabled={!person.email} onClick={() => invite.mutate(person.id)}>Make an invitation link</Button>
        <Button busy={drop.isPending} onClick={() => drop.mutate()}>Take off a lost authenticator app</Button>
      </div>
      {invite.data && <ShownOnce text={`${window.location.origin}${base_path}invitation#${invite.data.token}`} what="Invitation link" note={`It works once, until ${when(invite.data.expires)}. It went out by mail too, where the desk sends mail.`} />}
      {problem && <Failed problem={to_problem(problem)} />}
    </Section>
  );
}
