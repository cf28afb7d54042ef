import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { base_path } from "@/api/client";
import type { Delivery, Finding } from "@/api/records";
import styles from "@/features/deliveries/deliveries.module.css";
import { button_class } from "@/ui/button";
import { ExportButtons } from "@/ui/export_buttons";
import { Empty } from "@/ui/fetched";
import { SelectField, TextField } from "@/ui/field";
import { type Column, Grid } from "@/ui/grid";
import { in_order } from "@/ui/in_order";
import { changed } from "@/ui/listed";
import { StatePill } from "@/ui/pill";
import { as_words } from "@/ui/words";

const rank = { fail: "1", hold: "2", note: "3" };

const columns: Column<Finding>[] = [
  { key: "title", label: "Finding", part: 2, text: (row) => row.title },
  { key: "severity", label: "Severity", text: (row) => (row.waiver ? "4 waived" : `${rank[row.severity]} ${row.severity}`), draw: (row) => <StatePill state={row.waiver ? "waived" : row.severity} /> },
  { key: "file", label: "File", part: 2, text: (row) => row.file ?? "" },
  { key: "found", label: "Found", part: 3, text: (row) => row.found },
  { key: "to_do", label: "What to do", part: 3, text: (row) => row.to_do },
];

export const is_problem = (finding: Finding): boolean => finding.severity !== "note" && !finding.waiver;

/** What was found, filtered by the address of the page, so that a filter can be sent to somebody. */
export function Findings({ delivery, findings, judgement }: { delivery: Delivery; findings: Finding[]; judgement: number }): ReactNode {
  const search = useSearch({ from: "/inside/deliveries/$delivery" });
  const navigate = useNavigate({ from: "/deliveries/$delivery" });
  const set = (part: Partial<typeof search>): void => void navigate({ search: (before) => changed(before, part), replace: true });
  const shows_all = search.show === "all";
  const wanted = (search.file ?? "").toLowerCase();
  const shown = in_order(findings.filter((one) => (shows_all || is_problem(one)) && (!search.severity || one.severity === search.severity) && (!search.rule || one.rule === search.rule) &&
    (!search.use || one.use === search.use) && (!wanted || (one.file ?? "").toLowerCase().includes(wanted))), columns, search.sort ?? "");
  const rules = [...new Set(findings.map((one) => one.rule))].sort();
  const uses = [...new Set(findings.map((one) => one.use).filter((use) => use !== undefined))].sort();
  const report = (format: string): string => `${base_path}api/v1/deliveries/${delivery.id}/report?format=${format}&judgement=${judgement}`;
  return (
    <>
      <div className={styles.tools} role="search">
        <label className={styles.switch}><input type="checkbox" role="switch" checked={!shows_all} onChange={(event) => set({ show: event.target.checked ? "" : "all" })} /><span>Only problems</span></label>
        <SelectField label="Severity" value={search.severity ?? ""} on_change={(severity) => set({ severity })} options={[{ value: "", label: "Every severity" }, { value: "fail", label: "Fail" }, { value: "hold", label: "Hold" }, { value: "note", label: "Note" }]} />
        <SelectField label="Rule" value={search.rule ?? ""} on_change={(rule) => set({ rule })} options={[{ value: "", label: "Every rule" }, ...rules.map((rule) => ({ value: rule, label: as_words(rule) }))]} />
        {uses.length > 0 && <SelectField label="Use" value={search.use ?? ""} on_change={(use) => set({ use })} options={[{ value: "", label: "Every use" }, ...uses.map((use) => ({ value: use, label: use }))]} />}
        <TextField label="File" type="search" value={search.file ?? ""} on_change={(file) => set({ file })} />
        <span role="status">{shown.length} of {findings.length}</span>
      </div>
      <div className={styles.exports}>
        <ExportButtons name={`${delivery.name}-findings`} rows={shown} columns={columns} />
        <a className={button_class} href={report("json")} download={`${delivery.id}.json`}>JSON report</a>
        <a className={button_class} href={report("html")} download={`${delivery.id}.html`}>HTML report</a>
      </div>
      {shown.length === 0
        ? <Empty title={findings.length === 0 ? "Nothing was found" : "No finding matches"} act={findings.length > 0 && <Link className={button_class} to="/deliveries/$delivery" params={{ delivery: delivery.id }} search={{ show: "all" }}>Show all findings</Link>}>{findings.length === 0 ? "Every file is covered by the register, or says nothing of AI. That it says nothing proves nothing." : "Take a filter away."}</Empty>
        : <Grid name="Findings" rows={shown} columns={columns} sort={search.sort ?? ""} on_sort={(sort) => set({ sort })} on_open={(row) => set({ finding: row.id })} chosen={search.finding} />}
    </>
  );
}
