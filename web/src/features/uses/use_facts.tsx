import type { ReactNode } from "react";
import type { Use } from "@/api/records";
import { useNames } from "@/features/uses/names";
import type { Question } from "@/features/uses/queries";
import styles from "@/features/uses/use.module.css";
import { answer_word } from "@/features/uses/verdict";
import { Facts, Section } from "@/ui/page";
import { as_words, when } from "@/ui/words";

/** What was declared: with what, who is in it, and every answer as it was given. */
export function UseFacts({ use, questions }: { use: Use; questions: Question[] }): ReactNode {
  const name = useNames();
  const names = (ids: string[] | undefined): string => (ids ?? []).map(name).join(", ");
  const asks = (id: string): string => questions.find((one) => one.id === id)?.ask ?? as_words(id);
  const answers = Object.entries(use.facts ?? {});
  return (
    <Section title="What was declared">
      <Facts rows={[
        ["Company", name(use.company)],
        use.declared_by && ["Declared by", `${name(use.declared_by)}${use.declared_at ? `, ${when(use.declared_at)}` : ""}`],
        (use.tools ?? []).length > 0 && ["Made with", names(use.tools)],
        (use.people ?? []).length > 0 && ["Who is in it", names(use.people)],
        (use.covers ?? []).length > 0 && ["Files", (use.covers ?? []).join(", ")],
        use.cost && ["Expected cost", `${use.cost.expected} ${use.cost.currency}${use.cost.saved === undefined ? "" : `, saves ${use.cost.saved}`}`],
        use.hours && ["Expected hours", `${use.hours.expected}${use.hours.saved === undefined ? "" : `, saves ${use.hours.saved}`}`],
      ]} />
      {answers.length > 0 && (
        <details className={styles.answers} open={answers.length <= 8}>
          <summary>{answers.length} answers</summary>
          <ul>{answers.map(([fact, answer]) => <li key={fact}><span>{asks(fact)}</span><strong data-answer={answer}>{answer_word(answer)}</strong></li>)}</ul>
        </details>
      )}
    </Section>
  );
}
