/** Names in place of ids. The registers of people, tools, companies and titles are read whole once and kept. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { all_query } from "@/api/queries";
import type { Id } from "@/api/records";

export function useNames(): (id: Id | undefined) => string {
  const people = useQuery(all_query("people")).data;
  const tools = useQuery(all_query("tools")).data;
  const companies = useQuery(all_query("companies")).data;
  const titles = useQuery(all_query("titles")).data;
  const names = useMemo(() => new Map<string, string>([
    ...[...(people ?? []), ...(companies ?? []), ...(titles ?? [])].map((one) => [one.id, one.name] as const),
    ...(tools ?? []).map((one) => [one.id, one.product] as const),
  ]), [people, tools, companies, titles]);
  return useCallback((id) => (id ? names.get(id) ?? id : ""), [names]);
}
