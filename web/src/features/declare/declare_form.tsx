import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { to_problem } from "@/api/problem";
import { all_query } from "@/api/queries";
import type { Title, Use } from "@/api/records";
import { useSession } from "@/app/session";
import { AttachmentsSeen } from "@/features/attachments/attachments";
import { DropFiles } from "@/features/attachments/drop_files";
import { useUploads } from "@/features/attachments/uploads";
import styles from "@/features/declare/declare.module.css";
import { asked_now, type Form, type StepId, step_of, steps } from "@/features/declare/form";
import { QuestionList } from "@/features/declare/question_list";
import { useSave, useSendKey } from "@/features/declare/save_use";
import { StepFields } from "@/features/declare/step_fields";
import { usePreview } from "@/features/declare/use_preview";
import { VerdictRail } from "@/features/declare/verdict_rail";
import { type Question, questions_query } from "@/features/uses/queries";
import { Button } from "@/ui/button";
import { Failed, Loading } from "@/ui/fetched";
import { useKept } from "@/ui/kept";
import { say } from "@/ui/toast";

/** Four short steps, with what the rulebooks say of them at the side from the first answer on. */
export function DeclareForm({ title, start, draft }: { title: Title; start: Form; draft: Use | undefined }): ReactNode {
  const search = useSearch({ from: "/inside/declare" });
  const navigate = useNavigate({ from: "/declare" });
  const leave = useNavigate();
  const session = useSession();
  const kept_as = `goodgate-declare/${session.id}/${title.id}/${search.draft ?? search.from ?? "new"}`;
  const [form, set_form, forget_form] = useKept<Form>(kept_as, start);
  const questions = useQuery(questions_query(title.id)).data?.items;
  const companies = useQuery(all_query("companies")).data ?? [];
  const own = useQuery(all_query("people")).data?.find((person) => person.id === session.id)?.company;
  const company = form.company ?? own ?? (companies.length === 1 ? companies[0]?.id : undefined) ?? "";
  const { ruling, is_fresh, problem } = usePreview(title.id, company, form);
  const save = useSave();
  // A draft that was kept on the way is gone on with, should what came after it fail.
  const [kept, set_kept] = useState(draft);
  const uploads = useUploads(kept?.id, kept_as);
  const key_of = useSendKey();
  const step = steps.find((one) => one.id === search.step)?.id ?? "what";
  const at = steps.findIndex((one) => one.id === step);
  const asked = useMemo(() => asked_now(questions ?? [], form, ruling?.record), [questions, form, ruling]);
  const change = (part: Form): void => set_form((before) => ({ ...before, ...part }));
  const answer = (id: string, value: string): void => set_form((before) => ({ ...before, facts: { ...before.facts, [id]: value } }));
  const panel = useStepFocus(step);
  const go = (to: StepId): void => { void navigate({ search: (before) => ({ ...before, step: to }) }); window.scrollTo({ top: 0 }); };
  const finish = (then: "keep" | "declare"): void => {
    const body = { ...form, title: title.id, company, summary: form.summary?.trim() ?? "" };
    save.mutate({ body, draft: kept, then, key: key_of(body), send: (use) => { set_kept(use); return uploads.send_all(use.id); } }, { onSuccess: (use) => { forget_form(); say(then === "declare" ? "Declared" : "Draft kept", use.summary); void leave({ to: "/uses/$use", params: { use: use.id } }); } });
  };
  if (!questions) return <Loading what="the questions of the rulebooks" rows={6} />;
  const save_problem = save.error ? to_problem(save.error) : undefined;
  const next = steps[at + 1];
  return (
    <div className={styles.declare}>
      <div className={styles.form}>
        <Steps step={step} asked={asked} form={form} on_go={go} />
        <section ref={panel} tabIndex={-1} className={styles.step} aria-label={`Step ${at + 1} of ${steps.length}: ${steps[at]?.label ?? ""}`}>
          <StepFields step={step} title={title} form={form} company={company} companies={companies} problem={save_problem} on_change={change} />
          <QuestionList questions={asked.filter((question) => step_of(question) === step)} answers={form.facts ?? {}} on_answer={answer} />
          {step === "what" && kept && <AttachmentsSeen object={kept.id} />}
          {(step === "what" || uploads.items.length > 0) && <DropFiles uploads={uploads} label="Attach files" hint="Drop files here, paste a picture, or choose: a clip says more than words." />}
        </section>
        {save_problem && <Failed problem={save_problem} what="Not saved" />}
        <div className={styles.acts}>
          {next ? <Button key={next.id} look="main" onClick={() => go(next.id)}>Next: {next.label.toLowerCase()}</Button> : <Button key="declare" look="main" busy={save.isPending} onClick={() => finish("declare")}>Declare this use</Button>}
          <Button busy={save.isPending} onClick={() => finish("keep")}>Save as draft</Button>
          {next && ruling && <Button look="quiet" busy={save.isPending} onClick={() => finish("declare")}>Declare as it is</Button>}
        </div>
      </div>
      <VerdictRail ruling={ruling} is_fresh={is_fresh} problem={problem} questions={questions} asked={asked} has_company={company !== ""} />
    </div>
  );
}

/** A step that comes up has the focus at its beginning, so that Tab goes through it and Enter presses nothing of the next one. */
function useStepFocus(step: StepId): RefObject<HTMLElement | null> {
  const panel = useRef<HTMLElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    if (!panel.current?.contains(document.activeElement)) panel.current?.focus({ preventScroll: true });
  }, [step]);
  return panel;
}

function Steps({ step, asked, form, on_go }: { step: StepId; asked: Question[]; form: Form; on_go: (step: StepId) => void }): ReactNode {
  const left = (id: StepId): number => asked.filter((question) => step_of(question) === id && form.facts?.[question.id] === undefined).length;
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map((one, index) => (
        <li key={one.id}>
          <button type="button" aria-current={one.id === step ? "step" : undefined} onClick={() => on_go(one.id)}>
            <span className={styles.step_number}>{index + 1}</span>{one.label}{left(one.id) > 0 && <small>{left(one.id)} open</small>}
          </button>
        </li>
      ))}
    </ol>
  );
}
