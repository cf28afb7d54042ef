import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { useUpload } from "@/features/rulebooks/mutations";
import { name_of, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { Field } from "@/ui/field";
import { say } from "@/ui/toast";

/** "sheet rows, cell F7: 'aprove' is not …" → where, and what is wrong there. */
function parts_of(detail: string): [string, string] {
  const found = /^((?:sheet [^:]*|line \d+, column \d+)): (.*)$/s.exec(detail);
  return found ? [found[1] ?? "", found[2] ?? ""] : ["The file", detail];
}

/** Takes a file in. What is wrong with it is listed by its cell or line, all at once. */
export function UploadDialog({ replaced, on_close, on_done }: { replaced?: Version; on_close: () => void; on_done: (id: string) => void }): ReactNode {
  const [file, set_file] = useState<File>();
  const [is_missing, set_missing] = useState(false);
  const upload = useUpload(replaced);
  const problem = upload.error ? to_problem(upload.error) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set_missing(!file);
    if (file) upload.mutate(file, { onSuccess: (version) => { say("It is being checked", name_of(version)); on_done(version.id); } });
  };
  return (
    <Dialog open wide title={replaced ? `Another text for ${name_of(replaced)}` : "Upload a version"} on_close={on_close}>
      <form onSubmit={submit} className={styles.panel}>
        <Field label="File" hint="XLSX, CSV or YAML, with its cases and promises. Its rulebook and version are what the file says." error={is_missing ? "Choose a file." : undefined}>
          {(wired) => <input {...wired} type="file" accept=".xlsx,.csv,.yaml,.yml" onChange={(event) => { set_file(event.target.files?.[0]); upload.reset(); }} />}
        </Field>
        {problem && problem.errors.length > 0 && (
          <div role="alert" className={styles.panel}>
            <strong>{problem.errors.length === 1 ? "One thing is wrong with it" : `${problem.errors.length} things are wrong with it`}. Nothing was kept.</strong>
            <dl className={styles.problems}>
              {problem.errors.map((one, index) => { const [place, text] = parts_of(one.detail); return <div key={index}><dt>{place}</dt><dd>{text}</dd></div>; })}
            </dl>
          </div>
        )}
        {problem && problem.errors.length === 0 && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look="main" busy={upload.isPending}>Upload and check</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
