import { queryOptions } from "@tanstack/react-query";
import { ask, client } from "@/api/client";

/** How people may sign in here, and whether the desk can mail. */
export const ways_query = queryOptions({ queryKey: ["sign-in ways"], staleTime: 600_000, queryFn: () => ask(client.GET("/sign-in")) });
