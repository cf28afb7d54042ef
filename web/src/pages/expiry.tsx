import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { rows_query } from "@/api/rows";
import { type Ending, ending_of, months_of } from "@/features/registers/endings";
import { Month } from "@/features/registers/month";
import styles from "@/features/registers/register.module.css";
import { useNames } from "@/features/uses/names";
import { ExportButtons } from "@/ui/export_buttons";
import { Empty, Failed, Loading } from "@/ui/fetched";
import { SelectField, TextField } from "@/ui/field";
import type { Column } from "@/ui/grid";
import { changed, useFound } from "@/ui/listed";
import { Page } from "@/ui/page";
import { to_problem } from "@/api/problem";
import { useTyped } from "@/ui/typed";

const columns_of = (name: (id: string) => string): Column<Ending>[] => [
  { key: "day", label: "Ends", text: (one) => one.day },
  { key: "kind", label: "Kind", text: (one) => one.kind },
  { key: "what", label: "What", text: (one) => one.what },
  { key: "title", label: "Title", text: (one) => (one.title ? name(one.title) : "") },
];

/** What ends when, month by month: consents, licences, approvals, and terms of tools that must be read again. */
export function Expiry(): ReactNode {
  const search = useSearch({ from: "/inside/expiry" });
  const navigate = useNavigate({ from: "/expiry" });
  const name = useNames();
  const titles = useQuery(rows_query("titles")).data ?? [];
  const consents = useQuery(rows_query("consents"));
  const licences = useQuery(rows_query("licences"));
  const approvals = useQuery(rows_query("approvals"));
  const tools = useQuery(rows_query("tools"));
  const all = [consents, licences, approvals, tools];
  const failed = all.find((query) => query.isError);
  const set = (part: Partial<typeof search>): void => void navigate({ search: (before) => changed(before, part), replace: true });
  const [typed, type] = useTyped(search.q ?? "", (q) => set({ q }));
  const endings = useMemo(
    () => ending_of({ consents: consents.data ?? [], licences: licences.data ?? [], approvals: approvals.data ?? [], tools: tools.data ?? [] }, name).filter((one) => !search.title || !one.title || one.title === search.title),
    [consents.data, licences.data, approvals.data, tools.data, name, search.title]);
  const columns = useMemo(() => columns_of(name), [name]);
  const shown = useFound(endings, columns, typed, "");
  return (
    <Page title="What ends when" above={<Link to="/registers/$noun" params={{ noun: "consents" }}>Registers</Link>} note="Work that relies on something stops when it ends. Who looks after it hears of it 30, 7 and 1 day before, unless the title says otherwise.">
      {(endings.length > 0 || search.title) && (
        <div className={styles.tools} role="search">
          <TextField label="Filter" type="search" value={typed} on_change={type} />
          {titles.length > 1 && <SelectField label="Title" value={search.title ?? ""} on_change={(title) => set({ title, day: "" })} options={[{ value: "", label: "Every title" }, ...titles.map((one) => ({ value: one.id, label: one.name }))]} />}
          <ExportButtons name="goodgate-what-ends-when" rows={shown} columns={columns} />
          <span role="status">{shown.length} of {endings.length}</span>
        </div>
      )}
      {failed ? <Failed what="Could not load what ends" problem={to_problem(failed.error)} retry={() => { for (const query of all) void query.refetch(); }} />
        : all.some((query) => query.isPending) ? <Loading what="what ends" rows={6} />
          : endings.length === 0 ? <Empty title="Nothing ends">No consent, licence, approval or tool names a last day.</Empty>
            : shown.length === 0 ? <Empty title="Nothing here is called that">Take a word away, or empty the filter.</Empty>
            : <div className={styles.months}>{months_of(shown).map(([month, list]) => <Month key={month} month={month} list={list} day={search.day} name={name} />)}</div>}
    </Page>
  );
}
