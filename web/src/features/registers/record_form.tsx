import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Problem } from "@/api/problem";
import { rows_query } from "@/api/rows";
import { body_of, type FieldSpec, type Texts } from "@/features/registers/form_body";
import styles from "@/features/registers/register.module.css";
import { Button } from "@/ui/button";
import { DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, Choices, SelectField, TextField } from "@/ui/field";

const yes_no = [{ value: "yes", label: "Yes" }, { value: "no", label: "No" }, { value: "unsure", label: "Not sure" }];

/** A form of fields; what the server finds wrong stands at its field. */
export function RecordForm({ fields, start, act, busy, problem, on_body, on_close }: {
  fields: FieldSpec[]; start: Texts; act: string; busy: boolean; problem: Problem | undefined; on_body: (body: object) => void; on_close: () => void;
}): ReactNode {
  const [texts, set_texts] = useState(start);
  const submit = (event: FormEvent): void => { event.preventDefault(); on_body(body_of(fields, texts)); };
  const elsewhere = problem?.elsewhere(fields.map((field) => field.pointer)) ?? [];
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      {fields.map((field) => (
        <FieldOf key={field.pointer} field={field} value={texts[field.pointer] ?? ""} error={problem?.at(field.pointer)} on_change={(value) => set_texts({ ...texts, [field.pointer]: value })} />
      ))}
      {problem && (problem.errors.length === 0 || elsewhere.length > 0) && <Failed problem={problem} />}
      <DialogActs>
        <Button onClick={on_close}>Cancel</Button>
        <Button type="submit" look="main" busy={busy}>{act}</Button>
      </DialogActs>
    </form>
  );
}

function FieldOf({ field, value, error, on_change }: { field: FieldSpec; value: string; error: string | undefined; on_change: (value: string) => void }): ReactNode {
  const label = field.optional ? `${field.label} (may be empty)` : field.label;
  const shared = { label, value, on_change, error, ...(field.hint ? { hint: field.hint } : {}) };
  switch (field.kind) {
    case "area": return <AreaField {...shared} />;
    case "day": return <TextField {...shared} type="date" />;
    case "line":
    case "words": return <TextField {...shared} />;
    case "flag": return <Choices {...shared} name={field.pointer} options={yes_no.slice(0, 2)} />;
    case "yes_no": return <Choices {...shared} name={field.pointer} options={yes_no} />;
    case "select": return <SelectField {...shared} options={[{ value: "", label: "Choose" }, ...(field.options ?? [])]} />;
    case "record": return <RecordField field={field} shared={shared} />;
  }
}

function RecordField({ field, shared }: { field: FieldSpec; shared: { label: string; value: string; on_change: (value: string) => void; error: string | undefined } }): ReactNode {
  const records = useQuery(rows_query(field.of ?? "titles")).data ?? [];
  const name = (record: object): string => ("name" in record ? String(record.name) : "summary" in record ? String(record.summary) : "");
  return <SelectField {...shared} options={[{ value: "", label: field.optional ? "None" : "Choose" }, ...records.map((record) => ({ value: record.id, label: name(record) }))]} />;
}
