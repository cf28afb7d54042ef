import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import type { Id, Message } from "@/api/records";
import { useNames } from "@/features/uses/names";
import styles from "@/features/settings/settings.module.css";
import { Button } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import { Line, Lines } from "@/ui/lines";
import { StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { act_words, when } from "@/ui/words";

interface Filter { channel: "mail" | "webhook"; receiver?: Id; state?: Message["state"] | undefined }

/** What waits, went out or was given up, the newest first. It moves by itself, so it is read again while it is looked at. */
export const messages_query = ({ channel, receiver, state }: Filter) => queryOptions({
  queryKey: ["messages", channel, receiver ?? "", state ?? ""],
  refetchInterval: 3_000,
  queryFn: async () => {
    const query = { channel, ...(receiver ? { receiver } : {}), ...(state ? { state } : {}) };
    return (await ask(client.GET("/messages", { params: { query } }))).items as unknown as Message[];
  },
});

export function Messages({ filter, empty }: { filter: Filter; empty: string }): ReactNode {
  const queries = useQueryClient();
  const name = useNames();
  const query = useQuery(messages_query(filter));
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
    <Fetched query={query} what="the messages" empty={(all) => all.length === 0 && <p>{empty}</p>}>
      {(all) => (
        <>
          {again.error && <Failed problem={to_problem(again.error)} />}
          <Lines label="Messages">
            {all.map((one) => (
              <Line key={one.id} title={<>{act_words(one.topic)}<StatePill state={one.state} noun="message" /></>} note={note(one)}
                acts={one.state !== "waiting" && <Button aria-label={`Send once more: ${act_words(one.topic)}, ${when(one.created)}`} busy={again.isPending && again.variables === one.id} onClick={() => again.mutate(one.id)}>Send once more</Button>} />
            ))}
          </Lines>
        </>
      )}
    </Fetched>
  );
}
