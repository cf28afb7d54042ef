import { useQuery } from "@tanstack/react-query";
import { BookOpenCheck, Building2, Film, type LucideIcon, Sparkles, UserRound, Wrench } from "lucide-react";
import { useDeferredValue } from "react";
import { all_query, page_query } from "@/api/queries";
import { places } from "@/app/places";
import { may, useSession } from "@/app/session";
import { rulebooks_query } from "@/features/rulebooks/queries";
import { matches } from "@/ui/folded";
import { state_word } from "@/ui/words";

export interface Hit {
  key: string;
  label: string;
  note: string;
  icon: LucideIcon;
  to: string;
}

const shown_max = 6;  // of one kind
const asked_max = 60;

/** Of a sign of a script without letters one is much; of letters one is nothing. */
const is_enough = (text: string): boolean => text.length > 1 || /[^\p{ASCII}]/u.test(text);

/** The writings of a word that the server, which knows no case beyond A to Z, tells apart. */
const writings = (text: string): string[] => {
  const first = text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
  return /[^\p{ASCII}]/u.test(text) ? [...new Set([text, text.toLowerCase(), first])] : [text];
};

/** Uses that are called so: the server finds where the letters stand, here is seen whether they stand in a name. */
function useUses(asked: string, enabled: boolean): Hit[] {
  const [typed = "", lower = typed, first = typed] = writings(asked.split(/\s+/)[0] ?? "");
  const query = (q: string) => ({ ...page_query("uses", { q, limit: asked_max }), enabled });
  const found = [useQuery(query(typed)).data, useQuery(query(lower)).data, useQuery(query(first)).data].flatMap((page) => page?.items ?? []);
  const once = [...new Map(found.map((use) => [use.id, use])).values()];
  return once.filter((use) => matches(asked, use.summary, use.intent)).map((use) => ({ key: use.id, label: use.summary, note: state_word(use.state).label, icon: Sparkles, to: `/uses/${use.id}` }));
}

/** What is called so in the registers that are kept whole: titles, people, tools, companies, rulebooks. */
function useNamed(asked: string, enabled: boolean): Hit[][] {
  const session = useSession();
  const titles = useQuery({ ...all_query("titles"), enabled }).data ?? [];
  const people = useQuery({ ...all_query("people"), enabled }).data ?? [];
  const tools = useQuery({ ...all_query("tools"), enabled }).data ?? [];
  const companies = useQuery({ ...all_query("companies"), enabled }).data ?? [];
  const books = useQuery({ ...rulebooks_query, enabled: enabled && may(session, "read_rulebooks") }).data?.items ?? [];
  return [
    titles.filter((one) => matches(asked, one.name)).map((one) => ({ key: one.id, label: one.name, note: "Title", icon: Film, to: `/titles/${one.id}` })),
    people.filter((one) => matches(asked, one.name, one.email)).map((one) => ({ key: one.id, label: one.name, note: "Person", icon: UserRound, to: `/registers/people?item=${one.id}` })),
    tools.filter((one) => matches(asked, one.product, one.tier)).map((one) => ({ key: one.id, label: one.product, note: "Tool", icon: Wrench, to: `/registers/tools?item=${one.id}` })),
    companies.filter((one) => matches(asked, one.name)).map((one) => ({ key: one.id, label: one.name, note: "Company", icon: Building2, to: `/registers/companies?item=${one.id}` })),
    books.filter((one) => matches(asked, one.name, one.book)).map((one) => ({ key: one.book, label: one.name, note: "Rulebook", icon: BookOpenCheck, to: `/rulebooks?q=${encodeURIComponent(one.book)}` })),
  ];
}

/** The places that are called so, and what stands in the register under these letters. */
export function useHits(text: string): { hits: Hit[]; is_searching: boolean } {
  const session = useSession();
  const asked = useDeferredValue(text.trim());
  const enabled = is_enough(asked);
  const named = useNamed(asked, enabled);
  const uses = useUses(asked, enabled);
  const [titles = [], ...others] = named;
  const found = enabled ? [titles, uses, ...others].flatMap((hits) => hits.slice(0, shown_max)) : [];
  const going = places.filter((place) => place.allowed(session) && matches(text.trim(), place.label)).map((place) => ({ key: place.to, label: place.label, note: "Go to", icon: place.icon, to: place.to }));
  return { hits: [...going, ...found], is_searching: asked !== text.trim() };
}
