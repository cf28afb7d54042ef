import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { rows_query } from "@/api/rows";
import { ending_of, months_of } from "@/features/registers/endings";
import { Month } from "@/features/registers/month";
import styles from "@/features/registers/register.module.css";
import { useNames } from "@/features/uses/names";
import { Empty, Failed, Loading } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Page } from "@/ui/page";
import { to_problem } from "@/api/problem";

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
  const endings = ending_of({ consents: consents.data ?? [], licences: licences.data ?? [], approvals: approvals.data ?? [], tools: tools.data ?? [] }, name)
    .filter((one) => !search.title || !one.title || one.title === search.title);
  return (
    <Page title="What ends when" above={<Link to="/registers/$noun" params={{ noun: "consents" }}>Registers</Link>} note="Work that relies on something stops when it ends. Who looks after it hears of it 30, 7 and 1 day before, unless the title says otherwise.">
      {titles.length > 1 && <div className={styles.tools}><SelectField label="Title" value={search.title ?? ""} on_change={(title) => void navigate({ search: (before) => ({ ...(before.day ? { day: before.day } : {}), ...(title ? { title } : {}) }), replace: true })} options={[{ value: "", label: "Every title" }, ...titles.map((one) => ({ value: one.id, label: one.name }))]} /></div>}
      {failed ? <Failed what="Could not load what ends" problem={to_problem(failed.error)} retry={() => { for (const query of all) void query.refetch(); }} />
        : all.some((query) => query.isPending) ? <Loading what="what ends" rows={6} />
          : endings.length === 0 ? <Empty title="Nothing ends">No consent, licence, approval or tool names a last day.</Empty>
            : <div className={styles.months}>{months_of(endings).map(([month, list]) => <Month key={month} month={month} list={list} day={search.day} name={name} />)}</div>}
    </Page>
  );
}
