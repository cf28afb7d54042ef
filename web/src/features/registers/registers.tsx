import type { ReactNode } from "react";
import type { Id } from "@/api/records";
import type { RowMap, RowNoun } from "@/api/rows";
import type { rights } from "@/app/session";
import { AssetPicture } from "@/features/assets/asset_picture";
import assets from "@/features/assets/assets.module.css";
import type { FieldSpec } from "@/features/registers/form_body";
import type { Column } from "@/ui/grid";
import { findable, type Finds } from "@/ui/in_order";
import { StatePill } from "@/ui/pill";
import { as_words, roles, state_word, when } from "@/ui/words";

export type Named = (id: Id | undefined) => string;

/** A register as people see it: its columns, and what is asked for a new row. */
export interface Register<N extends RowNoun = RowNoun> {
  noun: N;
  label: string;
  one: string;
  about: string;
  right?: keyof typeof rights;
  columns: (name: Named) => Column<RowMap[N]>[];
  fields: FieldSpec[];
}

const state = <T extends { state: string; noun: string }>(): Column<T> => ({
  key: "state", label: "State", part: "pill", text: (row) => state_word(row.state, row.noun).label, draw: (row): ReactNode => <StatePill state={row.state} noun={row.noun} />,
});
const day = (text: string | undefined): string => (text ? when(text) : "");
/** Who is away, until when, and who decides meanwhile; nothing once they are back. */
export function away_words(away: RowMap["people"]["away"], name: Named, today = new Date().toISOString().slice(0, 10)): string {
  if (!away || away.until < today) return "";
  return `${away.from > today ? `From ${when(away.from)} through` : "Through"} ${when(away.until)}; ${name(away.to)} decides`;
}
const listed = (values: string[] | undefined): string => (values ?? []).join(", ");
const choices = (...values: string[]): { value: string; label: string }[] => values.map((value) => ({ value, label: as_words(value) }));

function register<N extends RowNoun>(one: Register<N>): Register {
  return one as unknown as Register;
}

export const registers: Register[] = [
  register<"uses">({
    noun: "uses", label: "Uses", one: "use", about: "Every declared use of generative AI, on every title you see.",
    columns: (name) => [
      { key: "summary", label: "What", part: 2.6, text: (row) => row.summary },
      { key: "title", label: "Title", part: 1.6, text: (row) => name(row.title) },
      { key: "outcome", label: "Asked for", text: (row) => as_words(row.decision?.outcome ?? "") },
      state(),
      { key: "company", label: "Company", part: 1.5, text: (row) => name(row.company) },
      { key: "due", label: "Due", part: 2.1, text: (row) => row.due ?? "", draw: (row) => day(row.due) },
    ],
    fields: [],
  }),
  register<"tools">({
    noun: "tools", label: "Tools", one: "tool", right: "manage_tools", about: "Products with version, licence tier and the terms as they were read. Terms age: the day to read them again is a deadline.",
    columns: () => [
      { key: "product", label: "Product", part: 2, text: (row) => row.product },
      { key: "tier", label: "Licence tier", text: (row) => row.tier ?? "" },
      { key: "terms", label: "Terms of", text: (row) => row.terms?.date ?? "", draw: (row) => day(row.terms?.date) },
      { key: "recheck", label: "Read again by", text: (row) => row.terms?.recheck ?? "", draw: (row) => day(row.terms?.recheck) },
      state(),
    ],
    fields: [
      { pointer: "/product", label: "Product", kind: "line" },
      { pointer: "/product_version", label: "Version", kind: "line", optional: true },
      { pointer: "/tier", label: "Licence tier", kind: "line", optional: true, hint: "As the contract calls it: enterprise, team, free." },
      { pointer: "/terms/date", label: "Terms of", kind: "day", optional: true },
      { pointer: "/terms/url", label: "Where the terms stand", kind: "line", optional: true },
      { pointer: "/terms/recheck", label: "Read again by", kind: "day", optional: true },
      { pointer: "/facts/terms_read", label: "Has someone read the present terms for this tier and kept a copy?", kind: "yes_no" },
      { pointer: "/facts/tool_enterprise", label: "Does it run in an environment secured by an enterprise agreement?", kind: "yes_no" },
      { pointer: "/facts/trains_on_inputs", label: "May it keep or learn from what is put in?", kind: "yes_no" },
      { pointer: "/facts/trains_on_outputs", label: "May it keep or learn from what comes out?", kind: "yes_no" },
    ],
  }),
  register<"people">({
    noun: "people", label: "People", one: "person", right: "manage_people", about: "Everybody who works here, and everybody who is seen or heard.",
    columns: (name) => [
      { key: "name", label: "Name", part: 2, text: (row) => row.name },
      { key: "email", label: "Email", part: 2, text: (row) => row.email ?? "" },
      { key: "company", label: "Company", text: (row) => name(row.company) },
      { key: "represents", label: "Represents", text: (row) => listed(row.represents?.map(name)) },
      { key: "away", label: "Away", part: 2, text: (row) => away_words(row.away, name) },
      state(),
    ],
    fields: [
      { pointer: "/name", label: "Name", kind: "line" },
      { pointer: "/email", label: "Email", kind: "line", optional: true, hint: "Needed for those who sign in." },
      { pointer: "/company", label: "Company", kind: "record", of: "companies", optional: true },
    ],
  }),
  register<"companies">({
    noun: "companies", label: "Companies", one: "company", right: "manage_people", about: "Who works on titles.",
    columns: () => [{ key: "name", label: "Name", part: 3, text: (row) => row.name }, state()],
    fields: [{ pointer: "/name", label: "Name", kind: "line" }],
  }),
  register<"grants">({
    noun: "grants", label: "Roles", one: "role", right: "manage_people", about: "What a person is, on one title or everywhere.",
    columns: (name) => [
      { key: "person", label: "Person", part: 2, text: (row) => name(row.person) },
      { key: "role", label: "Role", text: (row) => roles[row.role] ?? row.role },
      { key: "title", label: "On", part: 2, text: (row) => (row.title ? name(row.title) : "Every title") },
      state(),
    ],
    fields: [
      { pointer: "/person", label: "Person", kind: "record", of: "people" },
      { pointer: "/role", label: "Role", kind: "select", options: Object.entries(roles).map(([value, label]) => ({ value, label })) },
      { pointer: "/title", label: "On which title", kind: "record", of: "titles", optional: true, hint: "Empty: on every title." },
    ],
  }),
  register<"consents">({
    noun: "consents", label: "Consents", one: "consent", right: "record_consent", about: "What a person allows, in words, before anything is generated.",
    columns: (name) => [
      { key: "person", label: "Person", text: (row) => name(row.person) },
      { key: "text", label: "For what", part: 3, text: (row) => row.text },
      { key: "title", label: "Title", part: 1.3, text: (row) => name(row.title) },
      { key: "expires", label: "Holds through", text: (row) => row.expires ?? "", draw: (row) => day(row.expires) },
      state(),
    ],
    fields: [
      { pointer: "/title", label: "Title", kind: "record", of: "titles" },
      { pointer: "/person", label: "Person", kind: "record", of: "people" },
      { pointer: "/text", label: "For what, in plain words", kind: "area", hint: "What is made, of what, where it is seen. This is what the person reads and answers." },
      { pointer: "/scope/territories", label: "Only in (countries)", kind: "words", optional: true, hint: "US, DE. Empty: no limit stated." },
      { pointer: "/scope/media", label: "Only for (media)", kind: "words", optional: true },
      { pointer: "/expires", label: "Holds through", kind: "day", optional: true },
    ],
  }),
  register<"licences">({
    noun: "licences", label: "Licences", one: "licence", right: "record_licence", about: "What a rights holder allows, and whether AI may alter it.",
    columns: (name) => [
      { key: "work", label: "Work", part: 2, text: (row) => row.work },
      { key: "holder", label: "Holder", part: 1.4, text: (row) => row.holder },
      { key: "ai", label: "Altering with AI", part: 1.2, text: (row) => as_words(row.ai_alteration) },
      { key: "title", label: "Title", part: 1.3, text: (row) => name(row.title) },
      { key: "expires", label: "Holds through", text: (row) => row.expires ?? "", draw: (row) => day(row.expires) },
      state(),
    ],
    fields: [
      { pointer: "/title", label: "Title", kind: "record", of: "titles" },
      { pointer: "/work", label: "Work", kind: "line" },
      { pointer: "/holder", label: "Rights holder", kind: "line" },
      { pointer: "/ai_alteration", label: "May AI alter it?", kind: "select", options: choices("allowed", "review", "forbidden") },
      { pointer: "/expires", label: "Holds through", kind: "day", optional: true },
    ],
  }),
  register<"assets">({
    noun: "assets", label: "Assets", one: "asset", right: "register_asset", about: "Registered files by their hash: generated, source or reference; temporary or final.",
    columns: (name) => [
      { key: "file", label: "File", part: 3, text: (row) => row.file, draw: (row) => <span className={assets.named}><AssetPicture asset={row} /><span>{row.file}</span></span> },
      { key: "kind", label: "Kind", text: (row) => as_words(row.kind) },
      { key: "status", label: "Status", text: (row) => as_words(row.status) },
      { key: "title", label: "Title", text: (row) => name(row.title) },
      { key: "generated", label: "Made on", text: (row) => row.generated ?? "", draw: (row) => day(row.generated) },
      { key: "sha256", label: "SHA-256", text: (row) => row.sha256, draw: (row) => <code>{row.sha256.slice(0, 12)}…</code> },
    ],
    fields: [
      { pointer: "/title", label: "Title", kind: "record", of: "titles" },
      { pointer: "/use", label: "Use", kind: "record", of: "uses", optional: true },
      { pointer: "/file", label: "File", kind: "line" },
      { pointer: "/sha256", label: "SHA-256 of its bytes", kind: "line" },
      { pointer: "/status", label: "Status", kind: "select", options: choices("temporary", "final") },
      { pointer: "/kind", label: "Kind", kind: "select", options: choices("generated", "source", "reference") },
      { pointer: "/generated", label: "Made on", kind: "day", optional: true },
    ],
  }),
];

const kept = new Map<Register, { name: Named; columns: Column<Row>[]; finds: Finds<Row> }>();

export type Row = { id: string; state: string; title?: string; noun: string; version: number; created: string; updated: string };

/** The columns of a register, and what finds a row by them: the same as before where the names are. */
export function columns_of(register: Register, name: Named): { columns: Column<Row>[]; finds: Finds<Row> } {
  const before = kept.get(register);
  if (before?.name === name) return before;
  const columns = register.columns(name) as unknown as Column<Row>[];
  const now = { name, columns, finds: findable(columns) };
  kept.set(register, now);
  return now;
}
