import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { rows_query } from "@/api/rows";
import { useNames } from "@/features/uses/names";
import styles from "@/features/titles/titles.module.css";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { when } from "@/ui/words";

const soon_ms = 30 * 86_400_000;

/** Consents and licences of the title, those that run out first at the top. */
export function Expiring({ title }: { title: string }): ReactNode {
  const name = useNames();
  const consents = useQuery(rows_query("consents", { title })).data ?? [];
  const licences = useQuery(rows_query("licences", { title })).data ?? [];
  const rows = [
    ...consents.map((one) => ({ noun: "consents", id: one.id, what: `${name(one.person)}: ${one.text}`, state: one.state, expires: one.expires })),
    ...licences.map((one) => ({ noun: "licences", id: one.id, what: `${one.work}, ${one.holder}`, state: one.state, expires: one.expires })),
  ].sort((left, right) => (left.expires ?? "9").localeCompare(right.expires ?? "9"));
  const nearness = (expires: string): string | undefined => {
    const left = new Date(expires).getTime() - Date.now();
    return left < 0 ? styles.over : left < soon_ms ? styles.soon : undefined;
  };
  return (
    <Section title="Consents and licences" note={`${rows.length}`}>
      {rows.length === 0 ? <p>None is on file.</p> : (
        <ul className={styles.lines}>
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/registers/$noun" params={{ noun: row.noun }} search={{ item: row.id }}>{row.what}</Link>
              <small><StatePill state={row.state} noun={row.noun} /> {row.expires && <span className={nearness(row.expires)}>holds through {when(row.expires)}</span>}</small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
