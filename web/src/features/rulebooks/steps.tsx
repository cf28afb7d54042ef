import { Check, CircleDashed, X } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { has_role, useSession } from "@/app/session";
import { useBookAct } from "@/features/rulebooks/mutations";
import { name_of, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { UploadDialog } from "@/features/rulebooks/upload_dialog";
import { useNames } from "@/features/uses/names";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, TextField } from "@/ui/field";
import { complain, say } from "@/ui/toast";
import { when } from "@/ui/words";

type Sign = "done" | "open" | "failed";
interface Step { label: string; note: string; sign: Sign }

const icons = { done: Check, open: CircleDashed, failed: X } as const;
const said = { done: "done", open: "open", failed: "failed" } as const;

/** What a summary says behind the name it begins with. */
const short = (summary: string | undefined, otherwise: string): string => summary?.replace(/^[^:]*: /, "") ?? otherwise;

const check_sign = (state: string, good: string[]): Sign => (good.includes(state) ? "done" : state === "waiting" ? "open" : "failed");

/** Where a version stands on its way into force, in the words of who acts next. */
function steps_of(version: Version, name: (id: string | undefined) => string): Step[] {
  const { checks, proposed, published } = version;
  if (!checks) return [];
  return [
    { label: "Form", note: `${version.counts.rows} rows read from ${version.file ?? "a file"}`, sign: "done" },
    { label: "Cases", note: checks.cases.failed === 0 ? `${checks.cases.run} pass` : `${checks.cases.failed} of ${checks.cases.run} fail`, sign: checks.cases.failed === 0 ? "done" : "failed" },
    { label: "Proofs", note: checks.proofs.state === "waiting" ? "being made" : short(checks.proofs.summary, checks.proofs.state), sign: check_sign(checks.proofs.state, ["proved"]) },
    ...(checks.together ? [{ label: "Together", note: checks.together.state === "alone" ? "no title joins it with other rulebooks" : checks.together.state === "waiting" ? "being made" : checks.together.summary ?? checks.together.state, sign: check_sign(checks.together.state, ["alone", "proved"]) }] : []),
    { label: "Difference", note: checks.difference.state === "first" ? "the first version" : checks.difference.state === "waiting" ? "being made" : `to ${checks.difference.against?.replace(/^.*@/, "") ?? "another"}: ${short(checks.difference.summary, "not settled")}`, sign: check_sign(checks.difference.state, ["first", "same", "differs"]) },
    { label: "Proposed", note: proposed ? `by ${name(proposed.by)}, to hold from ${when(proposed.from ?? "")}` : "by one person with the right", sign: proposed ? "done" : "open" },
    { label: "Published", note: published ? `by ${name(published.by)}, holds from ${when(published.from ?? "")}` : "by a second person, never the same", sign: published ? "done" : "open" },
  ];
}

type Asked = "propose" | "withdraw" | "retire" | "replace";

/** The way of a version into force, and what this person can do on it. */
export function Steps({ version }: { version: Version }): ReactNode {
  const session = useSession();
  const name = useNames();
  const act = useBookAct();
  const [asked, set_asked] = useState<Asked>();
  const may_act = session.grants.some((grant) => grant.role === "legal" && grant.title === undefined);
  const close = (): void => { set_asked(undefined); act.reset(); };
  const done = (text: string) => ({ onSuccess: () => { say(text, name_of(version)); close(); } });
  const is_draft = version.state === "draft" || version.state === "checked";
  const is_own_proposal = version.proposed?.by === session.id;
  const is_own_wish = version.retirement?.by === session.id;
  return (
    <div className={styles.steps}>
      <ol>
        {steps_of(version, name).map((step) => {
          const Icon = icons[step.sign];
          return <li key={step.label} data-sign={step.sign}><Icon aria-hidden size={16} /><div><strong>{step.label}</strong><span className="unseen">, {said[step.sign]}</span><p>{step.note}</p></div></li>;
        })}
      </ol>
      {version.state === "proposed" && <p className={styles.rule}>{is_own_proposal ? "You proposed it: a second person must publish it." : `${name(version.proposed?.by)} proposed it: “${version.proposed?.why ?? ""}” A second person publishes it.`}</p>}
      {version.retirement && version.state === "published" && <p className={styles.rule}>{name(version.retirement.by)} asks to retire it: “{version.retirement.why}” {is_own_wish ? "A second person must confirm." : "You may confirm."}</p>}
      {may_act && (
        <div className={styles.acts} data-screen-only>
          {version.state === "checked" && <Button look="main" onClick={() => set_asked("propose")}>Propose</Button>}
          {version.state === "proposed" && <Button look="main" busy={act.isPending} disabled={is_own_proposal} onClick={() => act.mutate({ version, act: { kind: "publish" } }, { ...done("Published"), onError: complain })}>Publish</Button>}
          {is_draft && <Button onClick={() => set_asked("replace")}>Upload another text</Button>}
          {is_draft && version.checks?.state !== "waiting" && <Button busy={act.isPending} onClick={() => act.mutate({ version, act: { kind: "check" } }, { ...done("It is being checked"), onError: complain })}>Check again</Button>}
          {(is_draft || version.state === "proposed") && <Button onClick={() => set_asked("withdraw")}>Withdraw</Button>}
          {version.state === "published" && <Button look="danger" disabled={is_own_wish} onClick={() => set_asked("retire")}>{version.retirement ? "Confirm: retire it" : "Retire"}</Button>}
        </div>
      )}
      {!may_act && has_role(session, ["legal"]) && <p className={styles.rule}>Your role is for one title; a rulebook is for all. Whoever is legal reviewer everywhere may act.</p>}
      {asked === "propose" && <ProposeDialog version={version} busy={act.isPending} error={act.error} on_close={close} on_body={(body) => act.mutate({ version, act: { kind: "propose", body } }, done("Proposed: a second person publishes it"))} />}
      {asked === "replace" && <UploadDialog replaced={version} on_close={close} on_done={close} />}
      {(asked === "withdraw" || asked === "retire") && (
        <TextDialog title={`${asked === "retire" ? "Retire" : "Withdraw"} ${name_of(version)}`} label="Why" pointer="/reason" act={asked === "retire" ? "Retire" : "Withdraw"} danger={asked === "retire"} busy={act.isPending} error={act.error}
          hint={asked === "retire" ? "Two people retire a version. The one before it holds again; what was decided stays." : "It stays readable, and its name is free again."}
          on_close={close} on_text={(reason) => act.mutate({ version, act: { kind: asked, body: { reason } } }, done(asked === "retire" ? "On record" : "Withdrawn"))} />
      )}
    </div>
  );
}

function ProposeDialog({ version, busy, error, on_body, on_close }: { version: Version; busy: boolean; error: Error | null; on_body: (body: { from: string; why: string }) => void; on_close: () => void }): ReactNode {
  const [from, set_from] = useState(new Date().toISOString().slice(0, 10));
  const [why, set_why] = useState("");
  const problem = error ? to_problem(error) : undefined;
  const submit = (event: FormEvent): void => { event.preventDefault(); on_body({ from, why: why.trim() }); };
  return (
    <Dialog open title={`Propose ${name_of(version)}`} on_close={on_close}>
      <form onSubmit={submit} className={styles.panel}>
        <p>It holds only when a second person publishes it. From that day on new uses are decided by it; earlier ones stand until somebody asks for them to be decided again.</p>
        <TextField label="Holds from" type="date" required value={from} on_change={set_from} error={problem?.at("/from")} />
        <AreaField label="Why" required value={why} on_change={set_why} hint="What the second person reads first." error={problem?.at("/why")} />
        {problem && problem.errors.length === 0 && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look="main" busy={busy}>Propose</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
