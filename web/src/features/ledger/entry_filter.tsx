import type { ReactNode } from "react";
import type { Entry } from "@/api/records";
import { all_entries, type EntrySearch } from "@/features/ledger/queries";
import styles from "@/features/ledger/ledger.module.css";
import { ExportButtons } from "@/ui/export_buttons";
import { SelectField, TextField } from "@/ui/field";
import type { Column } from "@/ui/grid";
import { useTyped } from "@/ui/typed";
import { act_words, as_words } from "@/ui/words";

const of_title = ["use", "approval", "consent", "licence", "asset", "attachment", "delivery", "waiver", "disclosure", "cue_sheet", "release", "title", "link"];
const of_installation = ["person", "company", "grant", "title", "tool", "rulebook", "webhook", "attachment"];
const orders = [{ value: "", label: "The oldest first" }, { value: "newest", label: "The newest first" }];

const columns: Column<Entry>[] = [
  { key: "position", label: "Position", text: (entry) => String(entry.position) },
  { key: "time", label: "Time", text: (entry) => entry.time },
  { key: "act", label: "Act", text: (entry) => act_words(entry.act) },
  { key: "name", label: "About", text: (entry) => entry.name ?? "" },
  { key: "object", label: "Object", text: (entry) => entry.object },
  { key: "record", label: "Record", text: (entry) => entry.record ?? "" },
];

interface Props { tree: string; is_installation: boolean; search: EntrySearch; on_search: (part: EntrySearch) => void; found: string }

/** What of a ledger is shown; another filter begins at its beginning. */
export function EntryFilter({ tree, is_installation, search, on_search, found }: Props): ReactNode {
  const set = (part: EntrySearch): void => on_search({ ...part, first: "" });
  const [typed, type] = useTyped(search.q ?? "", (q) => set({ q }));
  const nouns = is_installation ? of_installation : of_title;
  return (
    <div className={styles.tools} role="search">
      <TextField label="Filter" type="search" value={typed} on_change={type} />
      <SelectField label="Acts of" value={search.noun ?? ""} on_change={(noun) => set({ noun })} options={[{ value: "", label: "Everything" }, ...nouns.map((noun) => ({ value: noun, label: as_words(noun) }))]} />
      <TextField label="From" type="date" value={search.since ?? ""} on_change={(since) => set({ since })} />
      <TextField label="To" type="date" value={search.until ?? ""} on_change={(until) => set({ until })} />
      <SelectField label="Order" value={search.order ?? ""} on_change={(order) => set({ order })} options={orders} />
      <ExportButtons name={`goodgate-ledger-${tree}`} rows={() => all_entries(tree, search)} columns={columns} />
      <span role="status">{found}</span>
    </div>
  );
}
