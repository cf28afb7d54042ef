import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { base_path } from "@/api/client";
import { queries } from "@/app/queries";
import { session_query } from "@/api/queries";
import { Inside, Outside, Root } from "@/app/frame";
import { NotFound, Broken } from "@/app/not_found";
import { first_place } from "@/app/places";

const root = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Broken });

/** Keeps the texts of a page's address; everything else in it is dropped. */
const texts = <K extends string>(...keys: K[]) => (search: Record<string, unknown>): { [key in K]?: string } =>
  Object.fromEntries(keys.flatMap((key) => (typeof search[key] === "string" || typeof search[key] === "number" ? [[key, String(search[key])]] : []))) as { [key in K]?: string };

// --- for everybody
const outside = createRoute({ getParentRoute: () => root, id: "outside", component: Outside });
const sign_in = createRoute({ getParentRoute: () => outside, path: "/sign-in", validateSearch: texts("to"), component: lazyRouteComponent(() => import("@/pages/sign_in"), "SignIn") });
const first_start = createRoute({ getParentRoute: () => outside, path: "/first-start", component: lazyRouteComponent(() => import("@/pages/first_start"), "FirstStart") });
const invitation = createRoute({ getParentRoute: () => outside, path: "/invitation", component: lazyRouteComponent(() => import("@/pages/invitation"), "Invitation") });

const role = createRoute({ getParentRoute: () => outside, path: "/role", component: lazyRouteComponent(() => import("@/pages/role"), "Role") });
const reset = createRoute({ getParentRoute: () => outside, path: "/reset", component: lazyRouteComponent(() => import("@/pages/reset"), "Reset") });

const verify = createRoute({ getParentRoute: () => outside, path: "/verify", component: lazyRouteComponent(() => import("@/pages/verify"), "Verify") });
const talent = createRoute({ getParentRoute: () => outside, path: "/link", component: lazyRouteComponent(() => import("@/pages/talent"), "Talent") });

// --- for those who are signed in
const inside = createRoute({
  getParentRoute: () => root, id: "inside", component: Inside,
  beforeLoad: async ({ location }) => {
    const session = await queries.ensureQueryData(session_query);
    if (!session) throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
  },
});
const home = createRoute({
  getParentRoute: () => inside, path: "/",
  beforeLoad: async () => { throw redirect({ to: first_place(await queries.ensureQueryData(session_query)) }); },
});
const inbox = createRoute({ getParentRoute: () => inside, path: "/inbox", validateSearch: texts("q", "sort", "item", "title", "due"), component: lazyRouteComponent(() => import("@/pages/inbox"), "Inbox") });
const titles = createRoute({ getParentRoute: () => inside, path: "/titles", validateSearch: texts("q", "sort"), component: lazyRouteComponent(() => import("@/pages/titles"), "Titles") });
const title = createRoute({ getParentRoute: () => inside, path: "/titles/$title", component: lazyRouteComponent(() => import("@/pages/title"), "TitlePage") });
const disclosure = createRoute({ getParentRoute: () => inside, path: "/titles/$title/disclosure", validateSearch: texts("q", "sort", "row", "reader"), component: lazyRouteComponent(() => import("@/pages/disclosure"), "Disclosure") });
const declare = createRoute({ getParentRoute: () => inside, path: "/declare", validateSearch: texts("title", "from", "draft", "step"), component: lazyRouteComponent(() => import("@/pages/declare"), "Declare") });
const use = createRoute({ getParentRoute: () => inside, path: "/uses/$use", component: lazyRouteComponent(() => import("@/pages/use"), "UsePage") });
const register = createRoute({ getParentRoute: () => inside, path: "/registers/$noun", validateSearch: texts("q", "state", "title", "sort", "item"), component: lazyRouteComponent(() => import("@/pages/register"), "RegisterPage") });
const deliveries = createRoute({ getParentRoute: () => inside, path: "/deliveries", validateSearch: texts("q", "title", "state", "sort"), component: lazyRouteComponent(() => import("@/pages/deliveries"), "Deliveries") });
const delivery = createRoute({ getParentRoute: () => inside, path: "/deliveries/$delivery", validateSearch: texts("judgement", "show", "severity", "rule", "use", "file", "sort", "finding", "play"), component: lazyRouteComponent(() => import("@/pages/delivery"), "DeliveryPage") });
const ledger = createRoute({ getParentRoute: () => inside, path: "/ledger/$tree", validateSearch: texts("q", "noun", "since", "until", "order", "entry", "first"), component: lazyRouteComponent(() => import("@/pages/ledger"), "Ledger") });
const expiry = createRoute({ getParentRoute: () => inside, path: "/expiry", validateSearch: texts("q", "title", "day"), component: lazyRouteComponent(() => import("@/pages/expiry"), "Expiry") });
const account = createRoute({ getParentRoute: () => inside, path: "/account", component: lazyRouteComponent(() => import("@/pages/account"), "AccountPage") });
const device = createRoute({ getParentRoute: () => inside, path: "/device", component: lazyRouteComponent(() => import("@/pages/device"), "DevicePage") });
const settings = createRoute({ getParentRoute: () => inside, path: "/settings/$part", validateSearch: texts("q", "sort", "person", "webhook", "state"), component: lazyRouteComponent(() => import("@/pages/settings"), "SettingsPage") });

const rulebooks = createRoute({ getParentRoute: () => inside, path: "/rulebooks", validateSearch: texts("q", "sort"), component: lazyRouteComponent(() => import("@/pages/rulebooks"), "Rulebooks") });
const rulebook = createRoute({ getParentRoute: () => inside, path: "/rulebooks/$rulebook", validateSearch: texts("tab", "q", "row", "against"), component: lazyRouteComponent(() => import("@/pages/rulebook"), "RulebookPage") });

const tree = root.addChildren([
  outside.addChildren([sign_in, first_start, invitation, reset, verify, role, talent]),
  inside.addChildren([home, inbox, titles, title, disclosure, declare, use, register, deliveries, delivery, ledger, expiry, rulebooks, rulebook, account, device, settings]),
]);

export const router = createRouter({ routeTree: tree, basepath: base_path, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
