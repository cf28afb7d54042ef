import { Paperclip } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Id } from "@/api/records";
import styles from "@/features/attachments/attachments.module.css";
import { type Purpose, purposes } from "@/features/attachments/queries";
import type { Uploads } from "@/features/attachments/uploads";
import { ComingFile, ComingFiles, DropZone } from "@/ui/drop_zone";
import { SelectField } from "@/ui/field";

/** Where files are dropped, pasted or chosen, with those on their way below. */
export function DropFiles({ uploads, label, hint, sealed_for = [] }: { uploads: Uploads; label: string; hint: string; sealed_for?: Id[] }): ReactNode {
  const [purpose, set_purpose] = useState<Purpose | "">("");
  return (
    <div className={styles.adding} data-screen-only>
      <DropZone label={label} hint={hint} icon={<Paperclip aria-hidden size={16} />} act="Choose files" takes_pasted on_files={(files) => uploads.add(files, purpose || undefined, sealed_for)}>
        <SelectField label="What they are" value={purpose} on_change={(chosen) => set_purpose(chosen as Purpose | "")}
          options={[{ value: "", label: "By their kind" }, ...Object.entries(purposes).filter(([value]) => value !== "terms").map(([value, word]) => ({ value, label: word }))]} />
      </DropZone>
      {uploads.items.length > 0 && (
        <ComingFiles label="Files on their way">
          {uploads.items.map((one) => <ComingFile key={one.key} one={one} under_way="sending" done="sent" act="Send" note={one.state === "waiting" && "goes with the use"} on_retry={() => uploads.retry(one.key)} on_cancel={() => uploads.cancel(one.key)} />)}
        </ComingFiles>
      )}
    </div>
  );
}
