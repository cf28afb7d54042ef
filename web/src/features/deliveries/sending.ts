/** Files on their way to the desk. They go on while one moves from screen to screen; after the page was closed the same files,
 * chosen again, go on where they were: the desk knows how much of each it has. */
import { useSyncExternalStore } from "react";
import { ask, client } from "@/api/client";
import { Problem, to_problem } from "@/api/problem";
import type { Id, Job, Upload } from "@/api/records";
import { queries } from "@/app/queries";
import { uploads_query } from "@/features/deliveries/queries";

const part_bytes = 4 * 1024 * 1024;
const tries_max = 6;
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface Named { name: string; file: File }
export interface Handing { title: Id; name: string; note?: string; replaces?: Id }

export interface Sending {
  handing: Handing;
  files_total: number;
  files_done: number;
  bytes_total: number;
  bytes_done: number;
  /** Of them, what the desk had before. */
  bytes_before: number;
  begun: number;
  /** The network is away: it is tried again. */
  waits: boolean;
  problem?: Problem;
  job?: Job;
}

let current: Sending | undefined;
let stopping: AbortController | undefined;
const listeners = new Set<() => void>();

function set(part: Partial<Sending>): void {
  if (current) current = { ...current, ...part };
  for (const listener of listeners) listener();
}

export const useSending = (): Sending | undefined =>
  useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => current);

/** Stops sending; what is at the desk stays there for some days. */
export function stop_sending(): void {
  stopping?.abort();
  current = undefined;
  set({});
}

const mark_of = (file: File): string => String(file.lastModified);
const is_same = (upload: Upload, one: Named): boolean => upload.name === one.name && upload.size === one.file.size && upload.mark === mark_of(one.file) && !upload.job;

async function begin(title: Id, one: Named, known: Upload[]): Promise<Upload> {
  const found = known.find((upload) => is_same(upload, one));
  return found ?? ask(client.POST("/uploads", { body: { title, name: one.name, size: one.file.size, mark: mark_of(one.file) } }));
}

async function append(upload: Upload, offset: number, part: Blob, signal: AbortSignal): Promise<void> {
  await ask(client.PATCH("/uploads/{id}", {
    params: { path: { id: upload.id }, header: { "Upload-Offset": offset } },
    body: part as unknown as string, bodySerializer: (body: unknown) => body as BodyInit,
    headers: { "Content-Type": "application/partial-upload" }, signal,
  }));
}

async function send_file(upload: Upload, file: File, signal: AbortSignal): Promise<void> {
  let offset = upload.received;
  let tries = 0;
  while (offset < file.size) {
    const part = file.slice(offset, offset + part_bytes);
    try {
      await append(upload, offset, part, signal);
      offset += part.size;
      tries = 0;
      set({ bytes_done: (current?.bytes_done ?? 0) + part.size, waits: false });
    } catch (error) {
      if (signal.aborted) throw error;
      const problem = to_problem(error);
      const is_passing = problem.status === 0 || problem.status === 409 || problem.status === 503;
      if (!is_passing || ++tries === tries_max) throw problem;
      set({ waits: problem.status !== 409 });
      await pause(problem.status === 409 ? 100 : 500 * 2 ** tries);
      const at = await ask(client.GET("/uploads/{id}", { params: { path: { id: upload.id } } })).catch(() => undefined);
      if (at) offset = at.received;
    }
  }
}

async function send_all(handing: Handing, files: Named[], signal: AbortSignal): Promise<Job> {
  const known = await queries.fetchQuery({ ...uploads_query(handing.title), staleTime: 0 });
  const before = files.reduce((sum, one) => sum + (known.find((upload) => is_same(upload, one))?.received ?? 0), 0);
  set({ bytes_before: before, bytes_done: before });
  const uploads: Id[] = [];
  for (const one of files) {
    if (signal.aborted) throw new Problem({ status: 0, title: "Stopped" });
    const upload = await begin(handing.title, one, known);
    await send_file(upload, one.file, signal);
    uploads.push(upload.id);
    set({ files_done: uploads.length });
  }
  return ask(client.POST("/deliveries/scan", { body: { ...handing, uploads } }));
}

/** Sends files and has them scanned. One delivery at a time. */
export async function send(handing: Handing, files: Named[]): Promise<Job | undefined> {
  const stop = new AbortController();
  stopping = stop;
  current = { handing, files_total: files.length, files_done: 0, bytes_total: files.reduce((sum, one) => sum + one.file.size, 0), bytes_done: 0, bytes_before: 0, begun: Date.now(), waits: false };
  set({});
  const leave = (event: BeforeUnloadEvent): void => event.preventDefault();
  window.addEventListener("beforeunload", leave);
  try {
    const job = await send_all(handing, files, stop.signal);
    current = undefined;
    set({});
    return job;
  } catch (error) {
    if (!stop.signal.aborted) set({ problem: to_problem(error) });
    return undefined;
  } finally {
    window.removeEventListener("beforeunload", leave);
    void queries.invalidateQueries({ queryKey: ["uploads"] });
    void queries.invalidateQueries({ queryKey: ["jobs"] });
  }
}

interface Entry { isFile: boolean; isDirectory: boolean; fullPath: string; file: (done: (file: File) => void, failed: (error: Error) => void) => void; createReader: () => { readEntries: (done: (entries: Entry[]) => void, failed: (error: Error) => void) => void } }

async function files_below(entry: Entry): Promise<Named[]> {
  if (entry.isFile) return [{ name: entry.fullPath.replace(/^\//, ""), file: await new Promise<File>((done, failed) => entry.file(done, failed)) }];
  const reader = entry.createReader();
  const found: Named[] = [];
  for (;;) {
    const some = await new Promise<Entry[]>((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return found;
    for (const one of some) found.push(...await files_below(one));
  }
}

/** What was dropped: files, and all below folders, with their paths. */
export async function dropped_files(transfer: DataTransfer): Promise<Named[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry() as unknown as Entry | null).filter((entry) => entry !== null);
  return (await Promise.all(entries.map(files_below))).flat();
}

/** What was chosen by a field; of a folder, the paths below it. */
export const chosen_files = (list: FileList | null): Named[] => [...(list ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
