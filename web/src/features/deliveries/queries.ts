import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";
import type { DeliveredFile, Finding, Id, Job, Page, Upload } from "@/api/records";

const pages_max = 200;

async function all_pages<T>(read: (cursor: string | undefined) => Promise<{ items: T[]; next: string | number | null }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let number = 0; number < pages_max; ++number) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.next === null) break;
    cursor = String(page.next);
  }
  return items;
}

/** What a judgement found; the newest where no number is named. */
export const findings_query = (id: Id, judgement?: number) => queryOptions({
  queryKey: ["deliveries", "findings", id, judgement ?? "newest"],
  queryFn: () => all_pages<Finding>(async (cursor) => (await ask(client.GET("/deliveries/{id}/findings", {
    params: { path: { id }, query: { limit: 200, ...(judgement ? { judgement } : {}), ...(cursor ? { cursor } : {}) } } }))) as { items: Finding[]; next: string | null }),
});

export const files_query = (id: Id, judgement?: number) => queryOptions({
  queryKey: ["deliveries", "files", id, judgement ?? "newest"],
  queryFn: () => all_pages<DeliveredFile>((cursor) => ask(client.GET("/deliveries/{id}/files", {
    params: { path: { id }, query: { limit: 200, ...(judgement ? { judgement } : {}), ...(cursor ? { cursor } : {}) } } }))),
});

/** One file with its evidence. */
export const file_query = (id: Id, number: number) => queryOptions({
  queryKey: ["deliveries", "file", id, number],
  queryFn: () => ask(client.GET("/deliveries/{id}/files/{number}", { params: { path: { id, number } } })),
});

export const jobs_query = queryOptions({
  queryKey: ["jobs", "list"],
  queryFn: async () => (await ask(client.GET("/jobs", { params: { query: { limit: 20 } } }))) as unknown as Page<Job>,
});

/** Kept fresh by events; asked for now and then where they do not come. */
export const job_query = (job: Job) => queryOptions({
  queryKey: ["jobs", "one", job.id],
  queryFn: () => ask(client.GET("/jobs/{id}", { params: { path: { id: job.id } } })),
  initialData: job,
  refetchInterval: (query) => (is_over(query.state.data) ? false : 5_000),
});

export const is_over = (job: Job | undefined): boolean => job !== undefined && job.state !== "waiting" && job.state !== "running";

/** Files of one's own that lie at the desk and were not scanned yet. */
export const uploads_query = (title: Id) => queryOptions({
  queryKey: ["uploads", title],
  queryFn: () => all_pages<Upload>(async (cursor) => (await ask(client.GET("/uploads", { params: { query: { limit: 200, title, ...(cursor ? { cursor } : {}) } } }))) as unknown as Page<Upload>),
});
