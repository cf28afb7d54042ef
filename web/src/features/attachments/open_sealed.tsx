import { useMutation } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client } from "@/api/client";
import { to_problem } from "@/api/problem";
import styles from "@/features/attachments/attachments.module.css";
import { Holders } from "@/features/attachments/holders";
import { address_of, type Attachment, purposes } from "@/features/attachments/queries";
import { useNames } from "@/features/uses/names";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { TextField } from "@/ui/field";
import { Facts } from "@/ui/page";
import { size_words, when } from "@/ui/words";

/** Sealed evidence: that it is there, and for its holders a way in. */
export function OpenSealed({ attachment }: { attachment: Attachment }): ReactNode {
  const [is_opening, set_opening] = useState(false);
  const [is_changing, set_changing] = useState(false);
  return (
    <li>
      <div className={styles.row}>
        <Lock aria-hidden size={18} />
        <div className={styles.said}>
          <strong>Sealed evidence</strong>
          <small><time dateTime={attachment.created}>{when(attachment.created)}</time>. {attachment.may_open ? "You are one of its holders." : "Only its holders can open it."}</small>
        </div>
        {attachment.may_open && <Button onClick={() => set_opening(true)}>Open</Button>}
        {attachment.may_open && <Button look="quiet" onClick={() => set_changing(true)}>Holders</Button>}
      </div>
      {is_changing && <Holders attachment={attachment} on_close={() => set_changing(false)} />}
      {is_opening && <Opening attachment={attachment} on_close={() => set_opening(false)} />}
    </li>
  );
}

function Opening({ attachment, on_close }: { attachment: Attachment; on_close: () => void }): ReactNode {
  const person = useNames();
  const [passphrase, set_passphrase] = useState("");
  const open = useMutation({ mutationFn: () => ask(client.POST("/attachments/{id}/open", { params: { path: { id: attachment.id } }, body: passphrase ? { passphrase } : {} })) });
  const problem = open.error ? to_problem(open.error) : undefined;
  const needs_words = problem?.at("/passphrase");
  const submit = (event: FormEvent): void => { event.preventDefault(); open.mutate(); };
  const opened = open.data;
  return (
    <Dialog open on_close={on_close} title="Open sealed evidence">
      <form onSubmit={submit} className={styles.opening}>
        {opened ? (
          <>
            <Facts rows={[["Name", opened.name ?? ""], ["What it is", `${purposes[opened.purpose ?? "other"]}, ${opened.media_type ?? ""}, ${size_words(opened.size_bytes ?? 0)}`], ["Holders", (opened.holders ?? []).map((one) => person(one)).join(", ")]]} />
            <p>The ledger has that you opened it. The file can be read once, until {when(opened.expires)}.</p>
            <DialogActs><a href={address_of(opened.content)} download={opened.name} onClick={() => { setTimeout(on_close, 0); }}>Save the file</a></DialogActs>
          </>
        ) : (
          <>
            <p>Each time it is opened stands in the ledger, with your name and the time, before you see anything.</p>
            {needs_words && <TextField label="Your passphrase for sealed evidence" type="password" autoComplete="off" value={passphrase} on_change={set_passphrase} error={needs_words} />}
            {problem && !needs_words && <Failed problem={problem} />}
            <DialogActs>
              <Button onClick={on_close}>Cancel</Button>
              <Button type="submit" look="main" busy={open.isPending}>Open it</Button>
            </DialogActs>
          </>
        )}
      </form>
    </Dialog>
  );
}
