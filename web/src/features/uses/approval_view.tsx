import { useQuery } from "@tanstack/react-query";
import { FileDown, Printer } from "lucide-react";
import { type ReactNode, useState } from "react";
import { base_path } from "@/api/client";
import { record_query } from "@/api/queries";
import type { Approval } from "@/api/records";
import { may, useSession } from "@/app/session";
import { useApprovalAct } from "@/features/uses/mutations";
import { useNames } from "@/features/uses/names";
import { TextDialog } from "@/features/uses/text_dialog";
import styles from "@/features/uses/use.module.css";
import { Button, button_class, IconButton } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { when } from "@/ui/words";

const document_address = (id: string, format: string): string => `${base_path}api/v1/approvals/${id}/document?format=${format}`;

/** The sealed document, word for word; its conditions, each with what shows it met; and the way to take it back. */
export function ApprovalView({ id }: { id: string }): ReactNode {
  const approval = useQuery(record_query("approvals", id));
  return (
    <Section title="Approval" acts={<IconButton label="Print this page" onClick={() => window.print()}><Printer aria-hidden size={16} /></IconButton>}>
      <Fetched query={approval} what="the approval">
        {(document) => (
          <div className={styles.approval}>
            <span className={styles.line_head}><StatePill state={document.state} />{document.expires && <small>holds through {when(document.expires)}</small>}</span>
            {document.voided_why && <p className={styles.stopped}><strong>It ended:</strong> {document.voided_why}</p>}
            <div className="legal">{document.text}</div>
            {document.conditions.length > 0 && <Conditions approval={document} />}
            <span className={styles.line_head} data-screen-only>
              <a className={button_class} download="" href={document_address(id, "pdf")}><FileDown aria-hidden size={16} />Approval as PDF</a>
              <a href={document_address(id, "html")} target="_blank" rel="noopener">Open it to print</a>
            </span>
            <small>Sealed with SHA-256 <code>{document.seal}</code></small>
            <Revoke approval={document} />
          </div>
        )}
      </Fetched>
    </Section>
  );
}

function Conditions({ approval }: { approval: Approval }): ReactNode {
  const session = useSession();
  const name = useNames();
  const act = useApprovalAct();
  const [meeting, set_meeting] = useState<number>();
  const can_meet = approval.state === "in_force" && may(session, "meet_duty", approval.title);
  const close = (): void => { set_meeting(undefined); act.reset(); };
  const met = (evidence: string): void => {
    if (meeting !== undefined) act.mutate({ approval, act: { kind: "met", index: meeting, evidence } }, { onSuccess: () => { say("Recorded as met", approval.conditions[meeting]?.text); close(); } });
  };
  return (
    <>
      <ul className={styles.lines} aria-label="Conditions">
        {approval.conditions.map((condition, index) => (
          <li key={index}>
            <span className={styles.line_head}><strong>{condition.text}</strong>{condition.met_at && <StatePill state="met" />}</span>
            <small>By the {condition.owner}{condition.due ? `, until ${when(condition.due)}` : ""}.</small>
            {condition.met_at && <small className={styles.shown_by}>{name(condition.met_by)}, {when(condition.met_at)}: {condition.evidence}</small>}
            {!condition.met_at && can_meet && <Button data-screen-only onClick={() => set_meeting(index)}>Record as met</Button>}
          </li>
        ))}
      </ul>
      {meeting !== undefined && <TextDialog title={approval.conditions[meeting]?.text ?? "A condition"} label="What shows that it is met" hint="A file, a folder, a message with its date." act="Record as met" pointer="/evidence" busy={act.isPending} error={act.error} on_text={met} on_close={close} />}
    </>
  );
}

function Revoke({ approval }: { approval: Approval }): ReactNode {
  const session = useSession();
  const act = useApprovalAct();
  const [is_revoking, set_revoking] = useState(false);
  if (approval.state !== "in_force" || !may(session, "revoke", approval.title)) return null;
  const close = (): void => { set_revoking(false); act.reset(); };
  const revoke = (reason: string): void => act.mutate({ approval, act: { kind: "revoke", reason } }, { onSuccess: () => { say("The approval is revoked", approval.summary); close(); } });
  return (
    <>
      <span data-screen-only><Button look="danger" onClick={() => set_revoking(true)}>Revoke this approval</Button></span>
      {is_revoking && <TextDialog title="Revoke this approval" label="Reason" hint="The use stops at once, and deliveries that stood on it are judged again. Who declared it is told; it stands in the ledger." act="Revoke" danger pointer="/reason" busy={act.isPending} error={act.error} on_text={revoke} on_close={close} />}
    </>
  );
}
