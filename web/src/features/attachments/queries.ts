import { queryOptions } from "@tanstack/react-query";
import { ask, base_path, client } from "@/api/client";
import type { Id, Page } from "@/api/records";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Purpose = Schemas["AttachmentPurpose"];

/** A file that hangs on something. Of sealed evidence no more is known than that it is there. */
export type Attachment = Schemas["RecordAnswer"] & {
  title?: Id;
  object: Id;
  name?: string;
  purpose?: Purpose;
  media_type?: string;
  size_bytes?: number;
  sha256?: string;
  thread?: number;
  remark?: string;
  created_by?: Id;
  sealed?: true;
  may_open?: boolean;
};

export const attachments_query = (object: Id) => queryOptions({
  queryKey: ["attachments", "of", object],
  queryFn: async () => (await ask(client.GET("/attachments", { params: { query: { object, state: "attached", limit: 200 } } }))) as unknown as Page<Attachment>,
});

/** Where its bytes are read; a player asks for parts of them. */
export const content_address = (id: Id, download = false): string => `${base_path}api/v1/attachments/${id}/content${download ? "?download=1" : ""}`;

/** A path that the desk named, as this page reaches it. */
export const address_of = (path: string): string => base_path + path.replace(/^\//, "");

export const purposes: Record<Purpose, string> = { clip: "Clip", terms: "Terms", contract: "Contract", release: "Release", evidence: "Evidence", other: "Other" };

/** What a file most likely is for, where nobody says. */
export const likely_purpose = (file: File): Purpose => (/^(image|video|audio)\//.test(file.type) ? "clip" : "other");
