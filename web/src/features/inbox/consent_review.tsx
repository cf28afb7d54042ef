import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BadgeCheck, X } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { type Problem, to_problem } from "@/api/problem";
import type { ConsentItem } from "@/api/records";
import styles from "@/features/inbox/inbox.module.css";
import { useNames } from "@/features/uses/names";
import type { Review } from "@/features/uses/review";
import { TextDialog } from "@/features/uses/text_dialog";
import { Button } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { Failed } from "@/ui/fetched";
import { say } from "@/ui/toast";

type Answer = { kind: "give" } | { kind: "refuse"; reason: string };

async function send(consent: ConsentItem, answer: Answer): Promise<unknown> {
  const params = { path: { id: consent.id }, header: version_of(consent) };
  if (answer.kind === "give") return ask(client.POST("/consents/{id}/give", { params }));
  return ask(client.POST("/consents/{id}/refuse", { params, body: { reason: answer.reason } }));
}

/** Yes or no to a consent that is asked, for oneself or for whom one represents. */
export function useConsentReview(consent: ConsentItem | undefined, on_done: () => void): Review {
  const queries = useQueryClient();
  const [begun, set_begun] = useState<{ kind: Answer["kind"]; consent: ConsentItem }>();
  const act = useMutation({
    mutationFn: ({ about, answer }: { about: ConsentItem; answer: Answer }) => send(about, answer),
    onSettled: () => { for (const noun of ["consents", "uses"]) void queries.invalidateQueries({ queryKey: [noun] }); },
  });
  const close = (): void => { set_begun(undefined); act.reset(); };
  const take = (answer: Answer, done: string): void => {
    if (begun) act.mutate({ about: begun.consent, answer }, { onSuccess: () => { close(); say(done, begun.consent.text); on_done(); } });
  };
  const begin = (kind: Answer["kind"]) => (): void => { if (consent) set_begun({ kind, consent }); };
  return {
    actions: [
      { name: "agree", label: "Give the consent", key: "a", icon: BadgeCheck, allowed: Boolean(consent), perform: begin("give") },
      { name: "decline", label: "Refuse", key: "d", icon: X, allowed: Boolean(consent), perform: begin("refuse") },
    ],
    dialog: begun && (begun.kind === "give"
      ? <Give consent={begun.consent} busy={act.isPending} problem={act.error ? to_problem(act.error) : undefined} on_give={() => take({ kind: "give" }, "Consent given")} on_close={close} />
      : <TextDialog title="Refuse this consent" label="Reason" hint="It goes to who asked and stands in the ledger. Nothing is made." act="Refuse" danger pointer="/reason" busy={act.isPending} error={act.error}
          on_text={(reason) => take({ kind: "refuse", reason }, "Refused")} on_close={close} />),
  };
}

function Give({ consent, busy, problem, on_give, on_close }: { consent: ConsentItem; busy: boolean; problem: Problem | undefined; on_give: () => void; on_close: () => void }): ReactNode {
  const name = useNames();
  const submit = (event: FormEvent): void => { event.preventDefault(); on_give(); };
  return (
    <Dialog open wide on_close={on_close} title="Give the consent">
      <form onSubmit={submit} className={styles.giving}>
        <p>For {name(consent.person)}, to exactly this:</p>
        <div className={styles.asked}><p className="legal">{consent.text}</p></div>
        <p>It stands in the ledger, and it can be taken back: what relied on it stops then.</p>
        {problem && <Failed problem={problem} />}
        <DialogActs>
          <Button onClick={on_close}>Cancel</Button>
          <Button type="submit" look="main" autoFocus busy={busy}>Yes, give it</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
