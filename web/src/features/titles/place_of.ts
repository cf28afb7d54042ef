import { nouns_by_prefix } from "@/api/records";

const with_pages: Record<string, string> = { titles: "/titles/", uses: "/uses/", deliveries: "/deliveries/" };
const in_registers = ["tools", "people", "companies", "grants", "consents", "licences", "assets"];

/** The page that shows an object, by its id; nothing for what has none. */
export function place_of(id: string): string | undefined {
  const noun = nouns_by_prefix[id.slice(0, 3)];
  if (noun === undefined) return undefined;
  const page = with_pages[noun];
  if (page !== undefined) return page + id;
  return in_registers.includes(noun) ? `/registers/${noun}?item=${id}` : undefined;
}
