import { type FormEvent, type ReactNode, useState } from "react";
import { to_problem } from "@/api/problem";
import type { Finding, Id } from "@/api/records";
import { useWrite } from "@/features/registers/mutations";
import styles from "@/features/deliveries/deliveries.module.css";
import { Button } from "@/ui/button";
import { DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { AreaField, TextField } from "@/ui/field";
import { say } from "@/ui/toast";

/** Accepts one finding, with a reason and a last day. It stays listed, and counts no more. */
export function WaiveForm({ title, finding, on_done, on_close }: { title: Id; finding: Finding; on_done: () => void; on_close: () => void }): ReactNode {
  const [reason, set_reason] = useState("");
  const [expires, set_expires] = useState("");
  const [is_missing, set_missing] = useState(false);
  const write = useWrite("waivers");
  const problem = write.error ? to_problem(write.error) : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set_missing(!reason.trim());
    if (!reason.trim()) return;
    write.mutate({ body: { title, finding: finding.id, reason: reason.trim(), ...(expires ? { expires } : {}) } }, { onSuccess: () => { say("Waived", "The delivery is judged again at once."); on_done(); } });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <AreaField label="Why it is accepted" hint="It stands in the ledger with your name." autoFocus value={reason} on_change={set_reason} error={is_missing && !reason.trim() ? "Write something: it is part of the record." : problem?.at("/reason")} />
      <TextField label="Last day" hint="Empty: it holds until it is taken back." type="date" value={expires} on_change={set_expires} error={problem?.at("/expires")} />
      {problem && problem.errors.length === 0 && <Failed problem={problem} />}
      <DialogActs>
        <Button onClick={on_close}>Back</Button>
        <Button type="submit" look="main" busy={write.isPending}>Waive this finding</Button>
      </DialogActs>
    </form>
  );
}
