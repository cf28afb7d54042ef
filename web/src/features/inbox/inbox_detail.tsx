import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { UseItem } from "@/api/records";
import type { TitleRow } from "@/api/rows";
import { AttachmentsSeen } from "@/features/attachments/attachments";
import { Changes } from "@/features/uses/changes";
import { questions_query } from "@/features/uses/queries";
import { Thread } from "@/features/uses/thread";
import { UseFacts } from "@/features/uses/use_facts";
import { Verdict } from "@/features/uses/verdict";
import styles from "@/features/inbox/inbox.module.css";
import { StatePill } from "@/ui/pill";
import { from_now, when } from "@/ui/words";

/** What happens if nothing is done, and when. */
function consequence(item: UseItem): string {
  if (item.state === "information_asked") return "Until it is answered nobody can decide, and the work may not start.";
  if (!item.due) return "Nothing starts before your word.";
  return new Date(item.due).getTime() < Date.now()
    ? `It was due ${from_now(item.due)} (${when(item.due)}). The production still waits.`
    : `Due ${from_now(item.due)} (${when(item.due)}). Until then the work may not start.`;
}

export function InboxDetail({ item, title }: { item: UseItem; title: TitleRow | undefined }): ReactNode {
  const questions = useQuery(questions_query(item.title)).data?.items ?? [];
  return (
    <article className={styles.detail} aria-label={item.summary}>
      <p className={styles.why}><strong>Why it is here.</strong> {item.why}. {consequence(item)}</p>
      <header className={styles.detail_head}>
        <p className={styles.item_title}>{title?.name}</p>
        <h2><Link to="/uses/$use" params={{ use: item.id }}>{item.summary}</Link></h2>
        <StatePill state={item.state} />
      </header>
      {item.intent && <p className={styles.intent}>{item.intent}</p>}
      {item.amended_why && <p className={styles.changed}><strong>Changed since it was declared:</strong> {item.amended_why}</p>}
      {(item.approval_before || item.amended_why) && <Changes use={item} questions={questions} title={item.approval_before ? "Since it was last approved" : "Since it was declared"} />}
      <Thread use={item} />
      <AttachmentsSeen object={item.id} />
      {item.decision && <Verdict record={item.decision.record} questions={questions} />}
      <UseFacts use={item} questions={questions} />
    </article>
  );
}
