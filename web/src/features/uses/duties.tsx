import { type ReactNode, useState } from "react";
import type { Duty, Use } from "@/api/records";
import { may, useSession } from "@/app/session";
import { useAct } from "@/features/uses/mutations";
import { TextDialog } from "@/features/uses/text_dialog";
import styles from "@/features/uses/use.module.css";
import { Button } from "@/ui/button";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { as_words, due_words, when } from "@/ui/words";

/** Duties that the desk sees done by itself: an approval, a consent, a licence, a registered file, a message. */
const seen_by_itself = ["approval", "consent", "licence", "told"];

/** What the decision asks for beside the word of its reviewers. */
export function Duties({ use }: { use: Use }): ReactNode {
  const session = useSession();
  const act = useAct();
  const [meeting, set_meeting] = useState<Duty>();
  const duties = use.duties ?? [];
  if (duties.length === 0) return null;
  const can_meet = may(session, "meet_duty", use.title);
  const met = (evidence: string): void => {
    if (meeting) act.mutate({ use, act: { kind: "duty", duty: meeting.id, body: { evidence } } }, { onSuccess: () => { say("Recorded as done", meeting.what); set_meeting(undefined); } });
  };
  return (
    <Section title="Duties" note={`${duties.filter((duty) => duty.state === "open").length} open`}>
      <ul className={styles.lines}>
        {duties.map((duty) => (
          <li key={duty.id}>
            <span className={styles.line_head}><strong>{duty.what}</strong>{duty.state === "met" && <StatePill state="met" />}</span>
            <small>{as_words(due_words[duty.due] ?? duty.due)}, by the {duty.owner}. Asked by {(duty.rows ?? []).join(", ")}.</small>
            {duty.state === "met" && <small>{duty.met_name}, {duty.met_at && when(duty.met_at)}: {duty.evidence_text}</small>}
            {duty.state === "open" && can_meet && !seen_by_itself.includes(duty.evidence) && <Button onClick={() => set_meeting(duty)}>Record as done</Button>}
          </li>
        ))}
      </ul>
      {meeting && <TextDialog title={meeting.what} label="What shows that it is done" hint="A file, a folder, a message with its date." act="Record as done" pointer="/evidence" busy={act.isPending} error={act.error} on_text={met} on_close={() => { set_meeting(undefined); act.reset(); }} />}
    </Section>
  );
}
