import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import { rows_query } from "@/api/rows";
import type { components } from "@/api/schema";
import styles from "@/features/registers/register.module.css";
import { ImportResult } from "@/features/registers/import_result";
import type { Register } from "@/features/registers/registers";
import { questions_query } from "@/features/uses/queries";
import { Button } from "@/ui/button";
import { to_csv } from "@/ui/csv";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, SelectField } from "@/ui/field";
import { pasted_rows } from "@/ui/pasted";
import { say } from "@/ui/toast";

type List = components["schemas"]["ImportBody"]["list"];
type Mapping = Record<string, string | null>;
export interface Source { file: string; content: string; rows: string[][] }

const with_title: string[] = ["uses", "assets", "consents", "licences"];
const use_fields = ["summary", "company", "intent", "tools", "people", "consents", "licences", "covers", "cost.currency", "cost.expected", "cost.saved", "hours.expected", "hours.saved"];

/** Base 64 of many bytes, in pieces that a call can take. */
function base64_of(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** Cells out of a spreadsheet into the register: what would happen first, with each wrong cell marked; then it happens. */
export function ImportDialog({ register, on_close }: { register: Register; on_close: () => void }): ReactNode {
  const queries = useQueryClient();
  const titles = useQuery(rows_query("titles")).data ?? [];
  const takes_title = with_title.includes(register.noun);
  const [title, set_title] = useState("");
  const [text, set_text] = useState("");
  const [file, set_file] = useState<Source>();
  const [mapping, set_mapping] = useState<Mapping>({});
  const chosen_title = title || (titles.length === 1 ? titles[0]?.id ?? "" : "");
  const questions = useQuery({ ...questions_query(chosen_title), enabled: register.noun === "uses" && chosen_title !== "" }).data?.items ?? [];
  const known = register.noun === "uses" ? [...use_fields, ...questions.map((one) => `facts.${one.id}`)] : register.fields.map((field) => field.pointer.slice(1).replaceAll("/", "."));
  const rows = file ? file.rows : pasted_rows(text);
  const source: Source | undefined = file ?? (rows.length > 1 ? { file: "pasted.csv", rows, content: base64_of(new TextEncoder().encode(to_csv(rows))) } : undefined);
  const send = useMutation({
    mutationFn: ({ is_trial, map }: { is_trial: boolean; map: Mapping }) => {
      if (!source) throw new Error("there is nothing to read");
      return ask(client.POST("/imports", { body: { list: register.noun as List, file: source.file, content: source.content, dry_run: is_trial, whole: true, mapping: map, ...(takes_title && chosen_title ? { title: chosen_title } : {}) } }));
    },
    onSuccess: (answer) => {
      if (!answer.kept) return;
      void queries.invalidateQueries({ queryKey: [register.noun] });
      say(`${answer.counts.applied} in the register`, answer.counts.no_op ? `${answer.counts.no_op} were there already.` : undefined);
      on_close();
    },
  });
  const map = (heading: string, field: string): void => {
    const next = { ...mapping, [heading]: field || null };
    set_mapping(next);
    send.mutate({ is_trial: true, map: next });
  };
  const take_file = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const [one] = event.target.files ?? [];
    if (!one) return;
    set_file({ file: one.name, rows: [], content: base64_of(new Uint8Array(await one.arrayBuffer())) });
    send.reset();
  };
  const problem = send.error ? to_problem(send.error) : undefined;
  const tried = send.data;
  const is_clean = tried !== undefined && tried.counts.refused === 0 && Number(tried.counts.applied) > 0;
  return (
    <Dialog open wide title={`Paste ${register.label.toLowerCase()} from a spreadsheet`} on_close={on_close}>
      <div className={styles.form}>
        {takes_title && <SelectField label="Title" hint="Of rows that name none." value={chosen_title} on_change={(value) => { set_title(value); send.reset(); }} options={[{ value: "", label: "Each row names its own" }, ...titles.map((one) => ({ value: one.id, label: one.name }))]} />}
        {file
          ? <p><strong>{file.file}</strong> <Button look="quiet" onClick={() => { set_file(undefined); send.reset(); }}>Paste in place of it</Button></p>
          : <AreaField label="Cells, with their headings in the first row" hint="Mark them in the spreadsheet, copy, and paste here." rows={6} autoFocus spellCheck={false} value={text} on_change={(value) => { set_text(value); send.reset(); }} />}
        <label className={styles.file}>Or a file, CSV or XLSX: <input type="file" accept=".csv,.tsv,.xlsx" onChange={(event) => void take_file(event)} /></label>
        {tried && <ImportResult tried={tried} rows={rows} known={known} on_map={map} />}
        {problem && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button look={is_clean ? "plain" : "main"} busy={send.isPending} disabled={!source} onClick={() => send.mutate({ is_trial: true, map: mapping })}>Try it: nothing is written</Button>
          {is_clean && <Button look="main" busy={send.isPending} onClick={() => send.mutate({ is_trial: false, map: mapping })}>Put {tried.counts.applied} into the register</Button>}
        </DialogActs>
      </div>
    </Dialog>
  );
}
