/** The records of the register, as the API shows them: what all share, and what was written into each. */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
type Shared = Schemas["RecordAnswer"];

export type Id = string;
export type Outcome = Schemas["RulingAnswer"]["outcome"];

export type Title = Shared & Schemas["TitleBody"];
export type Company = Shared & Schemas["CompanyBody"];
export type Person = Shared & Schemas["PersonBody"];
export type Grant = Shared & Schemas["GrantBody"];
/** The product's own version is not here: a record's number of changes stands in its place. */
export type Tool = Shared & Omit<Schemas["ToolBody"], "version">;
export type Consent = Shared & Schemas["ConsentBody"] & { given_at?: string; withdrawn_at?: string; reason?: string; thread?: ThreadItem[] };
export type Licence = Shared & Schemas["LicenceBody"];
export type Asset = Shared & Schemas["AssetBody"] & { picture_sha256?: string };
export type Disclosure = Shared & Schemas["DisclosureBody"];
export type Waiver = Shared & Schemas["WaiverBody"];

/** A row of a rulebook that spoke, as a decision's record has it. */
export interface FiredRow {
  rulebook: string;
  row: string;
  clause?: string;
  source?: string;
  /** Whether it speaks for certain, or only because something is unsure or not answered. */
  certain: boolean;
  outcome: Outcome;
  because: string;
  unconfirmed?: string;
  /** The answers it looked at: "yes", "unsure", "unanswered". */
  facts: Record<string, string>;
}

export interface Duty {
  id: string;
  what: string;
  due: string;
  owner: string;
  evidence: string;
  state: "open" | "met";
  met_at?: string;
  met_name?: string;
  evidence_text?: string;
  rows?: string[];
}

export interface DecisionRecord {
  outcome: Outcome;
  as_of?: string;
  rulebooks: { id: string; version: string; sha256: string }[];
  rows: FiredRow[];
  near: { row: string; outcome: Outcome; fact: string }[];
  reviewers: { id: string; name?: string; rows: string[] }[];
  duties: Duty[];
  facts: Record<string, string>;
}

export interface Track {
  reviewer: string;
  state: "waiting" | "agreed" | "declined";
  by?: Id;
  at?: string;
  reason?: string;
}

export interface ThreadItem {
  by: Id;
  at: string;
  question?: string;
  answer?: string;
}

export type Use = Shared & Schemas["UseBody"] & {
  decision?: { outcome: Outcome; record: DecisionRecord };
  tracks?: Track[];
  duties?: Duty[];
  thread?: ThreadItem[];
  approval?: Id;
  declared_by?: Id;
  declared_at?: string;
  amended_why?: string;
  /** The approval before the one that is asked for now. */
  approval_before?: Id;
  voided_why?: string;
  withdrawn_why?: string;
};

/** A use that waits for a word, or a consent that is asked for, and why it is there. */
export type UseItem = Use & { why: string };
export type ConsentItem = Consent & { why: string };
export type InboxItem = UseItem | ConsentItem;

export type Approval = Shared & {
  use: Id;
  title: Id;
  summary: string;
  text: string;
  seal: string;
  approved_at: string;
  expires?: string;
  conditions: { text: string; owner: string; due?: string; met_at?: string; met_by?: Id; evidence?: string }[];
  voided_at?: string;
  voided_why?: string;
  signers: { name: string; capacity: string; at: string }[];
};

export type Webhook = Shared & Schemas["WebhookBody"] & { disabled_why?: string; secret_renewed?: string };

/** A mail or a call of a webhook: where it stands, never what it says. */
export interface Message {
  id: Id;
  channel: "mail" | "webhook";
  receiver: Id;
  topic: string;
  title?: Id;
  state: "waiting" | "sent" | "failed";
  attempts: number;
  created: string;
  next?: string;
  done?: string;
  status?: number;
  failure?: string;
}

export interface Verdicts { fail: number; hold: number; note: number; waived: number }

/** One time that a delivery was judged. */
export interface JudgementLine {
  number: number;
  judged_at: string;
  verdict: "pass" | "hold" | "fail";
  counts: Verdicts;
  findings_sha256: string;
  because?: { act: string; object: Id };
}

export type Delivery = Shared & {
  title: Id;
  company?: Id;
  name: string;
  note?: string;
  source: "report" | "upload";
  report: { sha256: string; files: number; size_bytes: number; partial: boolean };
  judgement: number;
  judgements: JudgementLine[];
  verdict: "pass" | "hold" | "fail";
  judged_at: string;
  as_of: string;
  counts: Verdicts;
  gate_book: string;
  rulebooks: { id: string; version: string; sha256: string }[];
  findings_sha256: string;
  replaces?: Id;
  replaced_by?: Id;
};

export type Finding = Schemas["FindingsAnswer"]["items"][number] & { where?: { path: string; offset: number }; waiver?: { by: string; reason: string; expires?: string } };
export type DeliveredFile = Schemas["DeliveredFileAnswer"];
export type Job = Schemas["JobAnswer"];
export type Upload = Schemas["UploadAnswer"];

/** An entry of the ledger, as a history shows it. */
export interface Entry {
  position: number;
  tree?: string;
  object: Id;
  /** What people call the object. */
  name?: string;
  act: string;
  time: string;
  /** Canonical JSON; gone once erased. */
  record?: string;
  erased?: unknown;
}

export interface Page<T> {
  items: T[];
  next: string | number | null;
}

export interface NounMap {
  titles: Title;
  companies: Company;
  people: Person;
  grants: Grant;
  tools: Tool;
  uses: Use;
  consents: Consent;
  licences: Licence;
  approvals: Approval;
  assets: Asset;
  disclosures: Disclosure;
  waivers: Waiver;
  webhooks: Webhook;
  deliveries: Delivery;
}
export type Noun = keyof NounMap;

/** The list that an id stands in, by its first three letters. */
export const nouns_by_prefix: Record<string, Noun> = {
  ttl: "titles", cmp: "companies", per: "people", grt: "grants", tol: "tools", use: "uses", cns: "consents",
  lic: "licences", apr: "approvals", ast: "assets", dsc: "disclosures", wvr: "waivers", dlv: "deliveries",
};
