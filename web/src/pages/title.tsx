import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Megaphone, Pencil, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { record_query } from "@/api/queries";
import type { Title } from "@/api/records";
import { counts_query } from "@/api/rows";
import { may, useSession } from "@/app/session";
import { texts_of } from "@/features/registers/form_body";
import { useWrite } from "@/features/registers/mutations";
import { RecordForm } from "@/features/registers/record_form";
import { Expiring } from "@/features/titles/expiring";
import { Happened } from "@/features/titles/happened";
import { LedgerHead } from "@/features/titles/title_ledger";
import { OpenDuties } from "@/features/titles/open_duties";
import { title_fields } from "@/features/titles/title_fields";
import styles from "@/features/titles/titles.module.css";
import { Button, button_class } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Empty, Fetched, FetchedPage } from "@/ui/fetched";
import { Facts, Page, Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { as_words, when } from "@/ui/words";

export function TitlePage(): ReactNode {
  const { title } = useParams({ from: "/inside/titles/$title" });
  const query = useQuery(record_query("titles", title));
  return <FetchedPage query={query} name="Title">{(record) => <TitleScreen title={record} />}</FetchedPage>;
}

function TitleScreen({ title }: { title: Title }): ReactNode {
  const session = useSession();
  const counts = useQuery(counts_query(title.id));
  const [is_changing, set_changing] = useState(false);
  const write = useWrite("titles");
  const declare = may(session, "declare", title.id) && title.state === "open" && <Link to="/declare" search={{ title: title.id }} className={button_class} data-look="main"><Plus aria-hidden size={16} />Declare a use</Link>;
  return (
    <Page title={title.name} above={<>{as_words(title.kind)}<StatePill state={title.state} /></>}
      acts={<><Link to="/titles/$title/disclosure" params={{ title: title.id }} className={button_class}><Megaphone aria-hidden size={16} />Disclosure</Link>{may(session, "manage_title", title.id) && <Button onClick={() => set_changing(true)}><Pencil aria-hidden size={16} />Change</Button>}{declare}</>}>
      <Section title="Uses by state" acts={<Link to="/registers/$noun" params={{ noun: "uses" }} search={{ title: title.id }}>All uses of this title</Link>}>
        <Fetched query={counts} what="the uses" rows={2} empty={(all) => all.length === 0 && <Empty title="No use is declared yet" act={declare}>Every planned use of generative AI is declared here before work starts.</Empty>}>
          {(all) => <States title={title.id} counts={all} />}
        </Fetched>
      </Section>
      <div className={styles.columns}>
        <OpenDuties title={title} />
        <Expiring title={title.id} />
        <Section title="What is stated of it">
          <Facts rows={[
            ["Territories", (title.territories ?? []).join(", ") || "None stated"],
            title.photography && ["Photography begins", when(title.photography)],
            title.release && ["Release", when(title.release)],
            ["Agreements in force", (title.agreements ?? []).join(", ") || "None stated"],
            ["Rulebooks", (title.rulebooks ?? []).join(", ") || "The studio guidance"],
          ]} />
        </Section>
        {may(session, "read_ledger", title.id) && <LedgerHead title={title.id} />}
      </div>
      <Happened title={title.id} />
      {is_changing && (
        <Dialog open wide title={`Change ${title.name}`} on_close={() => set_changing(false)}>
          <RecordForm fields={title_fields} start={texts_of(title_fields, title)} act="Save" busy={write.isPending} problem={write.error ? to_problem(write.error) : undefined} on_close={() => set_changing(false)}
            on_body={(body) => write.mutate({ record: title, body }, { onSuccess: () => { say("Saved"); set_changing(false); } })} />
        </Dialog>
      )}
    </Page>
  );
}

/** Every number opens the list behind it. */
function States({ title, counts }: { title: string; counts: { state: string; count: number }[] }): ReactNode {
  return (
    <ul className={styles.states}>
      {counts.map(({ state, count }) => (
        <li key={state}>
          <Link to="/registers/$noun" params={{ noun: "uses" }} search={{ title, state }} className={styles.state}>
            <strong>{count}</strong><StatePill state={state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
