import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { type LinkAct, type LinkPage, useLinkAct } from "@/features/talent/link_client";
import styles from "@/features/talent/talent.module.css";
import { Button } from "@/ui/button";
import { Failed } from "@/ui/fetched";
import { AreaField, TextField } from "@/ui/field";

type Step = LinkPage["steps"][number];

const words: Record<Step, { choose: string; title: string; act: string; text?: string }> = {
  give: { choose: "Yes, I agree", title: "You agree to exactly what stands above.", act: "Yes, I agree" },
  refuse: { choose: "No", title: "You do not agree. Nothing is made.", act: "No, I do not agree", text: "Why not" },
  ask: { choose: "Ask something", title: "Nothing is agreed to by asking.", act: "Send the question", text: "Your question" },
  withdraw: { choose: "Take it back", title: "Work that relies on it stops at once.", act: "Take my consent back", text: "Why" },
};

/** Choose, get a code, answer. Nothing happens before the code is typed. */
export function AnswerForm({ token, page }: { token: string; page: LinkPage }): ReactNode {
  const [step, set_step] = useState<Step>();
  const act = useLinkAct(token);
  const code = useLinkAct(token);
  if (!step)
    return (
      <div className={styles.choices}>
        {page.steps.map((one) => (
          <Button key={one} look={one === "give" ? "main" : one === "withdraw" ? "danger" : "plain"} onClick={() => { set_step(one); code.mutate({ kind: "code" }); }}>{words[one].choose}</Button>
        ))}
      </div>
    );
  return <WithCode step={step} page={page} is_sending={code.isPending} send_error={code.error} busy={act.isPending} error={act.error}
    on_again={() => code.mutate({ kind: "code" })} on_back={() => { set_step(undefined); act.reset(); }} on_act={(one) => act.mutate(one, { onSuccess: () => set_step(undefined) })} />;
}

function WithCode({ step, page, is_sending, send_error, busy, error, on_again, on_back, on_act }: {
  step: Step; page: LinkPage; is_sending: boolean; send_error: Error | null; busy: boolean; error: Error | null; on_again: () => void; on_back: () => void; on_act: (act: LinkAct) => void;
}): ReactNode {
  const [code, set_code] = useState("");
  const [text, set_text] = useState("");
  const problem = error ? to_problem(error) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const typed = code.trim();
    switch (step) {
      case "give": on_act({ kind: "give", body: { code: typed, version: page.consent.version } }); break;
      case "ask": on_act({ kind: "ask", body: { code: typed, question: text.trim() } }); break;
      case "refuse":
      case "withdraw": on_act({ kind: step, body: { code: typed, reason: text.trim() } }); break;
    }
  };
  const text_label = words[step].text;
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <p><strong>{words[step].title}</strong></p>
      {text_label && <AreaField label={text_label} value={text} on_change={set_text} error={problem?.at("/reason") ?? problem?.at("/question")} />}
      {send_error ? <Failed what="The code could not be sent" problem={to_problem(send_error)} retry={on_again} /> : (
        <TextField label="Code" inputMode="numeric" autoComplete="one-time-code" hint={is_sending ? "The code is on its way." : `We sent a code to ${page.link.code_goes_to}. It shows that it is you.`} value={code} on_change={set_code} error={problem?.at("/code")} />
      )}
      {problem && problem.errors.length === 0 && <Failed problem={problem} />}
      <div className={styles.choices}>
        <Button type="submit" look={step === "give" ? "main" : step === "withdraw" ? "danger" : "plain"} busy={busy}>{words[step].act}</Button>
        <Button look="quiet" onClick={on_back}>Back</Button>
      </div>
    </form>
  );
}
