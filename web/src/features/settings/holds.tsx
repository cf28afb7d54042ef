import { useMutation, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { all_query } from "@/api/queries";
import type { Person, Title } from "@/api/records";
import { may, useSession } from "@/app/session";
import styles from "@/features/settings/settings.module.css";
import { useSettingsSearch } from "@/features/settings/use_search";
import { useNames } from "@/features/uses/names";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import type { Column } from "@/ui/grid";
import { Line, Lines } from "@/ui/lines";
import { Listed } from "@/ui/listed";
import { Section } from "@/ui/page";
import { save_json } from "@/ui/save_file";
import { complain, say } from "@/ui/toast";
import { when } from "@/ui/words";

type Holdable = (Person | Title) & { legal_hold?: { at: string; by: string; reason: string } };
type Noun = "people" | "titles";
interface Held { noun: Noun; record: Holdable }
interface Begun extends Held { act: "hold" | "release" }

const nouns: Record<Noun, string> = { people: "Person", titles: "Title" };

const held_of = (noun: Noun, all: Holdable[] = []): Held[] => all.filter((record) => record.legal_hold).map((record) => ({ noun, record }));

const columns_of = (name: (id: string) => string): Column<Held>[] => [
  { key: "name", label: "Name", text: ({ record }) => record.name },
  { key: "kind", label: "Kind", text: ({ noun }) => nouns[noun] },
  { key: "reason", label: "Reason", text: ({ record }) => record.legal_hold?.reason ?? "" },
  { key: "by", label: "Set by", text: ({ record }) => name(record.legal_hold?.by ?? "") },
  { key: "at", label: "Since", text: ({ record }) => record.legal_hold?.at ?? "" },
];
const orders = [{ value: "-at", label: "The newest first" }, { value: "at", label: "The oldest first" }, { value: "name", label: "Name" }, { value: "kind", label: "Kind" }];

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
  const queried = titles.isSuccess ? people : titles;
  const held = useMemo(() => held_of("titles", titles.data).concat(held_of("people", people.data)), [titles.data, people.data]);
  const columns = useMemo(() => columns_of(name), [name]);
  const [search, set] = useSettingsSearch();
  return (
    <div className={styles.parts}>
      <Section title="What is kept">
        <p>Records and the ledger are kept until legal erases a person's data on a ground that the law names. Proofs made before hold after it. A legal hold forbids erasing until it is released.</p>
      </Section>
      <Section title="Under a legal hold">
        <Fetched query={queried as UseQueryResult<unknown>} what="titles and people" rows={2}>
          {() => (held.length === 0 ? <p>None.</p> : (
            <Listed name="goodgate-legal-holds" what="legal holds" rows={held} columns={columns} orders={orders} search={search} on_search={set}>
              {(shown) => (
                <Lines label="Under a legal hold">
                  {shown.map(({ noun, record }) => (
                    <Line key={record.id} title={record.name} note={record.legal_hold && `${nouns[noun]}. ${record.legal_hold.reason}. ${name(record.legal_hold.by)}, ${when(record.legal_hold.at)}`}
                      acts={may_hold && <Button look="danger" aria-label={`Release ${record.name}`} onClick={() => set_begun({ noun, record, act: "release" })}>Release</Button>} />
                  ))}
                </Lines>
              )}
            </Listed>
          ))}
        </Fetched>
      </Section>
      {may_hold && (
        <Section title="Set a legal hold">
          <ToHold noun="titles" all={titles.data ?? []} on_begin={set_begun} />
          <ToHold noun="people" all={people.data ?? []} on_begin={set_begun} />
        </Section>
      )}
      {may_hold && <PersonalData people={people.data ?? []} />}
      {begun && <TextDialog title={`${begun.act === "hold" ? "Hold" : "Release"} ${begun.record.name}`} label="Reason" hint="Of the case or the order; it stands in the ledger." act={begun.act === "hold" ? "Set the hold" : "Release it"} danger={begun.act === "release"} pointer="/reason"
        busy={act.isPending} error={act.error} on_text={(reason) => act.mutate({ begun, reason })} on_close={() => { set_begun(undefined); act.reset(); }} />}
    </div>
  );
}

function ToHold({ noun, all, on_begin }: { noun: Noun; all: Holdable[]; on_begin: (begun: Begun) => void }): ReactNode {
  const [chosen, set_chosen] = useState("");
  const free = all.filter((one) => !one.legal_hold);
  const record = free.find((one) => one.id === chosen);
  return (
    <div className={styles.pair}>
      <SelectField label={`${nouns[noun]} to hold`} value={chosen} on_change={set_chosen} options={[{ value: "", label: "Choose" }, ...free.map((one) => ({ value: one.id, label: one.name }))]} />
      <Button disabled={!record} onClick={() => { if (record) on_begin({ noun, record, act: "hold" }); }}>Hold this {nouns[noun].toLowerCase()}</Button>
    </div>
  );
}

/** What is held about one person: to be handed out, or erased. */
function PersonalData({ people }: { people: Holdable[] }): ReactNode {
  const queries = useQueryClient();
  const [chosen, set_chosen] = useState("");
  const [is_erasing, set_erasing] = useState(false);
  const person = people.find((one) => one.id === chosen);
  const erase = useMutation({
    mutationFn: ({ record, ground }: { record: Holdable; ground: string }) => ask(client.POST("/people/{id}/erase", { params: { path: { id: record.id }, header: version_of(record) }, body: { ground } })),
    onSuccess: () => { say("The personal data is erased"); set_erasing(false); set_chosen(""); },
    onSettled: () => void queries.invalidateQueries(),
  });
  const hand_out = useMutation({
    mutationFn: (record: Holdable) => ask(client.GET("/people/{id}/export", { params: { path: { id: record.id } } })),
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
