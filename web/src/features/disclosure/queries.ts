import { queryOptions } from "@tanstack/react-query";
import { ask, base_path, client } from "@/api/client";
import type { Id } from "@/api/records";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Draft = Schemas["DisclosureDraftAnswer"];
export type Statement = Schemas["StatementAnswer"];
export type Report = Schemas["TitleReportAnswer"];

export interface CueRow {
  key: string;
  use: Id;
  summary?: string;
  state: string;
  standing: "cleared" | "waiting" | "not_cleared";
  facts: Record<string, string>;
  tools: { id: Id; product: string; product_version?: string; tier?: string }[];
  asset?: { id: Id; file: string; sha256: string; generated?: string; model?: string };
  approval?: { id: Id; state: string; approved_at: string; expires?: string; conditions_open: number };
  people?: Id[];
  consents?: Id[];
  licences?: Id[];
  duties: { id: string; what: string; kind: string; state: string }[];
  disclosed: { id: Id; kind: string; text?: string }[];
  timecode_in?: string;
  timecode_out?: string;
  note?: string;
}

export interface CueSheet {
  id: Id;
  state: "issued" | "submitted" | "accepted";
  version: number;
  number: number;
  rows: CueRow[];
  issued_at: string;
  issued_by?: { id: Id; name: string };
  submitted_by?: { id: Id; name: string };
  submitted_at?: string;
  accepted_by?: { id: Id; name: string };
  accepted_at?: string;
  unlocked_why?: string;
}

export interface Release {
  id: Id;
  version: number;
  sha256: string;
  released_at: string;
  released_by?: { id: Id; name: string };
}

export interface Gap {
  use: Id;
  summary: string;
  duty: string;
  kind: string;
  what: string;
}

/** What would be disclosed of a title by the register as it is. */
export const draft_query = (title: Id) => queryOptions({
  queryKey: ["disclosures", "draft", title],
  queryFn: () => ask(client.GET("/titles/{id}/disclosure", { params: { path: { id: title } } })),
});

export const report_query = (title: Id, reader: string) => queryOptions({
  queryKey: ["disclosures", "report", title, reader],
  queryFn: async () => (await ask(client.GET("/titles/{id}/reports/{reader}", { params: { path: { id: title, reader }, query: { format: "json" } } }))) as Report,
});

/** The address of a document that the desk prints. */
export const document_address = (path: string, format: string): string => `${base_path}api/v1${path}?format=${format}`;
