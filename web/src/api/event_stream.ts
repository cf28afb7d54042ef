/** Server-sent events over fetch: any name of event, and an end that says why (EventSource says neither). */

export interface Heard {
  id: string;
  name: string;
  data: string;
}

/** Takes lines of a stream apart (WHATWG HTML section 9.2.6). */
export class EventParser {
  #left = "";
  #id = "";
  #name = "";
  #data: string[] = [];

  push(text: string): Heard[] {
    const lines = (this.#left + text).split(/\r\n|\n|\r/);
    this.#left = lines.pop() ?? "";
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): Heard | undefined {
    if (line === "") return this.#dispatch();
    if (line.startsWith(":")) return undefined;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "id") this.#id = value;
    if (field === "event") this.#name = value;
    if (field === "data") this.#data.push(value);
    return undefined;
  }

  #dispatch(): Heard | undefined {
    const heard = { id: this.#id, name: this.#name || "message", data: this.#data.join("\n") };
    const has_data = this.#data.length > 0 || this.#name !== "";
    this.#name = "";
    this.#data = [];
    return has_data ? heard : undefined;
  }
}

const first_wait_ms = 1_000;
const last_wait_ms = 30_000;

/** Listens until told to stop, and goes on where it was cut off. `on_gap` is called where something may have been missed. */
export async function listen(url: string, signal: AbortSignal, on_event: (heard: Heard) => void, on_gap: () => void): Promise<void> {
  let last_id = "";
  let wait_ms = first_wait_ms;
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { signal, headers: { Accept: "text/event-stream", ...(last_id ? { "Last-Event-ID": last_id } : {}) } });
      if (response.status === 401 || response.status === 403) return;
      if (response.ok && response.body) {
        wait_ms = first_wait_ms;
        const parser = new EventParser();
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let part = await reader.read(); !part.done; part = await reader.read())
          for (const heard of parser.push(part.value)) {
            if (heard.id) last_id = heard.id;
            if (heard.name === "reset") on_gap();
            else if (heard.name !== "bye") on_event(heard);
          }
      }
    } catch {
      // Cut off: wait, then go on from the last event.
    }
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, wait_ms));
    wait_ms = Math.min(wait_ms * 2, last_wait_ms);
    if (!last_id) on_gap();
  }
}
