import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { to_problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Webhook } from "@/api/records";
import type { FieldSpec } from "@/features/registers/form_body";
import { RecordForm } from "@/features/registers/record_form";
import { Messages } from "@/features/settings/messages";
import styles from "@/features/settings/settings.module.css";
import { useSettingsSearch } from "@/features/settings/use_search";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty, Failed, Fetched } from "@/ui/fetched";
import type { Column } from "@/ui/grid";
import { Line, Lines } from "@/ui/lines";
import { changed, Listed, type ListSearch } from "@/ui/listed";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { ShownOnce } from "@/ui/shown";
import { say } from "@/ui/toast";
import { state_word } from "@/ui/words";

const fields: FieldSpec[] = [
  { pointer: "/name", label: "Name", kind: "line" },
  { pointer: "/url", label: "Address", kind: "line", hint: "https://…; it gets a POST for each event, signed as Standard Webhooks say." },
  { pointer: "/events", label: "Events", kind: "words", hint: "use.approved, consent.*, or * for all." },
];

const columns: Column<Webhook>[] = [
  { key: "name", label: "Name", text: (hook) => hook.name },
  { key: "url", label: "Address", text: (hook) => hook.url },
  { key: "events", label: "Events", text: (hook) => hook.events.join(", ") },
  { key: "state", label: "State", text: (hook) => state_word(hook.state, "webhook").label },
  { key: "why", label: "Paused because", text: (hook) => hook.disabled_why ?? "" },
  { key: "created", label: "Added", text: (hook) => hook.created },
];
const orders = [{ value: "name", label: "Name" }, { value: "state", label: "State" }, { value: "url", label: "Address" }, { value: "-created", label: "Added last" }];

/** Addresses of others that are told what happens. */
export function Webhooks(): ReactNode {
  const [search, set] = useSettingsSearch();
  const queries = useQueryClient();
  const hooks = useQuery(all_query("webhooks"));
  const [is_adding, set_adding] = useState(false);
  const [secret, set_secret] = useState<{ of: string; text: string }>();
  const make = useMutation({
    mutationFn: (body: object) => ask(client.POST("/webhooks", { body: body as never })),
    onSuccess: (made) => { set_secret({ of: (made as unknown as Webhook).name, text: made.secret }); set_adding(false); open(made.id); },
    onSettled: () => void queries.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  const open = (webhook: string | undefined): void => set({ webhook: webhook ?? "" });
  const add = <Button look="main" onClick={() => set_adding(true)}><Plus aria-hidden size={16} />Add a webhook</Button>;
  return (
    <Section title="Webhooks" acts={add}>
      {secret && <ShownOnce what={`Secret of ${secret.of}`} text={secret.text} note="The receiver checks signatures with it." />}
      <Fetched query={hooks} what="the webhooks" empty={(all) => all.length === 0 && <Empty title="No webhook yet" act={add}>Add the address of a system that should hear what happens.</Empty>}>
        {(all) => (
          <Listed name="goodgate-webhooks" what="webhooks" rows={all} columns={columns} orders={orders} search={search} on_search={set}>
            {(shown) => (
              <Lines label="Webhooks">
                {shown.map((hook) => <Hook key={hook.id} hook={hook} is_open={search.webhook === hook.id} on_open={() => open(search.webhook === hook.id ? undefined : hook.id)} on_secret={(text) => set_secret({ of: hook.name, text })} />)}
              </Lines>
            )}
          </Listed>
        )}
      </Fetched>
      {is_adding && (
        <Dialog open title="Add a webhook" on_close={() => set_adding(false)}>
          <RecordForm fields={fields} start={{ "/events": "*" }} act="Add the webhook" busy={make.isPending} problem={make.error ? to_problem(make.error) : undefined} on_close={() => set_adding(false)} on_body={(body) => make.mutate(body)} />
        </Dialog>
      )}
    </Section>
  );
}

type HookAct = { kind: "ping" } | { kind: "secret" } | { kind: "enable" } | { kind: "pause" | "retire"; reason: string };

async function take(hook: Webhook, act: HookAct): Promise<string | undefined> {
  const path = { id: hook.id };
  const header = version_of(hook);
  switch (act.kind) {
    case "ping": await ask(client.POST("/webhooks/{id}/ping", { params: { path } })); return undefined;
    case "secret": return (await ask(client.POST("/webhooks/{id}/secret", { params: { path } }))).secret;
    case "enable": await ask(client.POST("/webhooks/{id}/enable", { params: { path, header } })); return undefined;
    case "pause": await ask(client.POST("/webhooks/{id}/pause", { params: { path, header }, body: { reason: act.reason } })); return undefined;
    case "retire": await ask(client.POST("/webhooks/{id}/retire", { params: { path, header }, body: { reason: act.reason } })); return undefined;
  }
}

function Hook({ hook, is_open, on_open, on_secret }: { hook: Webhook; is_open: boolean; on_open: () => void; on_secret: (secret: string) => void }): ReactNode {
  const queries = useQueryClient();
  const [ending, set_ending] = useState<"pause" | "retire">();
  const [shown, set_shown] = useState<ListSearch>({});
  const done: Record<HookAct["kind"], string> = { ping: "A test message is on its way", secret: "It has another secret; the one before signs too for a day", enable: "It is told again", pause: "It is told nothing until you switch it on", retire: "It is out of use" };
  const act = useMutation({
    mutationFn: (one: HookAct) => take(hook, one),
    onSuccess: (secret, one) => { say(done[one.kind], hook.name); set_ending(undefined); if (secret) on_secret(secret); },
    onSettled: () => { void queries.invalidateQueries({ queryKey: ["webhooks"] }); void queries.invalidateQueries({ queryKey: ["messages"] }); },
  });
  const is_active = hook.state === "active";
  return (
    <Line title={<>{hook.name}<StatePill state={hook.state} noun="webhook" /></>} note={<>{hook.url}<br />{hook.events.join(", ")}{hook.disabled_why && <><br />Paused: {hook.disabled_why}</>}</>}
      acts={hook.state !== "retired" && <Button aria-expanded={is_open} aria-label={`${is_open ? "Close" : "Open"} ${hook.name}`} onClick={on_open}>{is_open ? "Close" : "Open"}</Button>}>
      {is_open && (
        <div className={styles.body}>
          <div className={styles.acts}>
            {is_active && <Button onClick={() => act.mutate({ kind: "ping" })}>Send a test message</Button>}
            <Button onClick={() => act.mutate({ kind: "secret" })}>Give it another secret</Button>
            {is_active ? <Button onClick={() => set_ending("pause")}>Pause</Button> : <Button look="main" onClick={() => act.mutate({ kind: "enable" })}>Switch it on again</Button>}
            <Button look="danger" onClick={() => set_ending("retire")}>Take out of use</Button>
          </div>
          {act.error && !ending && <Failed problem={to_problem(act.error)} />}
          <Section title="Deliveries" note="Each message keeps its id, however often it is sent"><Messages filter={{ channel: "webhook", receiver: hook.id }} search={shown} on_search={(part) => set_shown((before) => changed(before, part))} empty="Nothing was sent to it yet." /></Section>
        </div>
      )}
      {ending && <TextDialog title={ending === "pause" ? `Pause ${hook.name}` : `Take ${hook.name} out of use`} label="Reason" hint={ending === "pause" ? "It is not told what happens meanwhile." : "It cannot be switched on again."} act={ending === "pause" ? "Pause it" : "Take out of use"} danger={ending === "retire"} pointer="/reason"
        busy={act.isPending} error={act.error} on_text={(reason) => act.mutate({ kind: ending, reason })} on_close={() => { set_ending(undefined); act.reset(); }} />}
    </Line>
  );
}
