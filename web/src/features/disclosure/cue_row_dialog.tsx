import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import styles from "@/features/disclosure/disclosure.module.css";
import { useStep } from "@/features/disclosure/mutations";
import type { CueRow, CueSheet } from "@/features/disclosure/queries";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, TextField } from "@/ui/field";
import { Facts } from "@/ui/page";
import { say } from "@/ui/toast";
import { as_words, when } from "@/ui/words";

const by_kind = (kind: string, text: string | undefined): string => (text ? `${as_words(kind)}: ${text}` : as_words(kind));

function RowFacts({ row }: { row: CueRow }): ReactNode {
  const name = useNames();
  return (
    <Facts rows={[
      ["Use", <Link key="use" to="/uses/$use" params={{ use: row.use }}>{row.summary ?? row.use}</Link>],
      row.asset && ["File", <>{row.asset.file}<br /><code>{row.asset.sha256}</code></>],
      ["Made with", row.tools.map((tool) => [tool.product, tool.product_version, tool.tier].filter(Boolean).join(" ")).join(", ") || "Not stated"],
      (row.people ?? []).length > 0 && ["People", (row.people ?? []).map(name).join(", ")],
      row.approval && ["Approval", `${as_words(row.approval.state)}, ${when(row.approval.approved_at)}${row.approval.conditions_open > 0 ? `, ${row.approval.conditions_open} conditions open` : ""}`],
      row.duties.length > 0 && ["Asked for", row.duties.map((duty) => duty.what).join(" ")],
      row.disclosed.length > 0 && ["Disclosed", row.disclosed.map((one) => by_kind(one.kind, one.text)).join("; ")],
      !!row.note && ["Note", row.note],
    ]} />
  );
}

/** One row of a cue sheet; while the sheet is issued, where in the picture it is and what else to say. */
export function CueRowDialog({ row, sheet, on_close }: { row: CueRow; sheet?: CueSheet | undefined; on_close: () => void }): ReactNode {
  const step = useStep();
  const [timecode_in, set_in] = useState(row.timecode_in ?? "");
  const [timecode_out, set_out] = useState(row.timecode_out ?? "");
  const [note, set_note] = useState(row.note ?? "");
  const problem = step.error ? to_problem(step.error) : undefined;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (!sheet) return;
    const body = { rows: [{ key: row.key, timecode_in: timecode_in.trim(), timecode_out: timecode_out.trim(), note: note.trim() }] };
    step.mutate({ kind: "fill", sheet, body }, { onSuccess: () => { say("Saved in the cue sheet"); on_close(); } });
  };
  return (
    <Dialog open wide on_close={on_close} title={row.asset?.file ?? row.summary ?? row.use}>
      <RowFacts row={row} />
      {sheet && (
        <form onSubmit={save} className={styles.row_form}>
          <div className={styles.timecodes}>
            <TextField label="Timecode in" hint="01:02:03:04; with ; before the frames where frames are dropped" value={timecode_in} on_change={set_in} error={problem?.at("/rows/0/timecode_in")} />
            <TextField label="Timecode out" hint="Where it ends" value={timecode_out} on_change={set_out} error={problem?.at("/rows/0/timecode_out")} />
          </div>
          <AreaField label="Note" value={note} on_change={set_note} error={problem?.at("/rows/0/note")} />
          {problem && problem.errors.length === 0 && <Failed problem={problem} />}
          <DialogActs>
            <Button onClick={on_close}>Cancel</Button>
            <Button type="submit" look="main" busy={step.isPending}>Save</Button>
          </DialogActs>
        </form>
      )}
    </Dialog>
  );
}
