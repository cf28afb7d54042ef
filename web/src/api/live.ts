import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { base_path } from "@/api/client";
import { listen } from "@/api/event_stream";
import { inbox_query } from "@/api/queries";

const plurals: Record<string, string> = {
  company: "companies", person: "people", grant: "grants", title: "titles", tool: "tools", use: "uses", consent: "consents", licence: "licences",
  approval: "approvals", asset: "assets", disclosure: "disclosures", waiver: "waivers", delivery: "deliveries", webhook: "webhooks", rulebook: "rulebooks", job: "jobs", attachment: "attachments",
  cue_sheet: "disclosures", release: "disclosures",
};

/** How far a job is comes with the event itself; the list is read anew once it is over. */
function take_job(queries: QueryClient, job: { id?: string; state?: string }): void {
  queries.setQueryData(["jobs", "one", job.id], job);
  if (job.state !== "running") void queries.invalidateQueries({ queryKey: ["jobs"] });
}

async function read_anew(queries: QueryClient, plural: string): Promise<void> {
  await queries.cancelQueries({ queryKey: [plural], predicate: ({ state }) => state.data === undefined });
  await queries.invalidateQueries({ queryKey: [plural] });
}

/** Reads anew what an event is about. What is not on screen waits until it is. What is read for the first time may be from before the
 * event, and would count as fresh: it is begun again. */
function refresh(queries: QueryClient, data: string): void {
  let noun = "";
  try {
    const event = JSON.parse(data) as { noun?: unknown; id?: string; state?: string };
    noun = String(event.noun ?? "");
    if (noun === "job") return take_job(queries, event);
  } catch {
    return;
  }
  void read_anew(queries, plurals[noun] ?? noun);
  if (noun === "consent") void queries.invalidateQueries({ queryKey: inbox_query.queryKey });
  void queries.invalidateQueries({ queryKey: ["ledger"] });
}

/** Keeps every screen fresh. One window of a person's holds the stream; it tells the others. */
export function useLive(is_signed_in: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!is_signed_in) return undefined;
    const stop = new AbortController();
    const channel = new BroadcastChannel("goodgate-events");
    channel.onmessage = (message: MessageEvent<string | null>) => {
      if (message.data === null) void queries.invalidateQueries();
      else refresh(queries, message.data);
    };
    const hold = () => listen(`${base_path}api/v1/events`, stop.signal,
      (heard) => { refresh(queries, heard.data); channel.postMessage(heard.data); },
      () => { void queries.invalidateQueries(); channel.postMessage(null); });
    // Without locks (a page that is not served securely) each window listens for itself.
    const held = "locks" in navigator ? navigator.locks.request("goodgate-events", { signal: stop.signal }, hold) : hold();
    void Promise.resolve(held).catch(() => undefined);
    return () => { stop.abort(); channel.close(); };
  }, [is_signed_in, queries]);
}
