import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FolderUp, Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import type { Delivery, Id } from "@/api/records";
import type { TitleRow } from "@/api/rows";
import { uploads_query } from "@/features/deliveries/queries";
import { chosen_files, dropped_files, type Named, send, useSending } from "@/features/deliveries/sending";
import styles from "@/features/deliveries/deliveries.module.css";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { SelectField, TextField } from "@/ui/field";
import { size_words } from "@/ui/words";

interface Report { name: string; text: string }

/** Hands a delivery in: files and folders that the desk scans, or the report of a scan made where they lie. */
export function HandIn({ titles, title: first, replaces, on_done, on_close }: { titles: TitleRow[]; title: Id | undefined; replaces?: Id | undefined; on_done: (delivery: Id) => void; on_close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [title, set_title] = useState(first ?? titles[0]?.id ?? "");
  const [name, set_name] = useState("");
  const [files, set_files] = useState<Named[]>([]);
  const [report, set_report] = useState<Report>();
  const [is_over, set_over] = useState(false);
  const sending = useSending();
  const waiting = (useQuery(uploads_query(title)).data ?? []).filter((upload) => !upload.job);
  const usual = name || report?.name.replace(/\.json$/, "") || folder_of(files);
  const hand_report = useMutation({
    mutationFn: async (text: string) => (await ask(client.POST("/deliveries", { body: { title, name: usual, ...(replaces ? { replaces } : {}), report: JSON.parse(text) as Record<string, never> } }))) as unknown as Delivery,
    onSuccess: (delivery) => { void queries.invalidateQueries({ queryKey: ["deliveries"] }); on_done(delivery.id); },
  });
  const drop = (event: DragEvent): void => { event.preventDefault(); set_over(false); void dropped_files(event.dataTransfer).then(set_files); };
  const hand_in = (): void => {
    if (report) return hand_report.mutate(report.text);
    void send({ title, name: usual, ...(replaces ? { replaces } : {}) }, files);
    on_close();
  };
  const size = files.reduce((sum, one) => sum + one.file.size, 0);
  return (
    <Dialog open wide on_close={on_close} title="Hand a delivery in">
      <div className={styles.form}>
        <SelectField label="Title" value={title} on_change={set_title} options={titles.map((one) => ({ value: one.id, label: one.name }))} />
        <div className={styles.drop} data-over={is_over || undefined} onDragOver={(event) => { event.preventDefault(); set_over(true); }} onDragLeave={() => set_over(false)} onDrop={drop}>
          <p><strong>Drop files or a folder here</strong>, or choose them:</p>
          <div className={styles.picks}>
            <Pick label="Choose files" icon={<Upload aria-hidden size={16} />} on_pick={(list) => { set_report(undefined); set_files(chosen_files(list)); }} />
            <Pick label="Choose a folder" folder icon={<FolderUp aria-hidden size={16} />} on_pick={(list) => { set_report(undefined); set_files(chosen_files(list)); }} />
            <Pick label="Scan report (JSON)" accept="application/json,.json" on_pick={(list) => { const file = list?.[0]; set_files([]); if (file) void file.text().then((text) => set_report({ name: file.name, text })); }} />
          </div>
          <p role="status">{report ? `${report.name}: the report of a scan` : files.length > 0 ? `${files.length} files, ${size_words(size)}` : "Nothing chosen yet"}</p>
        </div>
        {waiting.length > 0 && <p className={styles.quiet}>{waiting.length} of your files for this title are here already, {size_words(waiting.reduce((sum, one) => sum + one.received, 0))} of {size_words(waiting.reduce((sum, one) => sum + one.size, 0))}. Choose the same files: only what is missing is sent.</p>}
        <TextField label="Name of the delivery" hint="As post calls it: Reel 1, conform 3" value={name} placeholder={usual} on_change={set_name} />
        <p className={styles.quiet}>The desk reads every file for evidence of generative AI and judges it by the register. Pictures and clips are kept for some days to look at; all else is removed once it is read.</p>
        {hand_report.error && <Failed problem={to_problem(hand_report.error)} what="The report was not taken" />}
        {sending && !sending.problem && <p role="status">Another delivery is being sent. It has to arrive first.</p>}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button look="main" busy={hand_report.isPending} disabled={(files.length === 0 && !report) || !usual || !title || (sending !== undefined && !sending.problem)} onClick={hand_in}>Hand in</Button>
        </DialogActs>
      </div>
    </Dialog>
  );
}

const folder_of = (files: Named[]): string => files[0]?.name.split("/")[0] ?? "";

function Pick({ label, icon, folder = false, accept, on_pick }: { label: string; icon?: ReactNode; folder?: boolean; accept?: string; on_pick: (list: FileList | null) => void }): ReactNode {
  const id = useId();
  return (
    <span className={styles.pick}>
      <input id={id} type="file" multiple={!accept} {...(accept ? { accept } : {})} {...(folder ? { webkitdirectory: "" } : {})} onChange={(event) => on_pick(event.target.files)} />
      <label htmlFor={id}>{icon}{label}</label>
    </span>
  );
}
