import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Use } from "@/api/records";
import type { components } from "@/api/schema";
import styles from "@/features/uses/dialogs.module.css";
import { useNames } from "@/features/uses/names";
import { questions_query } from "@/features/uses/queries";
import { answer_word } from "@/features/uses/verdict";
import { Fetched } from "@/ui/fetched";
import { as_words } from "@/ui/words";

/** The text that is sealed, letter by letter as the server will sign it. */
export function TextToSign({ query, is_fresh }: { query: UseQueryResult<components["schemas"]["ToSignAnswer"]>; is_fresh: boolean }): ReactNode {
  return (
    <div className={styles.agreed} tabIndex={0} role="region" aria-label="What you sign" aria-busy={!is_fresh || undefined}>
      <Fetched query={query} what="the text that you sign" rows={5}>
        {(answer) => (
          <>
            <div className="legal">{answer.text}</div>
            <p className={styles.note}>
              You sign exactly this, or nothing: SHA-256 <code>{answer.sha256.slice(0, 16)}…</code>. {answer.waits_for.length > 0
                ? `It is sealed when the word of ${answer.waits_for.join(" and ")} is there too; what they add stands in it then.`
                : "It is sealed at once."}
            </p>
          </>
        )}
      </Fetched>
    </div>
  );
}

/** What a word stands on where nothing is given in writing. */
export function AgreedText({ use }: { use: Use }): ReactNode {
  const name = useNames();
  const questions = useQuery(questions_query(use.title)).data?.items ?? [];
  const facts = Object.entries(use.decision?.record.facts ?? use.facts ?? {});
  const asks = (id: string): string => questions.find((one) => one.id === id)?.ask ?? as_words(id);
  return (
    <div className={styles.agreed} tabIndex={0} role="region" aria-label="What is agreed to">
      <p className={styles.lead}>{name(use.title)}: {use.summary}</p>
      {use.intent && <p>{use.intent}</p>}
      {(use.tools ?? []).length > 0 && <p>Made with: {(use.tools ?? []).map(name).join(", ")}</p>}
      <ul>{facts.map(([fact, answer]) => <li key={fact}>{asks(fact)} <strong>{answer_word(answer)}</strong></li>)}</ul>
      <p className={styles.note}>A change of these facts ends what is agreed here. This is version {use.version}; if it was changed meanwhile, the desk refuses and shows it anew.</p>
    </div>
  );
}
