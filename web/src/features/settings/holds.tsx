import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { all_query } from "@/api/queries";
import type { Person, Title } from "@/api/records";
import { may, useSession } from "@/app/session";
import styles from "@/features/settings/settings.module.css";
import { useNames } from "@/features/uses/names";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { save_json } from "@/ui/save_file";
import { complain, say } from "@/ui/toast";
import { when } from "@/ui/words";

type Held = (Person | Title) & { legal_hold?: { at: string; by: string; reason: string } };
interface Begun { noun: "people" | "titles"; record: Held; act: "hold" | "release" }

const name_of = (record: Held): string => record.name;

/** Legal holds: what they keep from being erased, and why. Legal sets and ends them. */
export function Holds(): ReactNode {
  const session = useSession();
  const name = useNames();
  const queries = useQueryClient();
  const titles = useQuery(all_query("titles"));
  const people = useQuery(all_query("people"));
  const [begun, set_begun] = useState<Begun>();
  const may_hold = may(session, "erase_data");
  const act = useMutation({
    mutationFn: ({ begun: { noun, record, act: kind }, reason }: { begun: Begun; reason: string }) =>
      ask(client.POST(`/${noun}/{id}/${kind}` as "/people/{id}/hold", { params: { path: { id: record.id }, header: version_of(record) }, body: { reason } })),
    onSuccess: () => { say("It is in the ledger"); set_begun(undefined); },
    onSettled: () => { void queries.invalidateQueries({ queryKey: ["titles"] }); void queries.invalidateQueries({ queryKey: ["people"] }); },
  });
  return (
    <div className={styles.parts}>
      <Section title="What is kept">
        <p>Records and the ledger are kept until legal erases a person's data on a ground that the law names. Proofs made before hold after it. A legal hold forbids erasing until it is released.</p>
      </Section>
      {([["titles", "Titles", titles], ["people", "People", people]] as const).map(([noun, label, query]) => (
        <Section key={noun} title={`${label} under a legal hold`}>
          <Fetched query={query as UseQueryResult<unknown>} what={label.toLowerCase()} rows={2}>
            {(all) => <HeldLines noun={noun} all={all as Held[]} name={name} may_hold={may_hold} on_begin={set_begun} />}
          </Fetched>
        </Section>
      ))}
      {may_hold && <PersonalData people={(people.data ?? []) as Held[]} />}
      {begun && <TextDialog title={`${begun.act === "hold" ? "Hold" : "Release"} ${name_of(begun.record)}`} label="Reason" hint="Of the case or the order; it stands in the ledger." act={begun.act === "hold" ? "Set the hold" : "Release it"} danger={begun.act === "release"} pointer="/reason"
        busy={act.isPending} error={act.error} on_text={(reason) => act.mutate({ begun, reason })} on_close={() => { set_begun(undefined); act.reset(); }} />}
    </div>
  );
}

function HeldLines({ noun, all, name, may_hold, on_begin }: { noun: Begun["noun"]; all: Held[]; name: (id: string) => string; may_hold: boolean; on_begin: (begun: Begun) => void }): ReactNode {
  const [chosen, set_chosen] = useState("");
  const held = all.filter((one) => one.legal_hold);
  const free = all.filter((one) => !one.legal_hold);
  const record = free.find((one) => one.id === chosen);
  return (
    <>
      {held.length === 0 ? <p>None.</p> : (
        <Lines label={`${noun} under a legal hold`}>
          {held.map((one) => (
            <Line key={one.id} title={name_of(one)} note={one.legal_hold && `${one.legal_hold.reason}. ${name(one.legal_hold.by)}, ${when(one.legal_hold.at)}`}
              acts={may_hold && <Button look="danger" aria-label={`Release ${name_of(one)}`} onClick={() => on_begin({ noun, record: one, act: "release" })}>Release</Button>} />
          ))}
        </Lines>
      )}
      {may_hold && (
        <div className={styles.pair}>
          <SelectField label={noun === "titles" ? "Title to hold" : "Person to hold"} value={chosen} on_change={set_chosen} options={[{ value: "", label: "Choose" }, ...free.map((one) => ({ value: one.id, label: name_of(one) }))]} />
          <Button disabled={!record} onClick={() => { if (record) on_begin({ noun, record, act: "hold" }); }}>Set a legal hold</Button>
        </div>
      )}
    </>
  );
}

/** What is held about one person: to be handed out, or erased. */
function PersonalData({ people }: { people: Held[] }): ReactNode {
  const queries = useQueryClient();
  const [chosen, set_chosen] = useState("");
  const [is_erasing, set_erasing] = useState(false);
  const person = people.find((one) => one.id === chosen);
  const erase = useMutation({
    mutationFn: ({ record, ground }: { record: Held; ground: string }) => ask(client.POST("/people/{id}/erase", { params: { path: { id: record.id }, header: version_of(record) }, body: { ground } })),
    onSuccess: () => { say("The personal data is erased"); set_erasing(false); set_chosen(""); },
    onSettled: () => void queries.invalidateQueries(),
  });
  const hand_out = useMutation({
    mutationFn: (record: Held) => ask(client.GET("/people/{id}/export", { params: { path: { id: record.id } } })),
    onSuccess: (data, record) => save_json(`goodgate-${record.id}.json`, data),
    onError: complain,
  });
  return (
    <Section title="Personal data of one person">
      <div className={styles.pair}>
        <SelectField label="Person" value={chosen} on_change={set_chosen} options={[{ value: "", label: "Choose" }, ...people.map((one) => ({ value: one.id, label: one.name }))]} />
        <Button disabled={!person} busy={hand_out.isPending} onClick={() => { if (person) hand_out.mutate(person); }}>Hand out all that is held</Button>
        <Button look="danger" disabled={!person} onClick={() => set_erasing(true)}>Erase it</Button>
      </div>
      {is_erasing && person && <TextDialog title={`Erase the personal data of ${person.name}`} label="Ground" hint="As the law names it: GDPR Art. 17(1)(b). The name goes from every record; it cannot be brought back." act="Erase" danger pointer="/ground"
        busy={erase.isPending} error={erase.error} on_text={(ground) => erase.mutate({ record: person, ground })} on_close={() => { set_erasing(false); erase.reset(); }} />}
    </Section>
  );
}
