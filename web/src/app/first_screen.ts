import { inbox_query, session_query } from "@/api/queries";
import { queries } from "@/app/queries";
import { router } from "@/app/router";

/** Asks for what the first screen needs all at once, not one after the other: who is signed in, what waits, the screen's own program. */
export function ask_for_first_screen(): void {
  const ids = router.matchRoutes(router.latestLocation).map((match) => match.routeId as keyof typeof router.routesById);
  for (const id of ids) void router.loadRouteChunk(router.routesById[id]);
  if (!ids.includes("/inside")) return;
  void queries.prefetchQuery(session_query);
  void queries.prefetchQuery(inbox_query);
}
