import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { type Problem, to_problem } from "@/api/problem";
import type { Id } from "@/api/records";
import { likely_purpose, type Purpose } from "@/features/attachments/queries";
import { send_file } from "@/features/attachments/send_file";
import { say } from "@/ui/toast";

/** A file on its way to the desk, or one that waits for something to hang on. */
export interface Upload {
  key: number;
  file: File;
  purpose: Purpose;
  sealed_for: Id[];
  state: "waiting" | "sending" | "failed";
  part: number;
  problem?: Problem;
}

export interface Uploads {
  items: Upload[];
  add: (files: Iterable<File>, purpose?: Purpose, sealed_for?: Id[]) => void;
  /** Takes one away, and ends its sending. */
  cancel: (key: number) => void;
  retry: (key: number) => void;
  /** Sends all that wait, one after another; throws what kept the first of them from arriving. */
  send_all: (object: Id) => Promise<void>;
}

/** Files that wait while their form is not on screen, by its name: who signs in again finds them. A reload takes them. */
const left_waiting = new Map<string, Upload[]>();

/** Files for `object`, sent as they are added; where there is none yet they wait for `send_all`, and for a form that comes back under
 * the name of `form`. */
export function useUploads(object: Id | undefined, form?: string): Uploads {
  const queries = useQueryClient();
  const [items, set_items] = useState<Upload[]>(() => (form === undefined ? [] : left_waiting.get(form)?.map((one): Upload => ({ ...one, state: "waiting", part: 0 })) ?? []));
  const kept = useRef(items);
  const stops = useRef(new Map<number, AbortController>());
  const next = useRef(1 + Math.max(0, ...items.map((one) => one.key)));
  const put = useCallback((change: (before: Upload[]) => Upload[]) => {
    kept.current = change(kept.current);
    if (form !== undefined) left_waiting.set(form, kept.current);
    set_items(kept.current);
  }, [form]);
  const change = useCallback((key: number, part: Partial<Upload>) => put((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one))), [put]);

  const send = useCallback(async (to: Id, upload: Upload): Promise<void> => {
    const stop = new AbortController();
    stops.current.set(upload.key, stop);
    change(upload.key, { state: "sending", part: 0 });
    try {
      const made = await send_file({ object: to, file: upload.file, purpose: upload.purpose, sealed_for: upload.sealed_for, signal: stop.signal, on_progress: (part) => change(upload.key, { part }) });
      put((before) => before.filter((one) => one.key !== upload.key));
      say("Attached", made.remark ? `${upload.file.name}: ${made.remark}` : upload.file.name);
    } catch (error) {
      if (error instanceof DOMException) put((before) => before.filter((one) => one.key !== upload.key));
      else { change(upload.key, { state: "failed", problem: to_problem(error) }); throw error; }
    } finally {
      stops.current.delete(upload.key);
      // A list that is read for the first time may be one from before this file, and would not be read again.
      await queries.cancelQueries({ queryKey: ["attachments"] });
      void queries.invalidateQueries({ queryKey: ["attachments"] });
    }
  }, [change, put, queries]);

  const send_all = useCallback(async (to: Id) => {
    for (const upload of kept.current) if (upload.state !== "sending") await send(to, upload);
  }, [send]);

  return {
    items,
    send_all,
    add: (files, purpose, sealed_for = []) => {
      const added = [...files].map((file): Upload => ({ key: next.current++, file, purpose: purpose ?? likely_purpose(file), sealed_for, state: "waiting", part: 0 }));
      put((before) => [...before, ...added]);
      if (object) void send_all(object).catch(() => undefined);
    },
    cancel: (key) => {
      const stop = stops.current.get(key);
      if (stop) stop.abort();
      else put((before) => before.filter((one) => one.key !== key));
    },
    retry: (key) => {
      const upload = kept.current.find((one) => one.key === key);
      if (object && upload) void send(object, upload).catch(() => undefined);
    },
  };
}
