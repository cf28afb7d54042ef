import createClient from "openapi-fetch";
import { early_or_fetch } from "@/api/early";
import { Problem } from "@/api/problem";
import type { components, paths } from "@/api/schema";

/** Where the desk is served: "/" or "/goodgate/". A built script lies in "<base>assets/". */
export const base_path = import.meta.env.DEV ? "/" : new URL(/* @vite-ignore */ "..", import.meta.url).pathname;

let csrf = "";

/** The token that each change by a session carries; it comes with the session. */
export function set_csrf(token: string | undefined): void {
  csrf = token ?? "";
}

/** The same, for what does not go through `client`. */
export const csrf_token = (): string => csrf;

export const client = createClient<paths>({ baseUrl: `${base_path}api/v1`, fetch: early_or_fetch });

client.use({
  onRequest({ request }) {
    if (csrf && request.method !== "GET") request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
});

type Answer<T> = { data?: T; error?: components["schemas"]["ProblemAnswer"]; response: Response };

/** The body of an answer; throws a `Problem` where there is none. */
export async function ask<T>(asked: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    throw new Problem({ status: 0, title: "No answer from the server", detail: error instanceof Error ? error.message : "" });
  }
  if (answer.response.ok) return answer.data as T;
  throw new Problem({ ...answer.error, status: answer.response.status });
}

/** The version that a change is about, as If-Match wants it. */
export const version_of = (record: { version: number }): { "If-Match": string } => ({ "If-Match": `"v${record.version}"` });
