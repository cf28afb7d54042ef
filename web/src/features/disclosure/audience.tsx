import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { may, useSession } from "@/app/session";
import styles from "@/features/disclosure/disclosure.module.css";
import { Downloads } from "@/features/disclosure/downloads";
import { useStep } from "@/features/disclosure/mutations";
import type { Draft, Gap, Release, Statement } from "@/features/disclosure/queries";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { as_words, publicity, when } from "@/ui/words";

/** Credits and what the audience is told, and whether it is public. */
export function Audience({ draft }: { draft: Draft }): ReactNode {
  return (
    <Section title="What the audience is told" acts={<Downloads path={`/titles/${draft.title}/statement`} what="Statement" formats={["pdf", "html", "json"]} />}>
      <div className={styles.columns}>
        <StatementView statement={draft.statement} />
        <div className={styles.aside}>
          <ReleaseSwitch draft={draft} />
          <Gaps gaps={draft.gaps as unknown as Gap[]} />
        </div>
      </div>
    </Section>
  );
}

export function StatementView({ statement }: { statement: Statement }): ReactNode {
  return (
    <article className={styles.statement} aria-label="Statement">
      <p className={styles.lead}>{statement.lead}</p>
      {statement.elements.length > 0 && <ul>{statement.elements.map((element) => <li key={element.text}>{element.text}</li>)}</ul>}
      <h3>Credits</h3>
      {statement.credits.length > 0 ? <ul>{statement.credits.map((credit) => <li key={credit}>{credit}</li>)}</ul> : <small>No credit is recorded yet.</small>}
      {statement.elements.length > 0 && <small>{statement.closing}</small>}
    </article>
  );
}

/** Public or not, by whose act; before it is, all that would be. */
function ReleaseSwitch({ draft }: { draft: Draft }): ReactNode {
  const session = useSession();
  const release = draft.released as unknown as Release | null;
  const [is_releasing, set_releasing] = useState(false);
  const [is_ending, set_ending] = useState(false);
  const step = useStep();
  const may_release = may(session, "accept_disclosure", draft.title);
  const is_old = release !== null && release.sha256 !== draft.sha256;
  return (
    <div className={styles.public}>
      <Pill word={release ? publicity.public : publicity.private} />
      {release
        ? <><span>Released {when(release.released_at)}{release.released_by && ` by ${release.released_by.name}`}</span><a href={draft.address}>{draft.address}</a></>
        : <span>Nobody outside sees this. {!may_release && "The studio contact or the legal reviewer makes it public."}</span>}
      {is_old && <p className={styles.why}>The register has changed since: what is public is not what you see here.</p>}
      {may_release && (!release || is_old) && <Button look="main" onClick={() => set_releasing(true)}>{release ? "Release what is new" : "Make it public"}</Button>}
      {may_release && release && <Button look="danger" onClick={() => set_ending(true)}>Take it back</Button>}
      {is_releasing && (
        <Dialog open wide title="This becomes public" on_close={() => set_releasing(false)}>
          <p>Everybody who has the address can read it, without signing in: {draft.address}</p>
          <StatementView statement={draft.statement} />
          {step.error && <Failed problem={to_problem(step.error)} />}
          <DialogActs>
            <Button onClick={() => set_releasing(false)}>Cancel</Button>
            <Button look="main" busy={step.isPending} onClick={() => step.mutate({ kind: "release", title: draft.title, sha256: draft.sha256 }, { onSuccess: () => { say("It is public"); set_releasing(false); } })}>Make exactly this public</Button>
          </DialogActs>
        </Dialog>
      )}
      {is_ending && release && (
        <TextDialog title="Take the page back" label="Reason" hint="The page is gone at once. That it was public stays in the record." act="Take it back" pointer="/reason" danger busy={step.isPending} error={step.error} on_close={() => set_ending(false)}
          on_text={(reason) => step.mutate({ kind: "end", release, reason }, { onSuccess: () => { say("It is no longer public"); set_ending(false); } })} />
      )}
    </div>
  );
}

function Gaps({ gaps }: { gaps: Gap[] }): ReactNode {
  if (gaps.length === 0) return <p>Every duty to credit or to tell that the rulebooks ask for is met.</p>;
  return (
    <div>
      <h3>Still to be said</h3>
      <ul className={styles.gaps}>
        {gaps.map((gap) => (
          <li key={gap.use + gap.duty}>
            <Link to="/uses/$use" params={{ use: gap.use }}>{gap.summary}</Link>
            <span>{gap.what}</span>
            <small>{as_words(gap.kind)}</small>
          </li>
        ))}
      </ul>
    </div>
  );
}
