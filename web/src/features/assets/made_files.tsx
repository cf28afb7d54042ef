import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileUp, RotateCcw, X } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { cure } from "@/api/problem";
import type { Use } from "@/api/records";
import { may, useSession } from "@/app/session";
import { AssetPicture } from "@/features/assets/asset_picture";
import styles from "@/features/assets/assets.module.css";
import { made_for_query, type MadeFile } from "@/features/assets/queries";
import { type As, type Registering, useRegistering } from "@/features/assets/registering";
import { Button, IconButton } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { SelectField } from "@/ui/field";
import { Section } from "@/ui/page";
import { as_words, size_words, when } from "@/ui/words";

const shown_first = 24;

/** What was made for a use, each with its picture, and a place to register more. */
export function MadeFiles({ use }: { use: Use }): ReactNode {
  const session = useSession();
  const query = useQuery(made_for_query(use.id));
  const [is_whole, set_whole] = useState(false);
  const files = query.data?.filter((one) => one.state !== "retired") ?? [];
  const may_register = may(session, "register_asset", use.title) && use.state !== "draft";
  if (use.state === "draft") return null;
  return (
    <Section title="Files made for it" note={files.length || undefined}>
      <Fetched query={query} what="its files" rows={2} empty={() => files.length === 0 && <p className={styles.none}>No file is registered{may_register ? " yet. A registered file is known again in every delivery." : "."}</p>}>
        {() => <ul className={styles.files} aria-label="Files made for it">{files.slice(0, is_whole ? undefined : shown_first).map((one) => <MadeFileCard key={one.id} file={one} />)}</ul>}
      </Fetched>
      {!is_whole && files.length > shown_first && <Button onClick={() => set_whole(true)}>Show all {files.length}</Button>}
      {may_register && <RegisterFiles use={use} />}
    </Section>
  );
}

function MadeFileCard({ file }: { file: MadeFile }): ReactNode {
  const made = [file.generation?.tool ?? file.generation?.model, file.generated && `made ${when(file.generated)}`, file.size_bytes !== undefined && size_words(file.size_bytes)].filter(Boolean);
  return (
    <li>
      <AssetPicture asset={file} large />
      <div className={styles.said}>
        <Link to="/registers/$noun" params={{ noun: "assets" }} search={{ item: file.id }}>{file.file}</Link>
        <small>{as_words(file.kind)}, {as_words(file.status).toLowerCase()}{file.had_credential && ", with content credentials"}</small>
        {made.length > 0 && <small>{made.join(" · ")}</small>}
      </div>
    </li>
  );
}

function RegisterFiles({ use }: { use: Use }): ReactNode {
  const registering = useRegistering(use.id);
  const chooser = useRef<HTMLInputElement>(null);
  const [as, set_as] = useState<As>({ kind: "generated", status: "temporary" });
  const [is_over, set_over] = useState(false);
  const add = (files: Iterable<File> | null): void => { if (files) registering.add(files, as); };
  const drop = (event: DragEvent): void => { event.preventDefault(); set_over(false); add(event.dataTransfer.files); };
  return (
    <div className={styles.adding} data-screen-only>
      <div role="group" aria-label="Register files" className={styles.drop} data-over={is_over || undefined} onDrop={drop} onDragOver={(event) => { event.preventDefault(); set_over(true); }} onDragLeave={() => set_over(false)}>
        <p>Drop what was made here. Its hash and a small picture go into the register; the file stays on this machine.</p>
        <Button onClick={() => chooser.current?.click()}><FileUp aria-hidden size={16} />Choose files to register</Button>
        <input ref={chooser} type="file" multiple hidden aria-label="Files to register" onChange={(event) => { add(event.target.files); event.target.value = ""; }} />
        <SelectField label="They are" value={as.kind} on_change={(kind) => set_as({ ...as, kind: kind as As["kind"] })}
          options={[{ value: "generated", label: "Generated" }, { value: "source", label: "Source material" }, { value: "reference", label: "References" }]} />
        <SelectField label="For" value={as.status} on_change={(status) => set_as({ ...as, status: status as As["status"] })}
          options={[{ value: "temporary", label: "The edit only (temporary)" }, { value: "final", label: "The final picture or sound" }]} />
      </div>
      {registering.items.length > 0 && <ul className={styles.coming} aria-label="Files being registered">{registering.items.map((one) => <Coming key={one.key} one={one} on_cancel={() => registering.cancel(one.key)} on_retry={() => registering.retry(one.key)} />)}</ul>}
    </div>
  );
}

function Coming({ one, on_cancel, on_retry }: { one: Registering; on_cancel: () => void; on_retry: () => void }): ReactNode {
  const { file, state, part, problem } = one;
  return (
    <li data-state={state}>
      <span className={styles.name}>{file.name} <small>{size_words(file.size)}</small></span>
      {state === "hashing" && <progress aria-label={`${file.name}, hashed so far`} value={part} max={1} />}
      {state === "failed" && problem && <p role="alert">{problem.message} {cure(problem)}</p>}
      {state === "failed" && <IconButton label={`Register ${file.name} again`} onClick={on_retry}><RotateCcw aria-hidden size={16} /></IconButton>}
      <IconButton label={state === "hashing" ? `Cancel ${file.name}` : `Leave ${file.name} out`} onClick={on_cancel}><X aria-hidden size={16} /></IconButton>
    </li>
  );
}
