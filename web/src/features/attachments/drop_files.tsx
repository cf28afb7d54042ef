import { Paperclip, RotateCcw, X } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from "react";
import { cure } from "@/api/problem";
import type { Id } from "@/api/records";
import styles from "@/features/attachments/attachments.module.css";
import { type Purpose, purposes } from "@/features/attachments/queries";
import type { Upload, Uploads } from "@/features/attachments/uploads";
import { Button, IconButton } from "@/ui/button";
import { SelectField } from "@/ui/field";
import { size_words } from "@/ui/words";

/** Where files are dropped, pasted or chosen, with those on their way below. */
export function DropFiles({ uploads, label, hint, sealed_for = [] }: { uploads: Uploads; label: string; hint: string; sealed_for?: Id[] }): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  const [purpose, set_purpose] = useState<Purpose | "">("");
  const [is_over, set_over] = useState(false);
  const add = (files: Iterable<File> | null | undefined): void => { if (files) uploads.add(files, purpose || undefined, sealed_for); };
  const drop = (event: DragEvent): void => { event.preventDefault(); set_over(false); add(event.dataTransfer.files); };
  const paste = (event: ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add(event.clipboardData.files);
  };
  return (
    <div className={styles.adding} data-screen-only>
      <div role="group" aria-label={label} tabIndex={0} className={styles.drop} data-over={is_over || undefined} onPaste={paste} onDrop={drop} onDragOver={(event) => { event.preventDefault(); set_over(true); }} onDragLeave={() => set_over(false)}>
        <Paperclip aria-hidden size={18} />
        <p>{hint}</p>
        <Button onClick={() => chooser.current?.click()}>Choose files</Button>
        <input ref={chooser} type="file" multiple hidden aria-label={label} onChange={(event) => { add(event.target.files); event.target.value = ""; }} />
        <SelectField label="What they are" value={purpose} on_change={(chosen) => set_purpose(chosen as Purpose | "")}
          options={[{ value: "", label: "By their kind" }, ...Object.entries(purposes).filter(([value]) => value !== "terms").map(([value, word]) => ({ value, label: word }))]} />
      </div>
      {uploads.items.length > 0 && <ul className={styles.sending} aria-label="Files on their way">{uploads.items.map((one) => <Row key={one.key} upload={one} uploads={uploads} />)}</ul>}
    </div>
  );
}

function Row({ upload, uploads }: { upload: Upload; uploads: Uploads }): ReactNode {
  const { file, state, part, problem } = upload;
  return (
    <li data-state={state}>
      <span className={styles.name}>{file.name} <small>{size_words(file.size)}</small></span>
      {state === "waiting" && <small>goes with the use</small>}
      {state === "sending" && <progress aria-label={`${file.name}, sent so far`} value={part} max={1} />}
      {state === "failed" && problem && <p role="alert">{problem.message} {cure(problem)}</p>}
      {state === "failed" && <IconButton label={`Send ${file.name} again`} onClick={() => uploads.retry(upload.key)}><RotateCcw aria-hidden size={16} /></IconButton>}
      <IconButton label={state === "sending" ? `Cancel ${file.name}` : `Leave ${file.name} out`} onClick={() => uploads.cancel(upload.key)}><X aria-hidden size={16} /></IconButton>
    </li>
  );
}
