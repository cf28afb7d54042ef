import type { ReactNode } from "react";
import styles from "@/features/declare/declare.module.css";
import type { Question } from "@/features/uses/queries";
import { Choices, TextField } from "@/ui/field";
import { as_words } from "@/ui/words";

const not_sure = { value: "unsure", label: "Not sure" };

/** The questions that still matter. "Not sure" is always an answer. */
export function QuestionList({ questions, answers, on_answer }: { questions: Question[]; answers: Record<string, string>; on_answer: (id: string, value: string) => void }): ReactNode {
  if (questions.length === 0) return <p className={styles.none}>Nothing more is asked here.</p>;
  return <div className={styles.questions}>{questions.map((question) => <OneQuestion key={question.id} question={question} value={answers[question.id]} on_answer={(value) => on_answer(question.id, value)} />)}</div>;
}

function OneQuestion({ question, value, on_answer }: { question: Question; value: string | undefined; on_answer: (value: string) => void }): ReactNode {
  const shared = { label: question.ask, ...(question.help ? { hint: question.help } : {}) };
  switch (question.type) {
    case "yes_no":
      return <Choices {...shared} name={question.id} value={value} on_change={on_answer} options={[{ value: "yes", label: "Yes" }, { value: "no", label: "No" }, not_sure]} />;
    case "choice":
      return <Choices {...shared} name={question.id} value={value} on_change={on_answer} options={[...(question.options ?? []).map((one) => ({ value: one, label: as_words(one) })), not_sure]} />;
    case "number":
      return <TextField {...shared} label={question.unit ? `${question.ask} (${question.unit})` : question.ask} inputMode="decimal" value={value ?? ""} on_change={on_answer} />;
    case "date":
      return <TextField {...shared} type="date" value={value ?? ""} on_change={on_answer} />;
  }
}
