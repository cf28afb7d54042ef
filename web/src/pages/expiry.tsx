import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { all_query } from "@/api/queries";
import { ending_of, type Ending, months_of } from "@/features/registers/endings";
import styles from "@/features/registers/register.module.css";
import { useNames } from "@/features/uses/names";
import { Empty, Failed, Loading } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Line, Lines } from "@/ui/lines";
import { Page, Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { to_problem } from "@/api/problem";
import { from_now, nearness, when } from "@/ui/words";

/** What ends when, month by month: consents, licences, approvals, and terms of tools that must be read again. */
export function Expiry(): ReactNode {
  const search = useSearch({ from: "/inside/expiry" });
  const navigate = useNavigate({ from: "/expiry" });
  const name = useNames();
  const titles = useQuery(all_query("titles")).data ?? [];
  const consents = useQuery(all_query("consents"));
  const licences = useQuery(all_query("licences"));
  const approvals = useQuery(all_query("approvals"));
  const tools = useQuery(all_query("tools"));
  const all = [consents, licences, approvals, tools];
  const failed = all.find((query) => query.isError);
  const endings = ending_of({ consents: consents.data ?? [], licences: licences.data ?? [], approvals: approvals.data ?? [], tools: tools.data ?? [] }, name)
    .filter((one) => !search.title || !one.title || one.title === search.title);
  return (
    <Page title="What ends when" above={<Link to="/registers/$noun" params={{ noun: "consents" }}>Registers</Link>} note="Work that relies on something stops when it ends. Who looks after it hears of it 30, 7 and 1 day before, unless the title says otherwise.">
      {titles.length > 1 && <div className={styles.tools}><SelectField label="Title" value={search.title ?? ""} on_change={(title) => void navigate({ search: title ? { title } : {}, replace: true })} options={[{ value: "", label: "Every title" }, ...titles.map((one) => ({ value: one.id, label: one.name }))]} /></div>}
      {failed ? <Failed what="Could not load what ends" problem={to_problem(failed.error)} retry={() => { for (const query of all) void query.refetch(); }} />
        : all.some((query) => query.isPending) ? <Loading what="what ends" rows={6} />
          : endings.length === 0 ? <Empty title="Nothing ends">No consent, licence, approval or tool names a last day.</Empty>
            : <div className={styles.months}>{months_of(endings).map(([month, list]) => <Month key={month} month={month} list={list} name={name} />)}</div>}
    </Page>
  );
}

const month_format = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });

function Month({ month, list, name }: { month: string; list: Ending[]; name: (id: string) => string }): ReactNode {
  const label = month_format.format(new Date(`${month}-01T00:00:00Z`));
  return (
    <Section title={label} note={`${list.length}`}>
      <Lines label={label}>
        {list.map((one) => (
          <Line key={one.id} title={<><Link to={one.to as "/"}>{one.what}</Link><Pill word={nearness(one.day)} /></>}
            note={<>{one.kind}{one.title && ` on ${name(one.title)}`}: <time dateTime={one.day}>{when(one.day)}</time>, {from_now(`${one.day}T23:59:59Z`)}</>} />
        ))}
      </Lines>
    </Section>
  );
}
