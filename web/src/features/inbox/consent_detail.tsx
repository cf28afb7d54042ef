import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ConsentItem } from "@/api/records";
import { rows_query, type TitleRow } from "@/api/rows";
import { AttachmentsSeen } from "@/features/attachments/attachments";
import styles from "@/features/inbox/inbox.module.css";
import { useNames } from "@/features/uses/names";
import { Facts } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { when } from "@/ui/words";

/** What is asked of a person, word for word: what they or who represents them answer. */
export function ConsentDetail({ item, title }: { item: ConsentItem; title: TitleRow | undefined }): ReactNode {
  const name = useNames();
  const uses = (useQuery(rows_query("uses", { title: item.title })).data ?? []).filter((use) => item.uses?.includes(use.id));
  const scope = item.scope ?? {};
  const where = [...(scope.territories ?? []), ...(scope.media ?? []), ...(scope.languages ?? [])].join(", ");
  return (
    <article className={styles.detail} aria-label={item.text}>
      <p className={styles.why}><strong>Why it is here.</strong> {item.why}. Until it is answered nothing that needs it may start.</p>
      <header className={styles.detail_head}>
        <p className={styles.item_title}>{title?.name}</p>
        <h2>Consent of {name(item.person)}</h2>
        <StatePill state={item.state} noun="consent" />
      </header>
      <section aria-label="What is asked" className={styles.asked}><p className="legal">{item.text}</p></section>
      <Facts rows={[
        ["Where it may be shown", where || "No limit is stated"],
        ["How long", item.expires ? `Through ${when(item.expires)}` : "No end is stated"],
        title?.release && ["Release", when(title.release)],
        ...uses.map((use) => ["For", <Link to="/uses/$use" params={{ use: use.id }}>{use.summary}</Link>] as const),
      ]} />
      {(item.thread ?? []).map((one) => <p key={one.at}><strong>{one.question ? "Asked:" : "Answered:"}</strong> {one.question ?? one.answer}</p>)}
      <AttachmentsSeen object={item.id} />
    </article>
  );
}
