import type { ReactNode } from "react";
import type { Use } from "@/api/records";
import { useNames } from "@/features/uses/names";
import styles from "@/features/uses/use.module.css";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { as_words, when } from "@/ui/words";

/** Whose word it waits for, and who has given it. */
export function Tracks({ use }: { use: Use }): ReactNode {
  const name = useNames();
  if (!use.tracks?.length) return null;
  const title = (reviewer: string): string => use.decision?.record.reviewers.find((one) => one.id === reviewer)?.name ?? as_words(reviewer);
  return (
    <Section title="Who must act">
      <ul className={styles.lines}>
        {use.tracks.map((track) => (
          <li key={track.reviewer}>
            <span className={styles.line_head}><strong>{title(track.reviewer)}</strong><StatePill state={track.state} /></span>
            {track.by && <small>{name(track.by)}{track.at ? `, ${when(track.at)}` : ""}</small>}
            {track.reason && <p>{track.reason}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
