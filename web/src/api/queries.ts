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

const pages_max = 60;

/** A whole list, page after page. */
export const all_query = <N extends Noun>(noun: N, filter: Filter = {}) => queryOptions({
  queryKey: [noun, "all", filter],
  queryFn: async ({ signal }) => {
    const items: NounMap[N][] = [];
    let cursor: string | undefined;
    for (let page_number = 0; page_number < pages_max; ++page_number) {
      const query = { limit: 200, ...filter, ...(cursor === undefined ? {} : { cursor }) };
      const page = (await ask(client.GET(`/${noun}` as "/uses", { params: { query }, signal }))) as unknown as Page<NounMap[N]>;
      items.push(...page.items);
      if (page.next === null) break;
      cursor = String(page.next);
    }
    return items;
  },
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
