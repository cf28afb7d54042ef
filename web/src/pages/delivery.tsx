import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { PackagePlus, RotateCw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { record_query } from "@/api/queries";
import { rows_query } from "@/api/rows";
import type { Delivery } from "@/api/records";
import { may, useSession } from "@/app/session";
import { FindingPanel } from "@/features/deliveries/finding_panel";
import { Findings, is_problem } from "@/features/deliveries/findings";
import { HandIn } from "@/features/deliveries/hand_in";
import { Judgements } from "@/features/deliveries/judgements";
import { Player } from "@/features/deliveries/player";
import { files_query, findings_query } from "@/features/deliveries/queries";
import { VerdictBanner } from "@/features/deliveries/verdict_banner";
import { Button } from "@/ui/button";
import { Fetched, FetchedPage } from "@/ui/fetched";
import { changed } from "@/ui/listed";
import { Page, Section } from "@/ui/page";
import { complain, say } from "@/ui/toast";
import { size_words, state_word, when } from "@/ui/words";

export function DeliveryPage(): ReactNode {
  const { delivery } = useParams({ from: "/inside/deliveries/$delivery" });
  const query = useQuery(record_query("deliveries", delivery));
  return <FetchedPage query={query} name="Delivery">{(record) => <DeliveryScreen delivery={record} />}</FetchedPage>;
}

function DeliveryScreen({ delivery }: { delivery: Delivery }): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const search = useSearch({ from: "/inside/deliveries/$delivery" });
  const navigate = useNavigate({ from: "/deliveries/$delivery" });
  const leave = useNavigate();
  const [is_replacing, set_replacing] = useState(false);
  const set = (part: Partial<typeof search>): void => void navigate({ search: (before) => changed(before, part), replace: true });
  const title = (useQuery(rows_query("titles")).data ?? []).find((one) => one.id === delivery.title);
  const line = delivery.judgements.find((one) => String(one.number) === search.judgement) ?? delivery.judgements[delivery.judgements.length - 1];
  const number = line?.number ?? delivery.judgement;
  const asked = number === delivery.judgement ? undefined : number;
  const findings = useQuery(findings_query(delivery.id, asked));
  const files = useQuery(files_query(delivery.id, asked));
  const judge = useMutation({
    mutationFn: () => ask(client.POST("/deliveries/{id}/judge", { params: { path: { id: delivery.id }, header: version_of(delivery) } })),
    onSuccess: (judged) => { say(`Judged again: ${state_word(judged.state).label}`); void queries.invalidateQueries({ queryKey: ["deliveries"] }); },
    onError: complain,
  });
  const may_judge = may(session, "judge_delivery", delivery.title) && delivery.state !== "replaced";
  const finding = findings.data?.find((one) => one.id === search.finding);
  const first_problem = files.data?.find((one) => one.findings?.some((id) => findings.data?.some((each) => each.id === id && is_problem(each))));
  return (
    <Page wide title={delivery.name}
      above={<><Link to="/deliveries" search={{ title: delivery.title }}>Deliveries</Link>{title && <Link to="/titles/$title" params={{ title: title.id }}>{title.name}</Link>}</>}
      note={<>{delivery.report.files} files, {size_words(delivery.report.size_bytes)}, {delivery.source === "upload" ? "scanned at the desk" : "scanned where they lie"}, {when(delivery.created)}.{delivery.note && ` ${delivery.note}`}
        {delivery.replaces && <> In place of <Link to="/deliveries/$delivery" params={{ delivery: delivery.replaces }}>an earlier delivery</Link>.</>}
        {delivery.replaced_by && <> Replaced by <Link to="/deliveries/$delivery" params={{ delivery: delivery.replaced_by }}>a newer delivery</Link>.</>}</>}
      acts={may_judge && <><Button busy={judge.isPending} onClick={() => judge.mutate()}><RotateCw aria-hidden size={16} />Judge again</Button>{title && <Button onClick={() => set_replacing(true)}><PackagePlus aria-hidden size={16} />Hand in a replacement</Button>}</>}>
      {line && <VerdictBanner delivery={delivery} line={line} reads_ledger={may(session, "read_ledger", delivery.title)} />}
      <Judgements delivery={delivery} chosen={number} findings={findings.data ?? []} on_choose={(one) => set({ judgement: one === delivery.judgement ? "" : String(one) })} />
      <Section title="Files">
        <Fetched query={files} what="the files" rows={4}>
          {(all) => <Player delivery={delivery.id} files={all} at={search.play === undefined ? first_problem?.number ?? 0 : Number(search.play)} on_at={(at) => set({ play: String(at) })} />}
        </Fetched>
      </Section>
      <Section title="Findings">
        <Fetched query={findings} what="the findings" rows={6}>{(all) => <Findings delivery={delivery} findings={all} judgement={number} />}</Fetched>
      </Section>
      {finding && <FindingPanel key={finding.id} delivery={delivery.id} title={delivery.title} finding={finding} file={files.data?.find((one) => one.path === finding.file)} can_waive={may(session, "waive", delivery.title) && asked === undefined}
        on_play={(at) => set({ play: String(at), finding: "" })} on_close={() => set({ finding: "" })} />}
      {is_replacing && title && <HandIn titles={[title]} title={title.id} replaces={delivery.id} on_done={(newer) => void leave({ to: "/deliveries/$delivery", params: { delivery: newer } })} on_close={() => { set_replacing(false); void leave({ to: "/deliveries", search: { title: title.id } }); }} />}
    </Page>
  );
}
