import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { PackagePlus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { type RowMap, rows_query, type TitleRow } from "@/api/rows";
import { may, useSession } from "@/app/session";
import { HandIn } from "@/features/deliveries/hand_in";
import { JobCard, SendingCard } from "@/features/deliveries/progress";
import { is_over, jobs_query } from "@/features/deliveries/queries";
import { useSending } from "@/features/deliveries/sending";
import styles from "@/features/deliveries/deliveries.module.css";
import { Button } from "@/ui/button";
import { ExportButtons } from "@/ui/export_buttons";
import { Empty, Fetched } from "@/ui/fetched";
import { SelectField, TextField } from "@/ui/field";
import { type Column, Grid } from "@/ui/grid";
import { changed, useFound } from "@/ui/listed";
import { Page, Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { useTyped } from "@/ui/typed";
import { state_word, when } from "@/ui/words";

const no_titles: TitleRow[] = [];

export function Deliveries(): ReactNode {
  const session = useSession();
  const search = useSearch({ from: "/inside/deliveries" });
  const leave = useNavigate();
  const [is_handing_in, set_handing_in] = useState(false);
  const titles = useQuery(rows_query("titles")).data ?? no_titles;
  const query = useQuery(rows_query("deliveries", search.title ? { title: search.title } : {}));
  const open_titles = titles.filter((title) => may(session, "judge_delivery", title.id) && title.state === "open");
  const act = open_titles.length > 0 && <Button look="main" onClick={() => set_handing_in(true)}><PackagePlus aria-hidden size={16} />Hand a delivery in</Button>;
  return (
    <Page wide title="Deliveries" note="What was handed over, and whether it may go out." acts={act}>
      <UnderWay />
      <Fetched query={query} what="the deliveries" empty={(all) => all.length === 0 && <Empty title="Nothing was delivered yet" act={act}>Hand in the files, or the report of a scan made where they lie. Each is judged at once by what was declared and approved.</Empty>}>
        {(all) => <List deliveries={all} titles={titles} />}
      </Fetched>
      {is_handing_in && <HandIn titles={open_titles} title={search.title} on_done={(delivery) => void leave({ to: "/deliveries/$delivery", params: { delivery } })} on_close={() => set_handing_in(false)} />}
    </Page>
  );
}

/** What is sent and scanned now, and what ended last. */
function UnderWay(): ReactNode {
  const sending = useSending();
  const jobs = useQuery(jobs_query).data?.items ?? [];
  const shown = jobs.filter((job) => !is_over(job) || Date.now() - new Date(job.ended ?? job.created).getTime() < 3_600_000).slice(0, 5);
  if (!sending && shown.length === 0) return null;
  return <Section title="Under way"><div className={styles.cards}><SendingCard />{shown.map((job) => <JobCard key={job.id} job={job} />)}</div></Section>;
}

const columns_of = (name: (title: string) => string): Column<RowMap["deliveries"]>[] => [
  { key: "name", label: "Delivery", part: 2, text: (row) => row.name },
  { key: "state", label: "Verdict", text: (row) => state_word(row.state).label, draw: (row) => <StatePill state={row.state} /> },
  { key: "title", label: "Title", part: 2, text: (row) => name(row.title) },
  { key: "files", label: "Files", text: (row) => String(row.report.files) },
  { key: "problems", label: "Problems", text: (row) => String(row.counts.fail + row.counts.hold) },
  { key: "created", label: "Handed in", part: 2, text: (row) => row.created, draw: (row) => when(row.created) },
];

function List({ deliveries, titles }: { deliveries: RowMap["deliveries"][]; titles: TitleRow[] }): ReactNode {
  const search = useSearch({ from: "/inside/deliveries" });
  const navigate = useNavigate({ from: "/deliveries" });
  const leave = useNavigate();
  const set = (part: Partial<typeof search>): void => void navigate({ search: (before) => changed(before, part), replace: true });
  const columns = useMemo(() => columns_of((id) => titles.find((title) => title.id === id)?.name ?? id), [titles]);
  const [typed, type] = useTyped(search.q ?? "", (q) => set({ q }));
  const chosen = useMemo(() => deliveries.filter((one) => !search.state || one.state === search.state), [deliveries, search.state]);
  const sort = search.sort ?? "-created";
  const shown = useFound(chosen, columns, typed, sort);
  return (
    <>
      <div className={styles.tools} role="search">
        <TextField label="Filter" type="search" value={typed} on_change={type} />
        <SelectField label="Verdict" value={search.state ?? ""} on_change={(state) => set({ state })} options={[{ value: "", label: "Every verdict" }, ...["fail", "hold", "pass", "replaced"].map((state) => ({ value: state, label: state_word(state).label }))]} />
        {titles.length > 1 && <SelectField label="Title" value={search.title ?? ""} on_change={(title) => set({ title })} options={[{ value: "", label: "Every title" }, ...titles.map((title) => ({ value: title.id, label: title.name }))]} />}
        <ExportButtons name="goodgate-deliveries" rows={shown} columns={columns} />
        <span role="status">{shown.length} of {deliveries.length}</span>
      </div>
      <Grid name="Deliveries" rows={shown} columns={columns} sort={sort} on_sort={(sort) => set({ sort })} on_open={(row) => void leave({ to: "/deliveries/$delivery", params: { delivery: row.id } })} />
    </>
  );
}
