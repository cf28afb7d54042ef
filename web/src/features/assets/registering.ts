import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { ask, client } from "@/api/client";
import { type Problem, to_problem } from "@/api/problem";
import type { Id } from "@/api/records";
import type { components } from "@/api/schema";
import { hash_file } from "@/features/assets/hash_file";
import { small_picture } from "@/features/assets/small_picture";
import { say } from "@/ui/toast";

type Output = components["schemas"]["OutputsBody"]["assets"][number];
export type As = Pick<Output, "kind" | "status">;

/** A file on its way into the register. */
export interface Registering {
  key: number;
  file: File;
  as: As;
  state: "waiting" | "hashing" | "failed";
  part: number;
  problem?: Problem;
}

/** Its path where a folder was chosen. */
const name_of = (file: File): string => file.webkitRelativePath || file.name;
const day_of = (file: File): string => new Date(file.lastModified).toISOString().slice(0, 10);

const next_of = (items: Registering[]): Registering | undefined => items.find(({ state }) => state === "waiting");

function say_all(what: string, files: { name: string }[]): void {
  if (files.length > 0) say(what, files.length === 1 ? files[0]?.name : `${files.length} files`);
}

/** Registers files for a use, one after the other: they are hashed here, and stay where they are. */
export function useRegistering(use: Id): { items: Registering[]; add: (files: Iterable<File>, as: As) => void; cancel: (key: number) => void; retry: (key: number) => void } {
  const queries = useQueryClient();
  const [items, set_items] = useState<Registering[]>([]);
  const kept = useRef<Registering[]>([]);
  const stops = useRef(new Map<number, AbortController>());
  const next_key = useRef(1);
  const is_busy = useRef(false);
  const put = useCallback((change: (before: Registering[]) => Registering[]) => { kept.current = change(kept.current); set_items(kept.current); }, []);
  const change = useCallback((key: number, part: Partial<Registering>) => put((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one))), [put]);

  const register = useCallback(async ({ key, file, as }: Registering): Promise<{ name: string; is_new: boolean } | undefined> => {
    const stop = new AbortController();
    stops.current.set(key, stop);
    change(key, { state: "hashing", part: 0 });
    try {
      const sha256 = await hash_file(file, { signal: stop.signal, on_progress: (part) => change(key, { part }) });
      const picture = await small_picture(file);
      stop.signal.throwIfAborted();
      const asset: Output = { sha256, file: name_of(file), size_bytes: file.size, ...as, ...(as.kind === "generated" ? { generated: day_of(file) } : {}), ...(picture ? { picture } : {}) };
      const { items: [answer] } = await ask(client.POST("/uses/{id}/assets", { params: { path: { id: use } }, body: { assets: [asset] } })) as unknown as { items: { result: string }[] };
      put((before) => before.filter((one) => one.key !== key));
      return { name: file.name, is_new: answer?.result === "applied" };
    } catch (error) {
      if (stop.signal.aborted) put((before) => before.filter((one) => one.key !== key));
      else change(key, { state: "failed", problem: to_problem(error) });
      return undefined;
    } finally {
      stops.current.delete(key);
      void queries.invalidateQueries({ queryKey: ["assets"] });
    }
  }, [change, put, queries, use]);

  const go_on = useCallback(async () => {
    if (is_busy.current) return;
    is_busy.current = true;
    const done: { name: string; is_new: boolean }[] = [];
    for (let one = next_of(kept.current); one; one = next_of(kept.current)) {
      const registered = await register(one);
      if (registered) done.push(registered);
    }
    is_busy.current = false;
    say_all("Registered", done.filter((one) => one.is_new));
    say_all("Registered before", done.filter((one) => !one.is_new));
  }, [register]);

  return {
    items,
    add: (files, as) => {
      put((before) => [...before, ...[...files].map((file): Registering => ({ key: next_key.current++, file, as, state: "waiting", part: 0 }))]);
      void go_on();
    },
    cancel: (key) => {
      const stop = stops.current.get(key);
      if (stop) stop.abort();
      else put((before) => before.filter((one) => one.key !== key));
    },
    retry: (key) => { change(key, { state: "waiting", part: 0 }); void go_on(); },
  };
}
