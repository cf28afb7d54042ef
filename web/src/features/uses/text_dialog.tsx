import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField } from "@/ui/field";
import styles from "@/features/uses/dialogs.module.css";
import { useWritten } from "@/features/uses/written";

/** A dialog that asks for one text. It cannot be left empty. `about`: of which record, where neither the address nor the title says it: a
 * text that outlives a session must not come up on another one. */
export function TextDialog({ about = "", title, label, hint, act, pointer, danger = false, busy, error, on_text, on_close, start = "" }: {
  about?: string; title: string; label: string; hint: string; act: string; pointer: string; danger?: boolean; busy: boolean; error: Error | null; on_text: (text: string) => void; on_close: () => void; start?: string;
}): ReactNode {
  const [text, set_text] = useWritten(about ? `${title}/${about}` : title, start);
  const [is_missing, set_missing] = useState(false);
  const problem = error ? to_problem(error) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set_missing(!text.trim());
    if (text.trim()) on_text(text.trim());
  };
  return (
    <Dialog open on_close={on_close} title={title}>
      <form onSubmit={submit} className={styles.form}>
        <AreaField label={label} hint={hint} autoFocus rows={4} value={text} on_change={set_text} error={is_missing && !text.trim() ? "Write something: it is part of the record." : problem?.at(pointer)} />
        {problem && problem.errors.length === 0 && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look={danger ? "danger" : "main"} busy={busy}>{act}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
