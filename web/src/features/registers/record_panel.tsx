import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { base_path } from "@/api/client";
import { to_problem } from "@/api/problem";
import { history_query } from "@/api/queries";
import type { components } from "@/api/schema";
import { may, useSession } from "@/app/session";
import { AssetPicture } from "@/features/assets/asset_picture";
import { Attachments } from "@/features/attachments/attachments";
import { ToolTerms } from "@/features/attachments/tool_terms";
import { texts_of } from "@/features/registers/form_body";
import { type Step, useInvite, useStep, useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import styles from "@/features/registers/register.module.css";
import type { Named, Register } from "@/features/registers/registers";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Failed, Fetched } from "@/ui/fetched";
import { Facts } from "@/ui/page";
import { say } from "@/ui/toast";
import { act_words, when } from "@/ui/words";

type Row = components["schemas"]["RecordAnswer"] & { title?: string };

type AssetRow = Row & { file: string; picture_sha256?: string };

const has_attachments: string[] = ["consents", "licences", "assets", "deliveries"];

/** One row of a register: what it says, what can be done with it, what happened to it. */
export function RecordPanel({ register, row, name, on_close }: { register: Register; row: Row; name: Named; on_close: () => void }): ReactNode {
  const session = useSession();
  const [is_changing, set_changing] = useState(false);
  const [ending, set_ending] = useState<"retire" | "withdraw" | "refuse">();
  const write = useWrite(register.noun);
  const step = useStep(register.noun);
  const columns = register.columns(name);
  const { fields } = register;
  const can_write = register.right !== undefined && may(session, register.right, row.title);
  const take = (one: Step): void => step.mutate({ record: row, step: one }, { onSuccess: () => { say("Done"); set_ending(undefined); } });
  if (ending)
    return <TextDialog about={row.id} title={ending === "retire" ? `Take this ${register.one} out of use` : `${ending === "withdraw" ? "Withdraw" : "Refuse"} this consent`} label="Reason" hint="It stands in the ledger. What relied on it stops."
      act={ending === "retire" ? "Take out of use" : ending === "withdraw" ? "Withdraw" : "Refuse"} danger pointer="/reason" busy={step.isPending} error={step.error} on_text={(reason) => take({ kind: ending, reason })} on_close={() => set_ending(undefined)} />;
  return (
    <Dialog open wide on_close={on_close} title={columns[0]?.text(row as never) ?? register.one}>
      {is_changing
        ? <RecordForm fields={fields} start={texts_of(fields, row)} act="Save" busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_changing(false)}
            on_body={(body) => write.mutate({ record: row, body }, { onSuccess: () => { say("Saved"); set_changing(false); } })} />
        : (
          <div className={styles.panel}>
            {register.noun === "assets" && <AssetPicture asset={row as AssetRow} large />}
            <Facts rows={(register.noun === "assets" ? columns.slice(1) : columns).map((column) => [column.label, column.draw?.(row as never) ?? column.text(row as never)] as const)} />
            <div className={styles.acts}>
              {can_write && register.fields.length > 0 && <Button onClick={() => set_changing(true)}>Change</Button>}
              {register.noun === "people" && may(session, "manage_people") && <Invite id={row.id} />}
              {register.noun === "consents" && <ConsentActs state={row.state} title={row.title} on_give={() => take({ kind: "give" })} on_end={set_ending} />}
              {can_write && row.state !== "retired" && <Button look="danger" onClick={() => set_ending("retire")}>Take out of use</Button>}
            </div>
            {step.error && <Failed problem={to_problem(step.error)} />}
            {register.noun === "tools" && <ToolTerms tool={row} may_store={can_write && row.state !== "retired"} />}
            {has_attachments.includes(register.noun) && row.title && <Attachments object={row.id} title={row.title} />}
            <History register={register} id={row.id} />
          </div>
        )}
    </Dialog>
  );
}

function ConsentActs({ state, title, on_give, on_end }: { state: string; title: string | undefined; on_give: () => void; on_end: (how: "refuse" | "withdraw") => void }): ReactNode {
  const session = useSession();
  if (!session.grants.some((grant) => grant.role === "talent_representative" && (!grant.title || grant.title === title))) return null;
  return (
    <>
      {state === "asked" && <Button look="main" onClick={on_give}>Give the consent</Button>}
      {state === "asked" && <Button look="danger" onClick={() => on_end("refuse")}>Refuse</Button>}
      {state === "given" && <Button look="danger" onClick={() => on_end("withdraw")}>Withdraw the consent</Button>}
    </>
  );
}

function Invite({ id }: { id: string }): ReactNode {
  const invite = useInvite();
  const link = invite.data && `${window.location.origin}${base_path}invitation#${invite.data.token}`;
  return (
    <>
      <Button busy={invite.isPending} onClick={() => invite.mutate(id)}>Make an invitation link</Button>
      {link && <p role="status">Send this link; it works once, until {when(invite.data.expires)}, and is shown only now: <code>{link}</code></p>}
      {invite.error && <Failed problem={to_problem(invite.error)} />}
    </>
  );
}

function History({ register, id }: { register: Register; id: string }): ReactNode {
  const history = useQuery(history_query(register.noun, id));
  return (
    <Fetched query={history} what="its history" rows={2}>
      {(page) => <Facts rows={page.items.map((entry) => [when(entry.time), `${act_words(entry.act)}, entry ${entry.position} of the ledger`] as const)} />}
    </Fetched>
  );
}
