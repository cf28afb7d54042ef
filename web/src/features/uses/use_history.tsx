import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { history_query } from "@/api/queries";
import type { Use } from "@/api/records";
import { may, useSession } from "@/app/session";
import styles from "@/features/uses/use.module.css";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { act_words, when } from "@/ui/words";

/** What happened to it, each act with its place in the ledger. */
export function UseHistory({ use }: { use: Use }): ReactNode {
  const session = useSession();
  const history = useQuery(history_query("uses", use.id));
  const can_prove = may(session, "read_ledger", use.title);
  return (
    <Section title="History">
      <Fetched query={history} what="its history" rows={3}>
        {(page) => (
          <ol className={styles.history}>
            {page.items.map((entry) => (
              <li key={entry.position}>
                <strong>{act_words(entry.act)}</strong>
                <small><time dateTime={entry.time}>{when(entry.time)}</time>, {can_prove
                  ? <Link to="/ledger/$tree" params={{ tree: use.title }} search={{ first: String(entry.position), entry: String(entry.position) }}>entry {entry.position}</Link>
                  : `entry ${entry.position}`} of the ledger</small>
              </li>
            ))}
          </ol>
        )}
      </Fetched>
    </Section>
  );
}
