import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, client } from "@/api/client";
import { cure } from "@/api/problem";
import type { Job } from "@/api/records";
import { job_query } from "@/features/deliveries/queries";
import { type Sending, stop_sending, useSending } from "@/features/deliveries/sending";
import styles from "@/features/deliveries/deliveries.module.css";
import { Button } from "@/ui/button";
import { StatePill } from "@/ui/pill";
import { complain } from "@/ui/toast";
import { size_words, span_words, when } from "@/ui/words";

const stages = { scanning: "Reading the files", pictures: "Making small pictures", judging: "Judging" };

function Bar({ label, done, total }: { label: string; done: number; total: number }): ReactNode {
  return <progress className={styles.bar} aria-label={label} max={Math.max(total, 1)} value={done} />;
}

/** What this window sends now. */
export function SendingCard(): ReactNode {
  const sending = useSending();
  if (!sending) return null;
  return (
    <section className={styles.running} aria-label="Sending">
      <header><strong>Sending {sending.handing.name}</strong><Button onClick={stop_sending}>{sending.problem ? "Put away" : "Cancel"}</Button></header>
      <Bar label={`Sending ${sending.handing.name}`} done={sending.bytes_done} total={sending.bytes_total} />
      <p>{sent_words(sending)}</p>
      {sending.problem
        ? <p role="alert"><strong>{sending.problem.message}</strong> {cure(sending.problem)} What arrived is kept: hand the same files in again to go on.</p>
        : <p className={styles.quiet}>You can go on elsewhere in the desk. If this window is closed, hand the same files in again: they go on where they are.</p>}
    </section>
  );
}

function sent_words(sending: Sending): string {
  const seconds = (Date.now() - sending.begun) / 1000;
  const rate = (sending.bytes_done - sending.bytes_before) / Math.max(seconds, 0.5);
  const parts = [`${sending.files_done} of ${sending.files_total} files`, `${size_words(sending.bytes_done)} of ${size_words(sending.bytes_total)}`];
  if (sending.waits) parts.push("the network is away, trying again");
  else if (rate > 0 && !sending.problem) parts.push(`${size_words(rate)}/s`, `${span_words((sending.bytes_total - sending.bytes_done) / rate)} left`);
  return parts.join(" · ");
}

/** What the desk does with what was sent. It goes on when nobody looks. */
export function JobCard({ job }: { job: Job }): ReactNode {
  const queries = useQueryClient();
  const now = useQuery(job_query(job)).data;
  const cancel = useMutation({
    mutationFn: () => ask(client.POST("/jobs/{id}/cancel", { params: { path: { id: job.id } } })),
    onSuccess: (ended) => { queries.setQueryData(["jobs", "one", job.id], ended); void queries.invalidateQueries({ queryKey: ["jobs"] }); },
    onError: complain,
  });
  const { progress } = now;
  const is_under_way = now.state === "waiting" || now.state === "running";
  return (
    <section className={styles.running} aria-label={`Scan of ${now.name}`}>
      <header>
        <strong>{now.name}</strong><StatePill state={now.state} noun="job" />
        {is_under_way && <Button busy={cancel.isPending} onClick={() => cancel.mutate()}>Cancel</Button>}
        {now.result && <Link to="/deliveries/$delivery" params={{ delivery: now.result.delivery }}>Open the delivery</Link>}
      </header>
      {is_under_way && <Bar label={`Scan of ${now.name}`} done={progress?.bytes_done ?? 0} total={progress?.bytes_total ?? 1} />}
      {now.state === "waiting" && <p className={styles.quiet}>It waits for its turn. It is done whether or not you wait for it.</p>}
      {progress && <p>{[stages[progress.stage], `${progress.files_done} of ${progress.files_total} files`, `${size_words(progress.bytes_done)} of ${size_words(progress.bytes_total)}`, `${size_words(progress.bytes_per_second)}/s`, ...(progress.seconds_left === undefined ? [] : [`${span_words(progress.seconds_left)} left`])].join(" · ")}</p>}
      {now.problem && <p role="alert" className={styles.problem}>{now.problem.detail}</p>}
      {now.ended && <p className={styles.quiet}>{when(now.ended)}</p>}
    </section>
  );
}
