import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problem";
import { session_query } from "@/api/queries";

function note_end_of_session(error: unknown): void {
  if (error instanceof Problem && error.status === 401) queries.setQueryData(session_query.queryKey, null);
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: note_end_of_session }),
  mutationCache: new MutationCache({ onError: note_end_of_session }),
  defaultOptions: {
    // Without network a request fails and says so; it does not wait unseen.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 30_000,
      // What the server refused stays refused; what could not be reached is tried again.
      retry: (count, error) => count < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
      retryDelay: (count) => 400 * 2 ** count,
    },
  },
});
