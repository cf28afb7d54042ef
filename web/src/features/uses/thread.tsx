import type { ReactNode } from "react";
import type { Use } from "@/api/records";
import { useNames } from "@/features/uses/names";
import styles from "@/features/uses/use.module.css";
import { when } from "@/ui/words";

/** Questions and answers, oldest first. */
export function Thread({ use }: { use: Use }): ReactNode {
  const name = useNames();
  if (!use.thread?.length) return null;
  return (
    <ol className={styles.thread} aria-label="Questions and answers">
      {use.thread.map((item) => (
        <li key={item.at} data-kind={item.question ? "question" : "answer"}>
          <small>{name(item.by)}, <time dateTime={item.at}>{when(item.at)}</time>, {item.question ? "asked" : "answered"}</small>
          <p>{item.question ?? item.answer}</p>
        </li>
      ))}
    </ol>
  );
}
