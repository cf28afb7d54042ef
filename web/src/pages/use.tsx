import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { CopyPlus } from "lucide-react";
import { type ReactNode, useDeferredValue } from "react";
import { record_query } from "@/api/queries";
import type { Use as UseRecord } from "@/api/records";
import { useKeys } from "@/app/actions";
import { may, useSession } from "@/app/session";
import { MadeFiles } from "@/features/assets/made_files";
import { Attachments } from "@/features/attachments/attachments";
import { ApprovalView } from "@/features/uses/approval_view";
import { Changes } from "@/features/uses/changes";
import { Duties } from "@/features/uses/duties";
import { useNames } from "@/features/uses/names";
import { questions_query } from "@/features/uses/queries";
import { useReview } from "@/features/uses/review";
import { Thread } from "@/features/uses/thread";
import { Tracks } from "@/features/uses/tracks_view";
import { UseFacts } from "@/features/uses/use_facts";
import { UseHistory } from "@/features/uses/use_history";
import { useWork } from "@/features/uses/work";
import { Verdict } from "@/features/uses/verdict";
import styles from "@/features/uses/use.module.css";
import { Button, button_class } from "@/ui/button";
import { FetchedPage } from "@/ui/fetched";
import { Page, Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { from_now, when } from "@/ui/words";

export function UsePage(): ReactNode {
  const { use } = useParams({ from: "/inside/uses/$use" });
  const query = useQuery(record_query("uses", use));
  return <FetchedPage query={query} name="Use">{(record) => <UseScreen use={record} />}</FetchedPage>;
}

function UseScreen({ use }: { use: UseRecord }): ReactNode {
  const session = useSession();
  const name = useNames();
  const questions = useQuery(questions_query(use.title)).data?.items ?? [];
  const review = useReview(use);
  const work = useWork(use);
  const actions = [...review.actions, ...work.actions].filter((action) => action.allowed);
  useKeys(actions);
  // What it is and what was decided is there at once, the rest of the screen behind it.
  const is_whole = useDeferredValue(true, false);
  return (
    <Page
      title={use.summary}
      above={<><Link to="/titles/$title" params={{ title: use.title }}>{name(use.title)}</Link><StatePill state={use.state} />{use.due && <span>due {from_now(use.due)} ({when(use.due)})</span>}</>}
      note={use.intent}
      acts={<>
        {actions.map((action, index) => (
          <Button key={action.name} look={index === 0 ? "main" : action.name === "decline" || action.name === "withdraw" ? "danger" : "plain"} {...(action.key ? { hint: action.key } : {})} onClick={action.perform}>
            {action.icon && <action.icon aria-hidden size={16} />}{action.label}
          </Button>
        ))}
        {may(session, "declare", use.title) && <Link to="/declare" search={{ title: use.title, from: use.id }} className={button_class}><CopyPlus aria-hidden size={16} />Duplicate</Link>}
      </>}
    >
      {use.voided_why && <p className={styles.stopped}><strong>Stopped:</strong> {use.voided_why}</p>}
      {use.withdrawn_why && <p className={styles.stopped}><strong>Withdrawn:</strong> {use.withdrawn_why}</p>}
      {use.amended_why && <p className={styles.changed}><strong>Changed since it was declared:</strong> {use.amended_why}</p>}
      <div className={styles.columns}>
        <div className={styles.main}>
          {(use.approval_before || use.amended_why) && <Changes use={use} questions={questions} title={use.approval_before ? "Since it was last approved" : "Since it was declared"} />}
          <Thread use={use} />
          {use.decision ? <Section title="The decision"><Verdict record={use.decision.record} questions={questions} /></Section> : <p>A draft: nothing is decided yet, and it binds nobody.</p>}
          {is_whole && <MadeFiles use={use} />}
          {is_whole && <Attachments object={use.id} title={use.title} />}
          {is_whole && <UseFacts use={use} questions={questions} />}
        </div>
        <div className={styles.aside}>
          <Tracks use={use} />
          {is_whole && use.approval && <ApprovalView id={use.approval} />}
          {is_whole && <Duties use={use} />}
          {is_whole && <UseHistory use={use} />}
        </div>
      </div>
      {review.dialog}
      {work.dialog}
    </Page>
  );
}
