import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { inbox_query } from "@/api/queries";
import { rows_query, type TitleRow } from "@/api/rows";
import type { InboxItem } from "@/api/records";
import { type Action, useKeys } from "@/app/actions";
import { DecisionBar } from "@/features/inbox/decision_bar";
import { InboxDetail } from "@/features/inbox/inbox_detail";
import { InboxFilter, type InboxSearch } from "@/features/inbox/inbox_filter";
import { InboxList } from "@/features/inbox/inbox_list";
import { KeysDialog } from "@/features/inbox/keys_dialog";
import { snooze, useSnoozed, wake } from "@/features/inbox/snooze";
import { ConsentDetail } from "@/features/inbox/consent_detail";
import { useConsentReview } from "@/features/inbox/consent_review";
import { columns_of, is_consent, is_use, name_of } from "@/features/inbox/items";
import { useReview } from "@/features/uses/review";
import styles from "@/features/inbox/inbox.module.css";
import { Empty, Fetched } from "@/ui/fetched";
import { changed, useFound } from "@/ui/listed";
import { say_undoable } from "@/ui/toast";
import { useTyped } from "@/ui/typed";

const no_titles: TitleRow[] = [];

const hours: Record<string, number> = { late: 0, day: 24, week: 168 };

function is_due(item: InboxItem, due: string | undefined): boolean {
  const within = hours[due ?? ""];
  if (within === undefined) return true;
  return item.due !== undefined && new Date(item.due).getTime() < Date.now() + within * 3_600_000;
}

export function Inbox(): ReactNode {
  const query = useQuery(inbox_query);
  if (query.data && query.data.items.length > 0) return <Waiting items={query.data.items} />;
  return (
    <div className={styles.alone}>
      <h1>Inbox</h1>
      <Fetched query={query} what="your inbox" rows={8}>
        {() => <Empty title="Nothing waits for you">New items come up here by themselves, with the reason and the time they are due.</Empty>}
      </Fetched>
    </div>
  );
}

function Waiting({ items }: { items: InboxItem[] }): ReactNode {
  const search = useSearch({ from: "/inside/inbox" });
  const navigate = useNavigate({ from: "/inbox" });
  const titles = useQuery(rows_query("titles")).data ?? no_titles;
  const [shows_keys, set_shows_keys] = useState(false);
  const [last, set_last] = useState<string>();  // put off last, while it can be taken back
  const snoozed = useSnoozed();
  const set = (part: InboxSearch): void => void navigate({ search: (before) => changed(before, part), replace: true });
  const [typed, type] = useTyped(search.q ?? "", (q) => set({ q }));
  const columns = useMemo(() => columns_of((id) => titles.find((one) => one.id === id)?.name ?? ""), [titles]);
  const chosen = useMemo(() => items.filter((item) => !snoozed.has(item.id) && (!search.title || item.title === search.title) && is_due(item, search.due)), [items, snoozed, search.title, search.due]);
  const shown = useFound(chosen, columns, typed, search.sort ?? "");
  const index = Math.max(shown.findIndex((item) => item.id === search.item), 0);
  const item = shown[index];
  const open = (id: string | undefined): void => void navigate({ search: (before) => ({ ...before, ...(id ? { item: id } : {}) }), replace: true });
  const step = (by: number) => (): void => open(shown[Math.min(Math.max(index + by, 0), shown.length - 1)]?.id);
  const go_on = (): void => open((shown[index + 1] ?? shown[index - 1])?.id);
  const take_back = (id: string): void => { wake(id); set_last(undefined); open(id); };
  const put_off = (one: InboxItem): void => {
    snooze(one.id);
    set_last(one.id);
    say_undoable("Put off until tomorrow, in this browser", name_of(one), () => take_back(one.id));
    go_on();
  };
  const review = useReview(is_use(item) ? item : undefined, go_on);
  const consent = useConsentReview(is_consent(item) ? item : undefined, go_on);
  const actions: Action[] = [
    ...(is_consent(item) ? consent.actions : review.actions),
    { name: "snooze", label: "Snooze", key: "s", allowed: Boolean(item), perform: () => { if (item) put_off(item); } },
    { name: "undo", label: "Undo snooze", key: "u", allowed: last !== undefined && snoozed.has(last), perform: () => { if (last) take_back(last); } },
    { name: "next", label: "Next", key: "j", allowed: true, perform: step(1) },
    { name: "previous", label: "Previous", key: "k", allowed: true, perform: step(-1) },
    { name: "keys", label: "Keys", key: "?", allowed: true, perform: () => set_shows_keys(true) },
  ];
  useKeys(actions);
  return (
    <div className={styles.inbox}>
      <div className={styles.side}>
        <header className={styles.side_head}>
          <h1>Inbox</h1>
          <InboxFilter items={items} shown={shown} columns={columns} titles={titles} search={search} on_search={set} typed={typed} on_type={type} />
        </header>
        {shown.length === 0 ? <p className={styles.none}>Nothing matches. Take a filter away, or wake what you put off.</p> : <InboxList items={shown} chosen={item?.id} titles={titles} on_open={open} />}
      </div>
      {item && (
        <div className={styles.middle}>
          {is_use(item)
            ? <InboxDetail key={item.id} item={item} title={titles.find((one) => one.id === item.title)} />
            : <ConsentDetail key={item.id} item={item} title={titles.find((one) => one.id === item.title)} />}
          <DecisionBar actions={actions} />
        </div>
      )}
      {review.dialog}
      {consent.dialog}
      {shows_keys && <KeysDialog actions={actions} on_close={() => set_shows_keys(false)} />}
    </div>
  );
}
