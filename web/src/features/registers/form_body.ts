/** A form's texts, by pointer ("/terms/date"), and the body they make. What is empty is left out. */
export type Texts = Record<string, string>;

export interface FieldSpec {
  pointer: string;
  label: string;
  hint?: string;
  kind: "line" | "area" | "day" | "select" | "words" | "yes_no" | "flag" | "record";
  options?: { value: string; label: string }[];
  /** The register that a record is chosen from. */
  of?: "titles" | "people" | "companies" | "uses";
  optional?: boolean;
}

type Tree = { [key: string]: unknown };

export function body_of(fields: FieldSpec[], texts: Texts): Tree {
  const body: Tree = {};
  for (const field of fields) {
    const text = (texts[field.pointer] ?? "").trim();
    if (!text) continue;
    const path = field.pointer.split("/").slice(1);
    const last = path.pop() ?? "";
    let at = body;
    for (const step of path) at = (at[step] ??= {}) as Tree;
    at[last] = field.kind === "flag" ? text === "yes" : field.kind === "words" ? text.split(/[,\n]/).map((word) => word.trim()).filter(Boolean) : text;
  }
  return body;
}

/** The texts of a record that is changed. */
export function texts_of(fields: FieldSpec[], record: object): Texts {
  const texts: Texts = {};
  for (const field of fields) {
    let at: unknown = record;
    for (const step of field.pointer.split("/").slice(1)) at = (at as Tree | undefined)?.[step];
    if (at !== undefined && at !== null) texts[field.pointer] = Array.isArray(at) ? at.join(", ") : typeof at === "boolean" ? (at ? "yes" : "no") : String(at);
  }
  return texts;
}
