import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { counts_query, rows_query, type TitleRow } from "@/api/rows";
import { may, useSession } from "@/app/session";
import { useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { title_fields } from "@/features/titles/title_fields";
import styles from "@/features/titles/titles.module.css";
import { Button, button_class } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty, Fetched } from "@/ui/fetched";
import { Page } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { as_words, when } from "@/ui/words";

const waiting = ["waiting_for_contact", "waiting_for_approval", "information_asked"];
const stopped = ["voided", "expired", "declined", "prohibited"];

export function Titles(): ReactNode {
  const session = useSession();
  const query = useQuery(rows_query("titles"));
  const counts = useQuery(counts_query()).data ?? [];
  const [is_adding, set_adding] = useState(false);
  const write = useWrite("titles");
  const add = may(session, "manage_title") && <Button look="main" onClick={() => set_adding(true)}><Plus aria-hidden size={16} />Add a title</Button>;
  return (
    <Page title="Titles" acts={add}>
      <Fetched query={query} what="the titles" empty={(titles) => titles.length === 0 && <Empty title="No title yet" act={add}>A coordinator, the contact or legal adds the first one. Uses are declared on titles.</Empty>}>
        {(titles) => <ul className={styles.cards}>{titles.map((title) => <TitleCard key={title.id} title={title} counts={counts.filter((one) => one.title === title.id)} can_declare={may(session, "declare", title.id)} />)}</ul>}
      </Fetched>
      {is_adding && (
        <Dialog open wide title="Add a title" on_close={() => set_adding(false)}>
          <RecordForm fields={title_fields} start={{}} act="Add the title" busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_adding(false)}
            on_body={(body) => write.mutate({ body }, { onSuccess: () => { say("The title is in the register"); set_adding(false); } })} />
        </Dialog>
      )}
    </Page>
  );
}

function TitleCard({ title, counts, can_declare }: { title: TitleRow; counts: { state: string; count: number }[]; can_declare: boolean }): ReactNode {
  const count = (states?: string[]): number => counts.reduce((sum, one) => sum + (states === undefined || states.includes(one.state) ? one.count : 0), 0);
  return (
    <li className={styles.card}>
      <div className={styles.card_head}>
        <h2><Link to="/titles/$title" params={{ title: title.id }}>{title.name}</Link></h2>
        {title.state !== "open" && <StatePill state={title.state} />}
      </div>
      <p className={styles.quiet}>{as_words(title.kind)}{title.release && `, release ${when(title.release)}`}</p>
      <p className={styles.numbers}>
        <span><strong>{count()}</strong> uses</span>
        <span data-tone={count(waiting) > 0 ? "consult" : undefined}><strong>{count(waiting)}</strong> waiting</span>
        <span data-tone={count(stopped) > 0 ? "prohibit" : undefined}><strong>{count(stopped)}</strong> stopped</span>
      </p>
      {can_declare && title.state === "open" && <Link to="/declare" search={{ title: title.id }} className={button_class}>Declare a use</Link>}
    </li>
  );
}
