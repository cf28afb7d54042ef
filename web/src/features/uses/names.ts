/** Names in place of ids. The registers of people, tools, companies and titles are read whole once and kept. */
import { useQuery } from "@tanstack/react-query";
import type { Id } from "@/api/records";
import { rows_query } from "@/api/rows";

type Name = (id: Id | undefined) => string;
type Named = { id: Id; name: string }[] | undefined;

/** One function for the same names, whichever screen asks: what is worked out by it stays worked out. */
let kept: { parts: unknown[]; name: Name } | undefined;

function name_by(named: Named[], tools: { id: Id; product: string }[] | undefined): Name {
  const parts = [...named, tools];
  if (kept?.parts.every((part, index) => part === parts[index])) return kept.name;
  const names = new Map<Id, string>([...named.flatMap((list) => (list ?? []).map((one) => [one.id, one.name] as const)), ...(tools ?? []).map((one) => [one.id, one.product] as const)]);
  const name: Name = (id) => (id ? names.get(id) ?? id : "");
  kept = { parts, name };
  return name;
}

export function useNames(): Name {
  const people = useQuery(rows_query("people")).data;
  const tools = useQuery(rows_query("tools")).data;
  const companies = useQuery(rows_query("companies")).data;
  const titles = useQuery(rows_query("titles")).data;
  return name_by([people, companies, titles], tools);
}
