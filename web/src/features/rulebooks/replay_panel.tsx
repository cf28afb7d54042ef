import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { may, useSession } from "@/app/session";
import { name_of, type Replay, replay_query, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Empty, Fetched } from "@/ui/fetched";
import { OutcomePill, StatePill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { when } from "@/ui/words";

type Line = Replay["items"][number];

/** Which uses would come out otherwise, and which approvals that concerns. A use stands until somebody asks for it to be decided again. */
export function ReplayPanel({ version, is_in_force }: { version: Version; is_in_force: boolean }): ReactNode {
  const [line, set_line] = useState<Line>();
  return (
    <Fetched query={useQuery(replay_query(version.id))} what="the uses" rows={6}>
      {(replay) => (
        <div className={styles.panel}>
          <p role="status">{summary_of(replay)}</p>
          {replay.titles_that_cannot.map((one) => <p key={one.title} role="alert"><strong>{one.title_name}</strong> could not be decided by it: {one.why}</p>)}
          {replay.items.length === 0
            ? <Empty title="No use comes out otherwise">{is_in_force ? "Every use stands as this version decides it." : "Publishing this version changes nothing for the uses there are."}</Empty>
            : <Lines replay={replay} on_again={is_in_force ? set_line : undefined} />}
          {replay.more !== undefined && <p>{replay.more} more are not listed.</p>}
          {line && <AgainDialog line={line} version={version} on_close={() => set_line(undefined)} />}
        </div>
      )}
    </Fetched>
  );
}

const summary_of = (replay: Replay): string =>
  `${replay.uses} ${replay.uses === 1 ? "use" : "uses"} decided again as of ${when(replay.as_of)}: ${replay.stricter} would need more, ${replay.milder} less. ` +
  (replay.approvals === 0 ? "No approval in force is concerned." : `${replay.approvals} ${replay.approvals === 1 ? "approval" : "approvals"} in force would be concerned.`);

function Lines({ replay, on_again }: { replay: Replay; on_again: ((line: Line) => void) | undefined }): ReactNode {
  const session = useSession();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Uses that come out otherwise">
      <table className={styles.uses}>
        <thead><tr><th scope="col">Use</th><th scope="col">Title</th><th scope="col">State</th><th scope="col">Decided</th><th scope="col">By this version</th><th scope="col">Approval</th>{on_again && <th scope="col">Act</th>}</tr></thead>
        <tbody>
          {replay.items.map((line) => (
            <tr key={line.use}>
              <th scope="row"><Link to="/uses/$use" params={{ use: line.use }}>{line.summary}</Link></th>
              <td>{line.title_name}</td>
              <td><StatePill state={line.state} /></td>
              <td><OutcomePill outcome={line.before} /></td>
              <td><OutcomePill outcome={line.now} /></td>
              <td>{line.approval ? (line.approval_needs_more ? "In force, needs more" : "In force") : "None"}</td>
              {on_again && <td>{may(session, "review", line.title) && <Button onClick={() => on_again(line)}>Decide again</Button>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AgainDialog({ line, version, on_close }: { line: Line; version: Version; on_close: () => void }): ReactNode {
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: (reason: string) => ask(client.POST("/uses/{id}/decide-again", { params: { path: { id: line.use }, header: version_of(line) }, body: { reason } })),
    onSuccess: () => { say("Decided again", line.summary); on_close(); },
    onSettled: () => { void queries.invalidateQueries({ queryKey: ["rulebooks"] }); void queries.invalidateQueries({ queryKey: ["uses"] }); },
  });
  return (
    <TextDialog title={`Decide again: ${line.summary}`} label="Why now" pointer="/reason" act="Decide again" busy={again.isPending} error={again.error}
      hint="Where the rulebooks in force ask something else its review begins anew, and an approval it has is void. Who declared it is told."
      start={`${name_of(version)} is in force`} on_text={(reason) => again.mutate(reason)} on_close={on_close} />
  );
}
