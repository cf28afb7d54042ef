import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { to_problem } from "@/api/problem";
import { session_query } from "@/api/queries";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField } from "@/ui/field";
import { useKept } from "@/ui/kept";
import styles from "@/features/uses/dialogs.module.css";

/** What is written lasts as long as its dialog; where a session ends on the way, until the dialog is opened again. */
function useWritten(what: string, start: string): [string, (text: string) => void] {
  const queries = useQueryClient();
  const [text, set_text, forget] = useKept(`goodgate-text/${window.location.pathname}/${what}`, start);
  const end = useRef(forget);
  end.current = forget;
  useEffect(() => () => { if (queries.getQueryData(session_query.queryKey)) end.current(); }, [queries]);
  return [text, (written) => set_text(() => written)];
}

/** A dialog that asks for one text. It cannot be left empty. */
export function TextDialog({ title, label, hint, act, pointer, danger = false, busy, error, on_text, on_close, start = "" }: {
  title: string; label: string; hint: string; act: string; pointer: string; danger?: boolean; busy: boolean; error: Error | null; on_text: (text: string) => void; on_close: () => void; start?: string;
}): ReactNode {
  const [text, set_text] = useWritten(title, start);
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
