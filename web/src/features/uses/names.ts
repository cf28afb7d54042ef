/** Names in place of ids. The registers of people, tools, companies and titles are read whole once and kept. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Id } from "@/api/records";
import { rows_query } from "@/api/rows";

export function useNames(): (id: Id | undefined) => string {
  const people = useQuery(rows_query("people")).data;
  const tools = useQuery(rows_query("tools")).data;
  const companies = useQuery(rows_query("companies")).data;
  const titles = useQuery(rows_query("titles")).data;
  const names = useMemo(() => new Map<string, string>([
    ...[...(people ?? []), ...(companies ?? []), ...(titles ?? [])].map((one) => [one.id, one.name] as const),
    ...(tools ?? []).map((one) => [one.id, one.product] as const),
  ]), [people, tools, companies, titles]);
  return useCallback((id) => (id ? names.get(id) ?? id : ""), [names]);
}
