import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Title, Use } from "@/api/records";
import { members_query } from "@/api/rows";
import styles from "@/features/titles/titles.module.css";
import { Section } from "@/ui/page";
import { as_words, due_words, when } from "@/ui/words";

const order = ["before_services", "before_work", "before_generation", "during_work", "with_delivery", "before_release", "at_exposure", "after_release"];
const may_go_on = ["cleared", "waiting_for_contact", "waiting_for_approval", "information_asked", "approved", "active"];
const shown_max = 12;

type Owing = Pick<Use, "id" | "noun" | "state" | "version" | "created" | "updated" | "summary" | "duties">;

/** What is owed on the title, the earliest first. */
export function OpenDuties({ title }: { title: Title }): ReactNode {
  const uses = useQuery(members_query<Owing>("uses", "summary,duties", { title: title.id })).data ?? [];
  const open = uses.filter((use) => may_go_on.includes(use.state)).flatMap((use) => (use.duties ?? []).filter((duty) => duty.state === "open").map((duty) => ({ use, duty })));
  open.sort((left, right) => order.indexOf(left.duty.due) - order.indexOf(right.duty.due));
  const day = (due: string): string => (["before_release", "at_exposure", "after_release"].includes(due) && title.release ? ` (${when(title.release)})` : "");
  return (
    <Section title="Open duties" note={`${open.length}`}>
      {open.length === 0 ? <p>Nothing is owed.</p> : (
        <ul className={styles.lines}>
          {open.slice(0, shown_max).map(({ use, duty }) => (
            <li key={`${use.id}/${duty.id}`}>
              <span>{duty.what}</span>
              <small>{as_words(due_words[duty.due] ?? duty.due)}{day(duty.due)}: <Link to="/uses/$use" params={{ use: use.id }}>{use.summary}</Link></small>
            </li>
          ))}
          {open.length > shown_max && <li><small>and {open.length - shown_max} more, on the pages of their uses</small></li>}
        </ul>
      )}
    </Section>
  );
}
