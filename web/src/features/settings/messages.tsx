import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import type { Id, Message } from "@/api/records";
import { useNames } from "@/features/uses/names";
import styles from "@/features/settings/settings.module.css";
import { Button } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import type { Column } from "@/ui/grid";
import { Line, Lines } from "@/ui/lines";
import { Listed, type ListSearch } from "@/ui/listed";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { act_words, state_word, when } from "@/ui/words";

interface Filter { channel: "mail" | "webhook"; receiver?: Id; state?: Message["state"] | undefined }

/** What waits, went out or was given up, the newest first. It moves by itself, so it is read again while it is looked at. */
export const messages_query = ({ channel, receiver, state }: Filter) => infiniteQueryOptions({
  queryKey: ["messages", channel, receiver ?? "", state ?? ""],
  refetchInterval: 3_000,
  initialPageParam: "",
  queryFn: async ({ pageParam: cursor }) => {
    const query = { channel, ...(receiver ? { receiver } : {}), ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) };
    return (await ask(client.GET("/messages", { params: { query } }))) as unknown as { items: Message[]; next: string | null };
  },
  getNextPageParam: (page) => page.next,
});

const columns_of = (name: (id: Id) => string): Column<Message>[] => [
  { key: "topic", label: "What happened", text: (one) => act_words(one.topic) },
  { key: "receiver", label: "For", text: (one) => name(one.receiver) },
  { key: "state", label: "State", text: (one) => state_word(one.state, "message").label },
  { key: "created", label: "Made", text: (one) => one.created },
  { key: "done", label: "Done", text: (one) => one.done ?? "" },
  { key: "attempts", label: "Attempts", text: (one) => String(one.attempts) },
  { key: "status", label: "Answered", text: (one) => String(one.status ?? "") },
  { key: "failure", label: "Failure", text: (one) => one.failure ?? "" },
];
const orders = [{ value: "", label: "The newest first" }, { value: "created", label: "The oldest first" }, { value: "receiver", label: "For whom" }, { value: "topic", label: "What happened" }, { value: "-attempts", label: "Most attempts" }];

interface Props { filter: Filter; search: ListSearch; on_search: (part: ListSearch) => void; filters?: ReactNode; empty: string }

export function Messages({ filter, search, on_search, filters, empty }: Props): ReactNode {
  const queries = useQueryClient();
  const name = useNames();
  const query = useInfiniteQuery(messages_query(filter));
  const columns = useMemo(() => columns_of(name), [name]);
  const read = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const again = useMutation({
    mutationFn: (id: Id) => ask(client.POST("/messages/{id}/again", { params: { path: { id } } })),
    onSuccess: () => say("It goes out once more, with the same id"),
    onSettled: () => void queries.invalidateQueries({ queryKey: ["messages"] }),
  });
  const note = (one: Message): ReactNode => (
    <>
      {filter.receiver ? "" : `${name(one.receiver)}, `}made {when(one.created)}{one.done && `, done ${when(one.done)}`}{one.next && one.state === "waiting" && one.attempts > 0 && `, next try ${when(one.next)}`}
      {one.attempts > 0 && `, ${one.attempts} ${one.attempts === 1 ? "attempt" : "attempts"}`}{one.status ? `, answered ${one.status}` : ""}
      {one.failure && <span className={styles.failure}><br />{one.failure}</span>}
    </>
  );
  return (
    <Fetched query={query} what="the messages">
      {() => (
        <>
          {again.error && <Failed problem={to_problem(again.error)} />}
          <Listed name={`goodgate-${filter.channel === "mail" ? "mails" : "webhook-messages"}`} what="messages" rows={read} columns={columns} orders={orders} search={search} on_search={on_search} filters={filters}>
            {(shown) => (shown.length === 0 ? <p>{empty}</p> : (
              <Lines label="Messages">
                {shown.map((one) => (
                  <Line key={one.id} title={<>{act_words(one.topic)}<StatePill state={one.state} noun="message" /></>} note={note(one)}
                    acts={one.state !== "waiting" && <Button aria-label={`Send once more: ${act_words(one.topic)}, ${when(one.created)}`} busy={again.isPending && again.variables === one.id} onClick={() => again.mutate(one.id)}>Send once more</Button>} />
                ))}
              </Lines>
            ))}
          </Listed>
          {query.hasNextPage && <div><Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>Read older ones</Button></div>}
        </>
      )}
    </Fetched>
  );
}
