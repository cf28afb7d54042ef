import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { InboxItem } from "@/api/records";
import type { TitleRow } from "@/api/rows";
import { useSnoozed, wake_all } from "@/features/inbox/snooze";
import styles from "@/features/inbox/inbox.module.css";
import { Button } from "@/ui/button";
import { SelectField } from "@/ui/field";

const dues = [{ value: "all", label: "Any time" }, { value: "late", label: "Overdue" }, { value: "day", label: "Due within a day" }, { value: "week", label: "Due within a week" }];

export function InboxFilter({ items, titles, title, due, hidden }: { items: InboxItem[]; titles: TitleRow[]; title: string | undefined; due: string; hidden: number }): ReactNode {
  const navigate = useNavigate({ from: "/inbox" });
  const snoozed = useSnoozed();
  const present = titles.filter((one) => items.some((item) => item.title === one.id));
  const set = (key: "title" | "due", value: string): void => void navigate({ search: ({ [key]: _, ...before }) => (value ? { ...before, [key]: value } : before), replace: true });
  return (
    <>
      <div className={styles.filter}>
        <SelectField label="Title" value={title ?? ""} on_change={(value) => set("title", value)} options={[{ value: "", label: "All titles" }, ...present.map((one) => ({ value: one.id, label: one.name }))]} />
        <SelectField label="Due" value={due} on_change={(value) => set("due", value === "all" ? "" : value)} options={dues} />
      </div>
      <p className={styles.tally}>
        {items.length - hidden} of {items.length} shown
        {snoozed.size > 0 && <Button look="quiet" onClick={wake_all}>Wake {snoozed.size} put off</Button>}
      </p>
    </>
  );
}
