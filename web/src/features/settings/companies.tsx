import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Company } from "@/api/records";
import { useStep, useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty, Fetched } from "@/ui/fetched";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";

const fields = [{ pointer: "/name", label: "Name", kind: "line" as const }];

/** Who works on titles; partners and vendors see what their own company does. */
export function Companies(): ReactNode {
  const companies = useQuery(all_query("companies"));
  const people = useQuery(all_query("people")).data ?? [];
  const [writing, set_writing] = useState<{ company?: Company }>();
  const [ending, set_ending] = useState<Company>();
  const write = useWrite("companies");
  const step = useStep("companies");
  const add = <Button look="main" onClick={() => set_writing({})}><Plus aria-hidden size={16} />Add a company</Button>;
  const members = (company: Company): number => people.filter((one) => one.company === company.id).length;
  return (
    <Section title="Companies" note="Partners and vendors see and declare what their own company does" acts={add}>
      <Fetched query={companies} what="the companies" empty={(all) => all.length === 0 && <Empty title="No company yet" act={add}>Uses are declared by a company.</Empty>}>
        {(all) => (
          <Lines label="Companies">
            {all.map((company) => (
              <Line key={company.id} title={<>{company.name}{company.state !== "active" && <StatePill state={company.state} noun="company" />}</>} note={`${members(company)} people`}
                acts={company.state !== "retired" && <><Button aria-label={`Rename ${company.name}`} onClick={() => set_writing({ company })}>Rename</Button><Button look="danger" aria-label={`Take out of use: ${company.name}`} onClick={() => set_ending(company)}>Take out of use</Button></>} />
            ))}
          </Lines>
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
