import type { ReactNode } from "react";
import type { InboxItem } from "@/api/records";
import type { TitleRow } from "@/api/rows";
import styles from "@/features/inbox/inbox.module.css";
import { is_use, name_of } from "@/features/inbox/items";
import { OutcomePill, StatePill } from "@/ui/pill";
import { from_now } from "@/ui/words";

export function InboxList({ items, chosen, titles, on_open }: { items: InboxItem[]; chosen: string | undefined; titles: TitleRow[]; on_open: (id: string) => void }): ReactNode {
  return (
    <ul className={styles.list} aria-label="What waits for you">
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" className={styles.item} aria-current={item.id === chosen || undefined} onClick={() => on_open(item.id)}>
            <span className={styles.item_head}>
              {is_use(item) && item.decision && item.state !== "information_asked" ? <OutcomePill outcome={item.decision.outcome} /> : <StatePill state={item.state} noun={item.noun} />}
              {item.due && <time dateTime={item.due} className={new Date(item.due).getTime() < Date.now() ? styles.late : undefined}>{from_now(item.due)}</time>}
            </span>
            <strong>{name_of(item)}</strong>
            <span className={styles.item_title}>{titles.find((one) => one.id === item.title)?.name ?? ""}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
