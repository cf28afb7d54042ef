import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
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
import type { Column } from "@/ui/grid";
import { changed, Listed } from "@/ui/listed";
import { Page } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { as_words, state_word, when } from "@/ui/words";

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
        {(titles) => <Found titles={titles} counts={counts} />}
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

interface Count { title: string; state: string; count: number }

/** How many uses a title has, of these states or of any. */
const count_of = (counts: Count[], title: TitleRow, states?: string[]): number =>
  counts.reduce((sum, one) => sum + (one.title === title.id && (states === undefined || states.includes(one.state)) ? one.count : 0), 0);

const columns_of = (counts: Count[]): Column<TitleRow>[] => [
  { key: "name", label: "Name", text: (title) => title.name },
  { key: "kind", label: "Kind", text: (title) => as_words(title.kind) },
  { key: "release", label: "Release", text: (title) => title.release ?? "" },
  { key: "state", label: "State", text: (title) => state_word(title.state, "title").label },
  { key: "uses", label: "Uses", text: (title) => String(count_of(counts, title)) },
  { key: "waiting", label: "Waiting", text: (title) => String(count_of(counts, title, waiting)) },
  { key: "stopped", label: "Stopped", text: (title) => String(count_of(counts, title, stopped)) },
];

const orders = [{ value: "name", label: "Name" }, { value: "release", label: "Release, the next first" }, { value: "-waiting", label: "Most waiting" }, { value: "-stopped", label: "Most stopped" }];

/** Every title as a card. Filter and order stand in the address. */
function Found({ titles, counts }: { titles: TitleRow[]; counts: Count[] }): ReactNode {
  const session = useSession();
  const search = useSearch({ from: "/inside/titles" });
  const navigate = useNavigate({ from: "/titles" });
  const columns = useMemo(() => columns_of(counts), [counts]);
  return (
    <Listed name="goodgate-titles" what="titles" rows={titles} columns={columns} orders={orders} search={search} on_search={(part) => void navigate({ search: (before) => changed(before, part), replace: true })}>
      {(shown) => <ul className={styles.cards}>{shown.map((title) => <TitleCard key={title.id} title={title} counts={counts} can_declare={may(session, "declare", title.id)} />)}</ul>}
    </Listed>
  );
}

function TitleCard({ title, counts, can_declare }: { title: TitleRow; counts: Count[]; can_declare: boolean }): ReactNode {
  const count = (states?: string[]): number => count_of(counts, title, states);
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
