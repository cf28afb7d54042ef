import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { to_problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Company, Person } from "@/api/records";
import { useStep, useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { useSettingsSearch } from "@/features/settings/use_search";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty, Fetched } from "@/ui/fetched";
import type { Column } from "@/ui/grid";
import { grouped } from "@/ui/grouped";
import { Line, Lines } from "@/ui/lines";
import { Listed } from "@/ui/listed";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { state_word } from "@/ui/words";

const fields = [{ pointer: "/name", label: "Name", kind: "line" as const }];

const columns_of = (members: Map<string | undefined, Person[]>): Column<Company>[] => [
  { key: "name", label: "Name", text: (company) => company.name },
  { key: "people", label: "People", text: (company) => String(members.get(company.id)?.length ?? 0) },
  { key: "state", label: "State", text: (company) => state_word(company.state, "company").label },
  { key: "created", label: "Added", text: (company) => company.created },
];
const orders = [{ value: "name", label: "Name" }, { value: "-people", label: "Most people" }, { value: "-created", label: "Added last" }];

/** Who works on titles; partners and vendors see what their own company does. */
export function Companies(): ReactNode {
  const companies = useQuery(all_query("companies"));
  const people = useQuery(all_query("people")).data;
  const [search, set] = useSettingsSearch();
  const [writing, set_writing] = useState<{ company?: Company }>();
  const [ending, set_ending] = useState<Company>();
  const write = useWrite("companies");
  const step = useStep("companies");
  const add = <Button look="main" onClick={() => set_writing({})}><Plus aria-hidden size={16} />Add a company</Button>;
  const members = useMemo(() => grouped(people ?? [], (person) => person.company), [people]);
  const columns = useMemo(() => columns_of(members), [members]);
  return (
    <Section title="Companies" note="Partners and vendors see and declare what their own company does" acts={add}>
      <Fetched query={companies} what="the companies" empty={(all) => all.length === 0 && <Empty title="No company yet" act={add}>Uses are declared by a company.</Empty>}>
        {(all) => (
          <Listed name="goodgate-companies" what="companies" rows={all} columns={columns} orders={orders} search={search} on_search={set}>
            {(shown) => (
              <Lines label="Companies">
                {shown.map((company) => (
                  <Line key={company.id} title={<>{company.name}{company.state !== "active" && <StatePill state={company.state} noun="company" />}</>} note={`${members.get(company.id)?.length ?? 0} people`}
                    acts={company.state !== "retired" && <><Button aria-label={`Rename ${company.name}`} onClick={() => set_writing({ company })}>Rename</Button><Button look="danger" aria-label={`Take out of use: ${company.name}`} onClick={() => set_ending(company)}>Take out of use</Button></>} />
                ))}
              </Lines>
            )}
          </Listed>
        )}
      </Fetched>
      {writing && (
        <Dialog open title={writing.company ? `Rename ${writing.company.name}` : "Add a company"} on_close={() => set_writing(undefined)}>
          <RecordForm fields={fields} start={writing.company ? { "/name": writing.company.name } : {}} act="Save" busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_writing(undefined)}
            on_body={(body) => write.mutate({ record: writing.company, body }, { onSuccess: () => { say("Saved"); set_writing(undefined); } })} />
        </Dialog>
      )}
      {ending && <TextDialog title={`Take ${ending.name} out of use`} label="Reason" hint="It stands in the ledger. What was declared stays." act="Take out of use" danger pointer="/reason" busy={step.isPending} error={step.error}
        on_text={(reason) => step.mutate({ record: ending, step: { kind: "retire", reason } }, { onSuccess: () => { say("Done"); set_ending(undefined); } })} on_close={() => { set_ending(undefined); step.reset(); }} />}
    </Section>
  );
}
