import { BadgeCheck, CircleHelp, FilePen, MessageSquareReply, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Use } from "@/api/records";
import type { Action } from "@/app/actions";
import { useSession } from "@/app/session";
import { AgreeDialog } from "@/features/uses/agree_dialog";
import { TextDialog } from "@/features/uses/text_dialog";
import { type Act, useAct } from "@/features/uses/mutations";
import { is_asked, own_track } from "@/features/uses/tracks";
import { say } from "@/ui/toast";

export type Decision = "agree" | "agree_with" | "ask" | "decline" | "answer";

export interface Review {
  actions: Action[];
  dialog: ReactNode;
}

/** What this person may decide on a use, as actions, and the dialog of the one that was begun. */
export function useReview(use: Use | undefined, on_done: () => void = () => undefined): Review {
  const session = useSession();
  const act = useAct();
  const [begun, set_begun] = useState<{ decision: Decision; use: Use }>();
  const track = use && own_track(use, session);
  const close = (): void => { set_begun(undefined); act.reset(); };
  const begin = (decision: Decision) => (): void => { if (use) set_begun({ decision, use }); };
  const take = (done: string) => (one: Act, seen?: Use): void => {
    if (!begun) return;
    act.mutate({ use: seen ?? begun.use, act: one }, { onSuccess: (after) => { close(); say(done, after.summary); on_done(); } });
  };
  const approves = use?.decision?.outcome === "approve";
  const actions: Action[] = [
    { name: "agree", label: approves ? "Approve" : "Agree", key: "a", icon: BadgeCheck, allowed: Boolean(track), perform: begin("agree") },
    { name: "agree_with", label: "With conditions", key: "c", icon: FilePen, allowed: Boolean(track), perform: begin("agree_with") },
    { name: "ask", label: "Ask", key: "i", icon: CircleHelp, allowed: Boolean(track), perform: begin("ask") },
    { name: "decline", label: "Decline", key: "d", icon: X, allowed: Boolean(track), perform: begin("decline") },
    { name: "answer", label: "Answer", key: "i", icon: MessageSquareReply, allowed: Boolean(use && is_asked(use, session)), perform: begin("answer") },
  ];
  const shared = { about: begun?.use.id ?? "", busy: act.isPending, error: act.error, on_close: close };
  const reviewer = track?.reviewer ?? "";
  return { actions, dialog: begun && <DecisionDialog begun={begun} reviewer={reviewer} shared={shared} take={take} /> };
}

interface Shared {
  about: string;
  busy: boolean;
  error: Error | null;
  on_close: () => void;
}

function DecisionDialog({ begun, reviewer, shared, take }: { begun: { decision: Decision; use: Use }; reviewer: string; shared: Shared; take: (done: string) => (act: Act, seen?: Use) => void }): ReactNode {
  switch (begun.decision) {
    case "agree":
    case "agree_with":
      return <AgreeDialog {...shared} use={begun.use} reviewer={reviewer} has_conditions={begun.decision === "agree_with"} on_agree={(body, seen) => take("Agreed")({ kind: "agree", body }, seen)} />;
    case "ask":
      return <TextDialog {...shared} title="Ask about this use" label="Your question" hint="The clock stops until it is answered. The person who declared it gets a message." act="Ask" pointer="/question"
        on_text={(question) => take("Asked")({ kind: "ask", body: { question } })} />;
    case "decline":
      return <TextDialog {...shared} title="Decline this use" label="Reason" hint="It goes to the person who declared it and stands in the ledger." act="Decline" danger pointer="/reason"
        on_text={(reason) => take("Declined")({ kind: "decline", body: { reviewer, reason } })} />;
    case "answer":
      return <TextDialog {...shared} title="Answer the question" label="Your answer" hint={begun.use.thread?.findLast((one) => one.question)?.question ?? ""} act="Answer" pointer="/answer"
        on_text={(answer) => take("Answered")({ kind: "answer", body: { answer } })} />;
  }
}
