/** The kinds of things that wait in an inbox. */
import type { ConsentItem, InboxItem, UseItem } from "@/api/records";

export const is_use = (item: InboxItem | undefined): item is UseItem => item?.noun === "use";
export const is_consent = (item: InboxItem | undefined): item is ConsentItem => item?.noun === "consent";

/** What it is called in a line. */
export const name_of = (item: InboxItem): string => (is_use(item) ? item.summary : item.text);
