import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { base_path } from "@/api/client";
import { type Action, useKeys } from "@/app/actions";
import { BookGrid, RowDetail, rows_with } from "@/features/rulebooks/book_grid";
import { DifferencePanel } from "@/features/rulebooks/difference_panel";
import { CasesPanel, ProofsPanel } from "@/features/rulebooks/panels";
import { name_of, rulebooks_query, type Table, table_query, type Version, version_query } from "@/features/rulebooks/queries";
import { ReplayPanel } from "@/features/rulebooks/replay_panel";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { Steps } from "@/features/rulebooks/steps";
import { TryPanel } from "@/features/rulebooks/try_panel";
import { Empty, Fetched, FetchedPage } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Page } from "@/ui/page";
import { StatePill } from "@/ui/pill";

const tabs = [["rows", "Rows"], ["cases", "Cases"], ["proofs", "Proofs"], ["try", "Try it"], ["difference", "Difference"], ["replay", "Replay"]] as const;
type Tab = (typeof tabs)[number][0];
const from = "/inside/rulebooks/$rulebook" as const;

/** One version of a rulebook: its table with the clauses beside it, what keeps it honest, and its way into force. */
export function RulebookPage(): ReactNode {
  const { rulebook } = useParams({ from });
  const query = useQuery(version_query(rulebook));
  return <FetchedPage query={query} name="Rulebook">{(version) => <RulebookScreen version={version} />}</FetchedPage>;
}

function RulebookScreen({ version }: { version: Version }): ReactNode {
  const search = useSearch({ from });
  const navigate = useNavigate({ from: "/rulebooks/$rulebook" });
  const all = useQuery(rulebooks_query).data?.items.find((one) => one.book === version.book);
  const tab: Tab = tabs.find(([key]) => key === search.tab)?.[0] ?? "rows";
  const is_in_force = all?.in_force === version.id && all.titles.length > 0;
  const file = (format: string): string => `${base_path}api/v1/rulebooks/${encodeURIComponent(version.id)}/file?format=${format}`;
  const set_against = (against: string): void => void navigate({ search: (before) => ({ ...before, against }), replace: true });
  return (
    <Page wide title={`${version.name}, ${version.book_version}`} above={<><Link to="/rulebooks">Rulebooks</Link><span>{name_of(version)}</span><StatePill noun="rulebook" state={is_in_force ? "in_force" : version.state} /></>}
      note={<code title="SHA-256 of its canonical form: what stands in every decision">{version.sha256}</code>}
      acts={<span className={styles.acts}>Download {["xlsx", "csv", "yaml", "dmn"].map((format) => <a key={format} href={file(format)} download>{format.toUpperCase()}</a>)}</span>}>
      {version.checks && <Steps version={version} />}
      <nav className={styles.tabs} aria-label="Parts of the rulebook">
        {tabs.map(([key, label]) => <Link key={key} to="/rulebooks/$rulebook" params={{ rulebook: version.id }} search={{ tab: key }} aria-current={tab === key ? "page" : undefined}>{label}</Link>)}
      </nav>
      {tab === "rows" && <RowsPanel version={version} />}
      {tab === "cases" && <CasesPanel version={version} />}
      {tab === "proofs" && <ProofsPanel version={version} />}
      {tab === "try" && <TryPanel version={version} />}
      {tab === "difference" && <DifferencePanel version={version} others={all?.versions ?? []} against={search.against || undefined} on_against={set_against} />}
      {tab === "replay" && <ReplayPanel version={version} is_in_force={is_in_force} />}
    </Page>
  );
}

function RowsPanel({ version }: { version: Version }): ReactNode {
  return <Fetched query={useQuery(table_query(version))} what="the rows" rows={10}>{(table) => <Rows table={table} />}</Fetched>;
}

function Rows({ table }: { table: Table }): ReactNode {
  const search = useSearch({ from });
  const navigate = useNavigate({ from: "/rulebooks/$rulebook" });
  const rows = useMemo(() => rows_with(table.rows, search.q ?? ""), [table, search.q]);
  const index = Math.max(rows.findIndex((row) => row.id === search.row), 0);
  const row = rows[index];
  const go = (part: { q?: string; row?: string }): void => void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const step = (by: number) => (): void => { const next = rows[index + by]; if (next) go({ row: next.id }); };
  const actions: Action[] = [
    { name: "next", label: "Next row", key: "j", allowed: true, perform: step(1) },
    { name: "previous", label: "Previous row", key: "k", allowed: true, perform: step(-1) },
  ];
  useKeys(actions);
  return (
    <div className={styles.panel}>
      <TextField label="Find in the rows" hint="A word of a name, a condition or a reason. j and k go from row to row." type="search" value={search.q ?? ""} on_change={(q) => go({ q })} />
      {row
        ? <div className={styles.table}><BookGrid table={table} rows={rows} chosen={row.id} on_open={(id) => go({ row: id })} /><RowDetail table={table} row={row} /></div>
        : <Empty title="No row says that">Take a word away to see more.</Empty>}
    </div>
  );
}
