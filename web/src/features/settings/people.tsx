import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import { to_problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Grant, Person } from "@/api/records";
import { useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { PersonDialog } from "@/features/settings/person_dialog";
import { person_fields } from "@/features/settings/person_fields";
import styles from "@/features/settings/settings.module.css";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Fetched } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { roles } from "@/ui/words";

const shown_max = 100;

/** What somebody is, in one line: "Contact on every title; Legal reviewer on The Quiet Harbour". */
const role_line = (grants: Grant[], name: (id: string) => string): string =>
  grants.map((grant) => `${roles[grant.role] ?? grant.role} on ${grant.title ? name(grant.title) : "every title"}`).join("; ") || "No role: cannot see anything";

export function People(): ReactNode {
  const search = useSearch({ from: "/inside/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  const people = useQuery(all_query("people"));
  const grants = (useQuery(all_query("grants")).data ?? []).filter((grant) => grant.state !== "retired");
  const name = useNames();
  const [is_adding, set_adding] = useState(false);
  const [text, set_text] = useState("");
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const write = useWrite("people");
  const open = (person: string | undefined): void => void navigate({ search: person ? { person } : {} });
  const of = (person: Person): Grant[] => grants.filter((grant) => grant.person === person.id);
  const matches = (person: Person): boolean => !wanted || `${person.name} ${person.email ?? ""} ${name(person.company)} ${role_line(of(person), name)}`.toLowerCase().includes(wanted);
  return (
    <Section title="Everybody" acts={<Button look="main" onClick={() => set_adding(true)}><Plus aria-hidden size={16} />Add a person</Button>}>
      <div className={styles.find}><TextField label="Find by name, address, company or role" type="search" value={text} on_change={set_text} /></div>
      <Fetched query={people} what="the people" rows={8}>
        {(all) => {
          const found = all.filter(matches);
          return (
            <>
              <p role="status">{found.length} of {all.length}{found.length > shown_max && `, the first ${shown_max} are shown`}</p>
              <Lines label="People">
                {found.slice(0, shown_max).map((person) => (
                  <Line key={person.id} title={<>{person.name}{person.state !== "active" && <StatePill state={person.state} noun="person" />}</>}
                    note={<>{[person.email, name(person.company)].filter(Boolean).join(", ") || "Signs in nowhere"}<br />{role_line(of(person), name)}</>}
                    acts={<Button aria-label={`Roles and sign-in of ${person.name}`} onClick={() => open(person.id)}>Roles and sign-in</Button>} />
                ))}
              </Lines>
              {search.person && <Chosen person={all.find((one) => one.id === search.person)} grants={grants} on_close={() => open(undefined)} />}
            </>
          );
        }}
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
  person ? <PersonDialog key={person.id} person={person} grants={grants.filter((grant) => grant.person === person.id)} on_close={on_close} /> : null;
