import type { ReactNode } from "react";
import type { Outcome } from "@/api/records";
import { outcomes, state_word, type Word } from "@/ui/words";
import styles from "@/ui/pill.module.css";

/** A word with its sign and its tone: never colour alone. */
export function Pill({ word }: { word: Word }): ReactNode {
  const Icon = word.icon;
  return (
    <span className={styles.pill} data-tone={word.tone}>
      <Icon aria-hidden size={13} strokeWidth={2.4} />
      {word.label}
    </span>
  );
}

export const StatePill = ({ state, noun }: { state: string; noun?: string }): ReactNode => <Pill word={state_word(state, noun)} />;
export const OutcomePill = ({ outcome }: { outcome: Outcome }): ReactNode => <Pill word={outcomes[outcome]} />;
