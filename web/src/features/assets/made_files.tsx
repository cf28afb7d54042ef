import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Use } from "@/api/records";
import { may, useSession } from "@/app/session";
import { AssetPicture } from "@/features/assets/asset_picture";
import styles from "@/features/assets/assets.module.css";
import { made_for_query, type MadeFile } from "@/features/assets/queries";
import { type As, useRegistering } from "@/features/assets/registering";
import { Button } from "@/ui/button";
import { ComingFile, ComingFiles, DropZone } from "@/ui/drop_zone";
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
  const [as, set_as] = useState<As>({ kind: "generated", status: "temporary" });
  return (
    <div className={styles.adding} data-screen-only>
      <DropZone label="Register files" hint="Drop what was made here. Its hash and a small picture go into the register; the file stays on this machine." icon={<FileUp aria-hidden size={16} />} act="Choose files to register" on_files={(files) => registering.add(files, as)}>
        <SelectField label="They are" value={as.kind} on_change={(kind) => set_as({ ...as, kind: kind as As["kind"] })}
          options={[{ value: "generated", label: "Generated" }, { value: "source", label: "Source material" }, { value: "reference", label: "References" }]} />
        <SelectField label="For" value={as.status} on_change={(status) => set_as({ ...as, status: status as As["status"] })}
          options={[{ value: "temporary", label: "The edit only (temporary)" }, { value: "final", label: "The final picture or sound" }]} />
      </DropZone>
      {registering.items.length > 0 && (
        <ComingFiles label="Files being registered">
          {registering.items.map((one) => <ComingFile key={one.key} one={one} under_way="hashing" done="hashed" act="Register" on_retry={() => registering.retry(one.key)} on_cancel={() => registering.cancel(one.key)} />)}
        </ComingFiles>
      )}
    </div>
  );
}
