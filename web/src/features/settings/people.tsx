import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { to_problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Grant, Person } from "@/api/records";
import { useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { PersonDialog } from "@/features/settings/person_dialog";
import { person_fields } from "@/features/settings/person_fields";
import { useSettingsSearch } from "@/features/settings/use_search";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Fetched } from "@/ui/fetched";
import type { Column } from "@/ui/grid";
import { grouped } from "@/ui/grouped";
import { Line, Lines } from "@/ui/lines";
import { Listed } from "@/ui/listed";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { roles, state_word } from "@/ui/words";

/** What somebody is, in one line: "Contact on every title; Legal reviewer on The Quiet Harbour". */
const role_line = (grants: Grant[], name: (id: string) => string): string =>
  grants.map((grant) => `${roles[grant.role] ?? grant.role} on ${grant.title ? name(grant.title) : "every title"}`).join("; ") || "No role: cannot see anything";

const columns_of = (grants: Map<string, Grant[]>, name: (id: string) => string): Column<Person>[] => [
  { key: "name", label: "Name", text: (person) => person.name },
  { key: "email", label: "Email", text: (person) => person.email ?? "" },
  { key: "company", label: "Company", text: (person) => (person.company ? name(person.company) : "") },
  { key: "roles", label: "Roles", text: (person) => role_line(grants.get(person.id) ?? [], name) },
  { key: "state", label: "State", text: (person) => state_word(person.state, "person").label },
  { key: "created", label: "Added", text: (person) => person.created },
];
const orders = [{ value: "name", label: "Name" }, { value: "company", label: "Company" }, { value: "roles", label: "Roles" }, { value: "-created", label: "Added last" }];

export function People(): ReactNode {
  const [search, set] = useSettingsSearch();
  const people = useQuery(all_query("people"));
  const grants = useQuery(all_query("grants")).data;
  const name = useNames();
  const [is_adding, set_adding] = useState(false);
  const write = useWrite("people");
  const open = (person: string | undefined): void => set({ person: person ?? "" });
  const in_force = useMemo(() => grouped((grants ?? []).filter((grant) => grant.state !== "retired"), (grant) => grant.person), [grants]);
  const columns = useMemo(() => columns_of(in_force, name), [in_force, name]);
  return (
    <Section title="Everybody" acts={<Button look="main" onClick={() => set_adding(true)}><Plus aria-hidden size={16} />Add a person</Button>}>
      <Fetched query={people} what="the people" rows={8}>
        {(all) => (
          <>
            <Listed name="goodgate-people-and-roles" what="people" rows={all} columns={columns} orders={orders} search={search} on_search={set}>
              {(shown) => (
                <Lines label="People">
                  {shown.map((person) => (
                    <Line key={person.id} title={<>{person.name}{person.state !== "active" && <StatePill state={person.state} noun="person" />}</>}
                      note={<>{[person.email, name(person.company)].filter(Boolean).join(", ") || "Signs in nowhere"}<br />{role_line(in_force.get(person.id) ?? [], name)}</>}
                      acts={<Button aria-label={`Roles and sign-in of ${person.name}`} onClick={() => open(person.id)}>Roles and sign-in</Button>} />
                  ))}
                </Lines>
              )}
            </Listed>
            {search.person && <Chosen person={all.find((one) => one.id === search.person)} grants={in_force.get(search.person) ?? []} on_close={() => open(undefined)} />}
          </>
        )}
      </Fetched>
      {is_adding && (
        <Dialog open title="Add a person" on_close={() => set_adding(false)}>
          <RecordForm fields={person_fields} start={{}} act="Add the person" busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_adding(false)}
            on_body={(body) => write.mutate({ body }, { onSuccess: (made) => { say("The person is in the register", "Next: give them a role and an invitation."); set_adding(false); open(made.id); } })} />
        </Dialog>
      )}
    </Section>
  );
}

const Chosen = ({ person, grants, on_close }: { person: Person | undefined; grants: Grant[]; on_close: () => void }): ReactNode =>
  person ? <PersonDialog key={person.id} person={person} grants={grants} on_close={on_close} /> : null;
