import { base_path, csrf_token } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Id } from "@/api/records";
import type { Attachment, Purpose } from "@/features/attachments/queries";

export interface Sending {
  object: Id;
  file: File;
  purpose: Purpose;
  sealed_for?: Id[] | undefined;
  on_progress?: (part: number) => void;
  signal: AbortSignal;
}

/** Sends a file as it is read from disk. `fetch` tells nothing of how far an upload is, so this asks the older way. */
export function send_to(path: string, { file, on_progress, signal, headers = {} }: { file: File; on_progress?: ((part: number) => void) | undefined; signal: AbortSignal; headers?: Record<string, string> }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (): void => {
      const body = ((): object => { try { return JSON.parse(request.responseText) as object; } catch { return {}; } })();
      reject(new Problem({ title: "The file did not arrive", ...body, status: request.status }));
    };
    request.open("POST", `${base_path}api/v1${path}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-CSRF-Token", csrf_token());
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => on_progress?.(event.total ? event.loaded / event.total : 0);
    request.onload = () => { if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText)); else fail(); };
    request.onerror = fail;
    request.onabort = () => reject(new DOMException("Cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

export async function send_file({ object, purpose, sealed_for, ...sending }: Sending): Promise<Attachment> {
  const query = new URLSearchParams({ object, purpose, name: sending.file.name });
  if (sealed_for?.length) query.set("sealed_for", sealed_for.join(","));
  return (await send_to(`/attachments?${query.toString()}`, sending)) as Attachment;
}
