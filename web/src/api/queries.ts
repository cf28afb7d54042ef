/** What is read from the desk, by key. A key begins with the noun, so that an event of one refreshes it. */
import { queryOptions } from "@tanstack/react-query";
import { ask, client, set_csrf } from "@/api/client";
import { Problem } from "@/api/problem";
import type { Entry, Id, InboxItem, Noun, NounMap, Page } from "@/api/records";
import type { paths } from "@/api/schema";

export type Filter = NonNullable<paths["/uses"]["get"]["parameters"]["query"]>;

/** Who is signed in; null where nobody is. */
export const session_query = queryOptions({
  queryKey: ["session"],
  staleTime: 60_000,
  queryFn: async () => {
    try {
      const session = await ask(client.GET("/session"));
      set_csrf(session.csrf);
      return session;
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

/** One page of a list: at most 200 records. */
export const page_query = <N extends Noun>(noun: N, filter: Filter = {}) => queryOptions({
  queryKey: [noun, "page", filter],
  queryFn: async () => (await ask(client.GET(`/${noun}` as "/uses", { params: { query: { limit: 200, ...filter } } }))) as unknown as Page<NounMap[N]>,
});

/** Every page of a list, one after the other. */
export async function read_pages<T>(noun: Noun, query: object, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = (await ask(client.GET(`/${noun}` as "/uses", { params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }, signal }))) as unknown as Page<T>;
    items.push(...page.items);
    cursor = page.next === null ? undefined : String(page.next);
  } while (cursor !== undefined);
  return items;
}

/** A whole list, however long: what is chosen from or counted on screen leaves nobody out. */
export const all_query = <N extends Noun>(noun: N, filter: Filter = {}) => queryOptions({
  queryKey: [noun, "all", filter],
  queryFn: ({ signal }) => read_pages<NounMap[N]>(noun, { limit: 200, ...filter }, signal),
});

export const record_query = <N extends Noun>(noun: N, id: Id) => queryOptions({
  queryKey: [noun, "one", id],
  queryFn: async () => (await ask(client.GET(`/${noun}/{id}` as "/uses/{id}", { params: { path: { id } } }))) as unknown as NounMap[N],
});

export const history_query = (noun: Noun, id: Id) => queryOptions({
  queryKey: [noun, "history", id],
  queryFn: async () => (await ask(client.GET(`/${noun}/{id}/history` as "/uses/{id}/history", { params: { path: { id } } }))) as unknown as Page<Entry>,
});

export const inbox_query = queryOptions({
  queryKey: ["uses", "inbox"],
  queryFn: async () => (await ask(client.GET("/inbox"))) as unknown as Page<InboxItem>,
});
