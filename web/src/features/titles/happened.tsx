import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, client } from "@/api/client";
import { may, useSession } from "@/app/session";
import { place_of } from "@/features/titles/place_of";
import styles from "@/features/titles/titles.module.css";
import { Button } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { act_words, when } from "@/ui/words";

const page_length = 25;

const activity_query = (title: string) => infiniteQueryOptions({
  queryKey: ["ledger", "activity", title],
  initialPageParam: undefined as number | undefined,
  queryFn: ({ pageParam, signal }) => ask(client.GET("/titles/{id}/activity", {
    params: { path: { id: title }, query: { limit: page_length, ...(pageParam === undefined ? {} : { before: pageParam }) } }, signal,
  })),
  getNextPageParam: (page) => page.next ?? undefined,
});

/** What happened to everything of the title: uses, approvals, consents, deliveries; the newest at the top. */
export function Happened({ title }: { title: string }): ReactNode {
  const session = useSession();
  const query = useInfiniteQuery(activity_query(title));
  const can_prove = may(session, "read_ledger", title);
  return (
    <Section title="What happened">
      <Fetched query={query} what="what happened" rows={4}>
        {(found) => (
          <ol className={styles.lines}>
            {found.pages.flatMap((page) => page.items).map((entry) => {
              const to = place_of(entry.object);
              return (
                <li key={entry.position}>
                  <span><strong>{act_words(entry.act)}</strong>{entry.name && <>: {to ? <Link to={to as "/"} title={entry.object}>{entry.name}</Link> : <span title={entry.object}>{entry.name}</span>}</>}</span>
                  <small><time dateTime={entry.time}>{when(entry.time)}</time>, {can_prove
                    ? <Link to="/ledger/$tree" params={{ tree: title }} search={{ first: String(entry.position), entry: String(entry.position) }}>entry {entry.position}</Link>
                    : `entry ${entry.position}`} of the ledger</small>
                </li>
              );
            })}
          </ol>
        )}
      </Fetched>
      {query.hasNextPage && <div><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>What happened before</Button></div>}
    </Section>
  );
}
