/** The words of the trade as people read them, and how grave each is. One table; the screens never spell a state themselves. */
import { BadgeCheck, Ban, Bell, BookOpen, Camera, Check, CircleDashed, CircleHelp, Clock, FileCheck2, Flag, Globe, Hourglass, Lock, type LucideIcon, MessageCircleQuestion, Minus, PenLine, Play, Plus, Undo2, X } from "lucide-react";
import type { Outcome } from "@/api/records";

export type Tone = "clear" | "notify" | "consult" | "approve" | "prohibit" | "quiet";

export interface Word {
  label: string;
  tone: Tone;
  icon: LucideIcon;
}

export const outcomes: Record<Outcome, Word & { means: string }> = {
  clear: { label: "Clear", tone: "clear", icon: Check, means: "The rulebooks ask nothing. Go ahead." },
  notify: { label: "Notify", tone: "notify", icon: Bell, means: "The contact is told. Go ahead at once." },
  consult: { label: "Consult", tone: "consult", icon: MessageCircleQuestion, means: "Wait for the contact's word before work starts." },
  approve: { label: "Approve", tone: "approve", icon: FileCheck2, means: "Written approval is needed before work starts." },
  prohibit: { label: "Prohibit", tone: "prohibit", icon: Ban, means: "Not on this title." },
};

const states: Record<string, Word> = {
  draft: { label: "Draft", tone: "quiet", icon: CircleDashed },
  cleared: { label: "Cleared", tone: "clear", icon: Check },
  waiting_for_contact: { label: "Waits for the contact", tone: "consult", icon: Hourglass },
  waiting_for_approval: { label: "Waits for approval", tone: "approve", icon: Hourglass },
  information_asked: { label: "Question open", tone: "consult", icon: CircleHelp },
  prohibited: { label: "Prohibited", tone: "prohibit", icon: Ban },
  approved: { label: "Approved", tone: "clear", icon: BadgeCheck },
  declined: { label: "Declined", tone: "prohibit", icon: X },
  active: { label: "Work under way", tone: "notify", icon: Play },
  closed: { label: "Closed", tone: "quiet", icon: Flag },
  expired: { label: "Expired", tone: "prohibit", icon: Clock },
  voided: { label: "Void", tone: "prohibit", icon: X },
  withdrawn: { label: "Withdrawn", tone: "quiet", icon: Undo2 },
  open: { label: "Open", tone: "notify", icon: Play },
  in_use: { label: "In use", tone: "clear", icon: Check },
  recheck_due: { label: "Read again", tone: "consult", icon: Hourglass },
  in_force: { label: "In force", tone: "clear", icon: BadgeCheck },
  asked: { label: "Asked", tone: "consult", icon: Hourglass },
  given: { label: "Given", tone: "clear", icon: Check },
  refused: { label: "Refused", tone: "prohibit", icon: X },
  revoked: { label: "Revoked", tone: "prohibit", icon: X },
  retired: { label: "Retired", tone: "quiet", icon: Flag },
  registered: { label: "Registered", tone: "clear", icon: Check },
  met: { label: "Done", tone: "clear", icon: Check },
  waiting: { label: "Waiting", tone: "consult", icon: Hourglass },
  agreed: { label: "Agreed", tone: "clear", icon: Check },
  replaced: { label: "Replaced", tone: "quiet", icon: Undo2 },
  running: { label: "Running", tone: "notify", icon: Play },
  done: { label: "Done", tone: "clear", icon: Check },
  cancelled: { label: "Cancelled", tone: "quiet", icon: Ban },
  held: { label: "Held", tone: "consult", icon: Hourglass },
  covered: { label: "Covered", tone: "clear", icon: BadgeCheck },
  captured: { label: "Captured", tone: "clear", icon: Camera },
  no_evidence: { label: "Says nothing", tone: "quiet", icon: CircleDashed },
  note: { label: "Note", tone: "quiet", icon: Bell },
  waived: { label: "Waived", tone: "quiet", icon: Undo2 },
  shipped: { label: "Shipped", tone: "quiet", icon: BookOpen },
  checked: { label: "Checked", tone: "notify", icon: Check },
  proposed: { label: "Proposed", tone: "approve", icon: Hourglass },
  published: { label: "Published", tone: "notify", icon: BadgeCheck },
  pass: { label: "Pass", tone: "clear", icon: BadgeCheck },
  issued: { label: "Issued", tone: "notify", icon: Play },
  submitted: { label: "Handed in", tone: "consult", icon: Hourglass },
  accepted: { label: "Accepted", tone: "clear", icon: BadgeCheck },
  hold: { label: "Hold", tone: "consult", icon: Hourglass },
  fail: { label: "Fail", tone: "prohibit", icon: X },
  disabled: { label: "Paused", tone: "consult", icon: Hourglass },
  sent: { label: "Sent", tone: "clear", icon: Check },
  failed: { label: "Given up", tone: "prohibit", icon: X },
};

export const check_words = {
  verified: { label: "Verified", tone: "clear", icon: BadgeCheck },
  not_verified: { label: "Not verified", tone: "prohibit", icon: X },
  incomplete: { label: "Not enough to verify", tone: "consult", icon: CircleHelp },
  unknown: { label: "Not known here", tone: "quiet", icon: CircleHelp },
  good: { label: "Holds", tone: "clear", icon: Check },
  bad: { label: "Does not hold", tone: "prohibit", icon: X },
  open: { label: "Open", tone: "consult", icon: CircleHelp },
} as const satisfies Record<string, Word>;

export const change_words = {
  added: { label: "Added", tone: "notify", icon: Plus },
  taken_away: { label: "Taken away", tone: "consult", icon: Minus },
  changed: { label: "Changed", tone: "consult", icon: PenLine },
  material: { label: "The decision stands on it", tone: "approve", icon: FileCheck2 },
} as const satisfies Record<string, Word>;

export const on_off = (is_on: boolean): Word => (is_on ? { label: "On", tone: "clear", icon: Check } : { label: "Off", tone: "quiet", icon: CircleDashed });

/** What a row of a cue sheet stands for in the final. */
export const standings: Record<"cleared" | "waiting" | "not_cleared", Word> = {
  cleared: { label: "Cleared", tone: "clear", icon: Check },
  waiting: { label: "Waiting", tone: "consult", icon: Hourglass },
  not_cleared: { label: "Not cleared", tone: "prohibit", icon: X },
};

export const publicity: Record<"public" | "private", Word> = {
  public: { label: "Public", tone: "notify", icon: Globe },
  private: { label: "Not public", tone: "quiet", icon: Lock },
};

/** Of uses, unless a noun is named: an active use is under way, an active licence holds. */
export function state_word(state: string, noun = "use"): Word {
  if (state === "failed" && (noun === "job" || noun === "file")) return { label: "Failed", tone: "prohibit", icon: X };
  if (state === "active" && noun !== "use") return { label: "Active", tone: "clear", icon: Check };
  return states[state] ?? { label: as_words(state), tone: "quiet", icon: CircleDashed };
}

export const roles: Record<string, string> = {
  partner: "Partner", coordinator: "Coordinator", contact: "Studio contact", legal: "Legal reviewer",
  talent_representative: "Talent representative", vendor: "Vendor", auditor: "Auditor", administrator: "Administrator",
};

export const due_words: Record<string, string> = {
  before_work: "before work starts", before_generation: "before anything is generated", before_services: "before the services",
  during_work: "while you work", with_delivery: "with the delivery", before_release: "before the release",
  at_exposure: "when the audience sees it", after_release: "after the release",
};

/** "final_deliverable" → "Final deliverable". */
export function as_words(id: string): string {
  const text = id.replaceAll("_", " ").replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** As it stands within a sentence: "AI evidence" stays, "Use declared" → "use declared". */
export const within = (text: string): string => (/^.\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

/** "an asset", "a use": by sound, for the nouns of the register. */
export const with_article = (noun: string): string => `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;

/** "use.declared" → "Use declared". */
export const act_words = (act: string): string => as_words(act.replace(".", " "));

/** "1.2 MB", in powers of ten, as file managers show it. */
export function size_words(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let value = bytes;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; ++unit; }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** "40 s", "3 min", "2 h". */
export function span_words(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

const moment_format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const day_format = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" }).formatToParts().find((part) => part.type === "timeZoneName")?.value ?? "";

/** A moment with its zone; a day as it stands. */
export function when(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day_format.format(new Date(`${text}T00:00:00Z`));
  return `${moment_format.format(new Date(text))} ${zone}`;
}

/** "in 3 hours", "2 days ago". */
export function from_now(text: string, now = Date.now()): string {
  const seconds = (new Date(text).getTime() - now) / 1000;
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]] as const)
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  return seconds < 0 ? "just now" : "in less than a minute";
}

const soon_ms = 30 * 86_400_000;

/** How near the end of a day is, in a word. */
export function nearness(day: string, now = Date.now()): Word {
  const left = new Date(`${day}T23:59:59Z`).getTime() - now;
  if (left < 0) return { label: "Over", tone: "prohibit", icon: Clock };
  return left < soon_ms ? { label: "Soon", tone: "consult", icon: Hourglass } : { label: "Holds", tone: "clear", icon: Check };
}
