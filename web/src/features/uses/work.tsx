import { CheckCheck, Pencil, Play, Send, Undo2 } from "lucide-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Use } from "@/api/records";
import type { Action } from "@/app/actions";
import { may, useSession } from "@/app/session";
import { type Act, useAct } from "@/features/uses/mutations";
import type { Review } from "@/features/uses/review";
import { TextDialog } from "@/features/uses/text_dialog";
import { complain, say } from "@/ui/toast";

const may_start = ["cleared", "approved"];
const over = ["closed", "withdrawn"];

/** What those who do the work may do with a use. */
export function useWork(use: Use): Review {
  const session = useSession();
  const navigate = useNavigate();
  const act = useAct();
  const [is_withdrawing, set_withdrawing] = useState(false);
  const own = may(session, "declare", use.title);
  const take = (done: string, one: Act) => (): void => act.mutate({ use, act: one }, { onSuccess: (after) => { set_withdrawing(false); say(done, after.summary); }, onError: complain });
  const actions: Action[] = [
    { name: "edit", label: "Go on with the draft", icon: Pencil, allowed: own && use.state === "draft", perform: () => void navigate({ to: "/declare", search: { title: use.title, draft: use.id } }) },
    { name: "declare", label: "Declare", icon: Send, allowed: own && use.state === "draft", perform: take("Declared", { kind: "declare" }) },
    { name: "start", label: "Start the work", icon: Play, allowed: own && may_start.includes(use.state), perform: take("Work has begun", { kind: "start" }) },
    { name: "close", label: "Work is done", icon: CheckCheck, allowed: own && use.state === "active", perform: take("Closed", { kind: "close" }) },
    { name: "withdraw", label: "Withdraw", icon: Undo2, allowed: own && !over.includes(use.state), perform: () => set_withdrawing(true) },
  ];
  const dialog = is_withdrawing && (
    <TextDialog title="Withdraw this use" label="Reason" hint="What was approved for it ends. It stays in the ledger." act="Withdraw" danger pointer="/reason" busy={act.isPending} error={act.error}
      on_text={(reason) => take("Withdrawn", { kind: "withdraw", body: { reason } })()} on_close={() => set_withdrawing(false)} />
  );
  return { actions, dialog };
}
