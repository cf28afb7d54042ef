import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { all_query } from "@/api/queries";
import type { Duty, Use } from "@/api/records";
import { may, useSession } from "@/app/session";
import { useAct } from "@/features/uses/mutations";
import { useNames } from "@/features/uses/names";
import { TextDialog } from "@/features/uses/text_dialog";
import styles from "@/features/uses/use.module.css";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { as_words, due_words, state_word, when } from "@/ui/words";

/** Where duties can be done, as the register has it: not where nothing may be done at all. */
const may_be_met = ["cleared", "waiting_for_contact", "waiting_for_approval", "information_asked", "approved", "active", "closed", "expired"];

/** What settles a duty without anybody's saying so. */
const by_itself: Record<string, string> = {
  told: "The desk tells the contact when the use is decided.",
  approval: "Done by itself, as soon as the written approval is there.",
  asset: "Done by itself when the work is closed and its files are registered.",
};

/** What the register has that shows a duty done: nothing is typed twice. Nothing while that is being read. */
function useEvidence(use: Use): (duty: Duty) => string | undefined {
  const name = useNames();
  const { data: consents = [], isLoading: reads_consents } = useQuery({ ...all_query("consents", { title: use.title }), enabled: (use.consents ?? []).length > 0 });
  const { data: licences = [], isLoading: reads_licences } = useQuery({ ...all_query("licences", { title: use.title }), enabled: (use.licences ?? []).length > 0 });
  return (duty) => {
    if (duty.evidence === "consent" ? reads_consents : duty.evidence === "licence" && reads_licences) return undefined;
    if (duty.evidence === "consent")
      return consents.filter((one) => use.consents?.includes(one.id) && one.state === "given").map((one) => `Consent of ${name(one.person)}${one.given_at ? `, given ${when(one.given_at)}` : ""}: ${one.text}`).join("\n");
    if (duty.evidence === "licence")
      return licences.filter((one) => use.licences?.includes(one.id) && one.state === "active").map((one) => `Licence of ${one.holder} for ${one.work}`).join("\n");
    return "";
  };
}

/** What the decision asks for beside the word of its reviewers. */
export function Duties({ use }: { use: Use }): ReactNode {
  const session = useSession();
  const act = useAct();
  const evidence_of = useEvidence(use);
  const [meeting, set_meeting] = useState<Duty>();
  const start = meeting && evidence_of(meeting);
  const duties = use.duties ?? [];
  if (duties.length === 0) return null;
  const is_due = may_be_met.includes(use.state);
  const can_meet = is_due && may(session, "meet_duty", use.title);
  const open = duties.filter((duty) => duty.state === "open").length;
  const met = (evidence: string): void => {
    if (meeting) act.mutate({ use, act: { kind: "duty", duty: meeting.id, body: { evidence } } }, { onSuccess: () => { say("Recorded as done", meeting.what); set_meeting(undefined); } });
  };
  return (
    <Section title="Duties" note={is_due ? `${open} open` : `None is due: ${state_word(use.state).label.toLowerCase()}`}>
      <ul className={styles.lines}>
        {duties.map((duty) => (
          <li key={duty.id}>
            <span className={styles.line_head}><strong>{duty.what}</strong>{duty.state === "met" && <StatePill state="met" />}</span>
            <small>{as_words(due_words[duty.due] ?? duty.due)}, by the {duty.owner}. Asked by {(duty.rows ?? []).join(", ")}.</small>
            {duty.state === "met" && <small className={styles.shown_by}>{duty.met_name}, {duty.met_at && when(duty.met_at)}: {duty.evidence_text}</small>}
            {duty.state === "open" && is_due && by_itself[duty.evidence] && <small>{by_itself[duty.evidence]}</small>}
            {duty.state === "open" && can_meet && duty.evidence !== "approval" && <Button onClick={() => set_meeting(duty)}>Record as done</Button>}
          </li>
        ))}
      </ul>
      {meeting && start !== undefined && <TextDialog title={meeting.what} label="What shows that it is done" hint="A file, a folder, a message with its date." act="Record as done" pointer="/evidence" start={start} busy={act.isPending} error={act.error} on_text={met} on_close={() => { set_meeting(undefined); act.reset(); }} />}
    </Section>
  );
}
