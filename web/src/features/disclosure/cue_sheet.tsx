import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import { may, useSession } from "@/app/session";
import { type GridRow, cue_columns } from "@/features/disclosure/cue_columns";
import { CueRowDialog } from "@/features/disclosure/cue_row_dialog";
import styles from "@/features/disclosure/disclosure.module.css";
import { Downloads } from "@/features/disclosure/downloads";
import { useStep } from "@/features/disclosure/mutations";
import type { CueRow, CueSheet as Sheet, Draft } from "@/features/disclosure/queries";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { ExportButtons } from "@/ui/export_buttons";
import { Empty } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Grid } from "@/ui/grid";
import { in_order } from "@/ui/in_order";
import { changed } from "@/ui/listed";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { complain, say } from "@/ui/toast";
import { when } from "@/ui/words";

/** The cue sheet of a title: the newest there is, or the rows as the register has them now. */
export function CueSheet({ draft }: { draft: Draft }): ReactNode {
  const sheet = draft.sheet as unknown as Sheet | undefined;
  const rows = (sheet?.rows ?? draft.rows) as unknown as CueRow[];
  return (
    <Section title="Cue sheet" note={`${rows.length} ${rows.length === 1 ? "row" : "rows"}`} acts={<SheetActs draft={draft} sheet={sheet} />}>
      <div className={styles.sheet}>
        {sheet ? <SheetHead sheet={sheet} /> : <p>As the register has it now. Issue a sheet to add timecodes and notes and hand it in.</p>}
        {sheet?.unlocked_why && sheet.state === "issued" && <p className={styles.why}><strong>Opened again:</strong> {sheet.unlocked_why}</p>}
        {rows.length === 0
          ? <Empty title="Nothing in the final is made with generative AI, as far as it is recorded">A use is listed here when it says that it is in the final, or when a final file of it is registered.</Empty>
          : <Rows rows={rows} sheet={sheet} title={draft.title} />}
      </div>
    </Section>
  );
}

function SheetHead({ sheet }: { sheet: Sheet }): ReactNode {
  return (
    <div className={styles.sheet_head}>
      <StatePill state={sheet.state} />
      <span>Cue sheet {sheet.number}</span>
      <small>issued {when(sheet.issued_at)}{sheet.issued_by && ` by ${sheet.issued_by.name}`}</small>
      {sheet.submitted_at && <small>handed in {when(sheet.submitted_at)}{sheet.submitted_by && ` by ${sheet.submitted_by.name}`}</small>}
      {sheet.accepted_at && <small>accepted {when(sheet.accepted_at)}{sheet.accepted_by && ` by ${sheet.accepted_by.name}`}</small>}
      <Downloads path={`/cue_sheets/${sheet.id}/document`} what="Cue sheet" formats={["pdf", "html", "docx", "xlsx", "csv", "json"]} />
    </div>
  );
}

function SheetActs({ draft, sheet }: { draft: Draft; sheet: Sheet | undefined }): ReactNode {
  const session = useSession();
  const step = useStep();
  const [is_unlocking, set_unlocking] = useState(false);
  const discloses = may(session, "disclose", draft.title);
  const accepts = may(session, "accept_disclosure", draft.title);
  const take = (one: Parameters<typeof step.mutate>[0], said: string): void => step.mutate(one, { onSuccess: () => say(said), onError: complain });
  return (
    <>
      {discloses && (!sheet || sheet.state === "accepted") && <Button look="main" busy={step.isPending} onClick={() => take({ kind: "issue", title: draft.title }, "The cue sheet is issued")}>Issue a cue sheet</Button>}
      {discloses && sheet?.state === "issued" && <Button busy={step.isPending} onClick={() => take({ kind: "renew", sheet }, "The rows are those of the register now")}>Take rows anew</Button>}
      {discloses && sheet?.state === "issued" && <Button look="main" busy={step.isPending} onClick={() => take({ kind: "submit", sheet }, "The cue sheet is handed in")}>Hand in</Button>}
      {accepts && sheet?.state === "submitted" && <Button look="main" busy={step.isPending} onClick={() => take({ kind: "accept", sheet }, "The cue sheet is accepted")}>Accept</Button>}
      {discloses && sheet && sheet.state !== "issued" && <Button onClick={() => set_unlocking(true)}>Unlock to correct</Button>}
      {is_unlocking && sheet && (
        <TextDialog title="Unlock the cue sheet" label="Reason" hint="Whoever accepts it reads this. What was handed in stays in the record." act="Unlock" pointer="/reason" busy={step.isPending} error={step.error} on_close={() => set_unlocking(false)}
          on_text={(reason) => step.mutate({ kind: "unlock", sheet, reason }, { onSuccess: () => { say("The cue sheet is open again"); set_unlocking(false); } })} />
      )}
    </>
  );
}

function Rows({ rows, sheet, title }: { rows: CueRow[]; sheet: Sheet | undefined; title: string }): ReactNode {
  const session = useSession();
  const search = useSearch({ from: "/inside/titles/$title/disclosure" });
  const navigate = useNavigate({ from: "/titles/$title/disclosure" });
  const asked = useDeferredValue((search.q ?? "").toLowerCase());
  const grid_rows = useMemo((): GridRow[] => in_order(rows.map((row) => ({ ...row, id: row.key })).filter((row) => cue_columns.some((column) => column.text(row).toLowerCase().includes(asked))), cue_columns, search.sort ?? ""), [rows, asked, search.sort]);
  /** Puts what is chosen into the address; an empty text takes it out. */
  const go = (part: { q?: string; sort?: string; row?: string }): void =>
    void navigate({ search: (before) => changed(before, part), replace: true });
  const chosen = rows.find((row) => row.key === search.row);
  const may_fill = sheet?.state === "issued" && may(session, "disclose", title);
  return (
    <>
      <div className={styles.sheet_head} data-screen-only>
        <div className={styles.filter}><TextField label="Filter" value={search.q ?? ""} on_change={(q) => go({ q })} /></div>
        <ExportButtons name="cue-sheet" rows={grid_rows} columns={cue_columns} />
      </div>
      <Grid name="Cue sheet" rows={grid_rows} columns={cue_columns} sort={search.sort ?? ""} on_sort={(sort) => go({ sort })} on_open={(row) => go({ row: row.id })} chosen={search.row} />
      {chosen && <CueRowDialog key={chosen.key} row={chosen} sheet={may_fill ? sheet : undefined} on_close={() => go({ row: "" })} />}
    </>
  );
}
