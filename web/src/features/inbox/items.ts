/** The kinds of things that wait in an inbox, and what lists say of them. */
import type { ConsentItem, Id, InboxItem, UseItem } from "@/api/records";
import type { Column } from "@/ui/grid";
import { outcomes, state_word } from "@/ui/words";

export const is_use = (item: InboxItem | undefined): item is UseItem => item?.noun === "use";
export const is_consent = (item: InboxItem | undefined): item is ConsentItem => item?.noun === "consent";

/** What it is called in a line. */
export const name_of = (item: InboxItem): string => (is_use(item) ? item.summary : item.text);

export const columns_of = (name: (id: Id | undefined) => string): Column<InboxItem>[] => [
  { key: "what", label: "What waits", text: name_of },
  { key: "state", label: "State", text: (item) => state_word(item.state, item.noun).label },
  { key: "outcome", label: "Outcome", text: (item) => (is_use(item) && item.decision ? outcomes[item.decision.outcome].label : "") },
  { key: "title", label: "Title", text: (item) => name(item.title) },
  { key: "due", label: "Due", text: (item) => item.due ?? "" },
  { key: "created", label: "Since", text: (item) => item.created },
  { key: "why", label: "Why it is here", text: (item) => item.why },
];

/** The usual order is the inbox's own: what is due first. */
export const orders = [{ value: "", label: "Due first" }, { value: "-created", label: "The newest first" }, { value: "title", label: "Title" }, { value: "what", label: "Name" }, { value: "state", label: "State" }];
