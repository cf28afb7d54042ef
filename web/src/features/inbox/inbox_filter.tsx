import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { InboxItem } from "@/api/records";
import type { TitleRow } from "@/api/rows";
import { orders } from "@/features/inbox/items";
import { useSnoozed, wake_all } from "@/features/inbox/snooze";
import styles from "@/features/inbox/inbox.module.css";
import { Button } from "@/ui/button";
import { ExportButtons } from "@/ui/export_buttons";
import { SelectField, TextField } from "@/ui/field";
import type { Column } from "@/ui/grid";

export interface InboxSearch { q?: string; sort?: string; title?: string; due?: string }

const dues = [{ value: "", label: "Any time" }, { value: "late", label: "Overdue" }, { value: "day", label: "Due within a day" }, { value: "week", label: "Due within a week" }];

interface Props {
  items: InboxItem[];
  shown: InboxItem[];
  columns: Column<InboxItem>[];
  titles: TitleRow[];
  search: InboxSearch;
  on_search: (part: InboxSearch) => void;
  /** What is typed into the filter; in the address when the typing rests. */
  typed: string;
  on_type: (text: string) => void;
}

export function InboxFilter({ items, shown, columns, titles, search, on_search, typed, on_type }: Props): ReactNode {
  const snoozed = useSnoozed();
  const [is_open, set_open] = useState(false);  // where there is room, it always is
  const is_filtered = Boolean(search.q ?? search.sort ?? search.title ?? search.due);
  const present = titles.filter((one) => items.some((item) => item.title === one.id));
  return (
    <>
      <div className={styles.filter} role="search" data-open={is_open || is_filtered || undefined}>
        <TextField label="Filter" type="search" value={typed} on_change={on_type} />
        <SelectField label="Order" value={search.sort ?? ""} on_change={(sort) => on_search({ sort })} options={orders} />
        <SelectField label="Title" value={search.title ?? ""} on_change={(title) => on_search({ title })} options={[{ value: "", label: "All titles" }, ...present.map((one) => ({ value: one.id, label: one.name }))]} />
        <SelectField label="Due" value={search.due ?? ""} on_change={(due) => on_search({ due })} options={dues} />
      </div>
      <p className={styles.tally}>
        <span role="status">{shown.length} of {items.length} shown</span>
        <span className={styles.tally_acts}>
          <Button look="quiet" className={styles.opener} aria-expanded={is_open || is_filtered} onClick={() => set_open(!is_open)}><SlidersHorizontal aria-hidden size={16} />Filter and order</Button>
          <span className={styles.exports}><ExportButtons name="goodgate-inbox" rows={shown} columns={columns} short /></span>
        </span>
      </p>
      {snoozed.size > 0 && <p className={styles.tally}><Button look="quiet" onClick={wake_all}>Wake {snoozed.size} put off</Button></p>}
    </>
  );
}
