/** Names in place of ids. The registers of people, tools, companies and titles are read whole once and kept. */
import { useQuery } from "@tanstack/react-query";
import { all_query } from "@/api/queries";
import type { Id } from "@/api/records";

export function useNames(): (id: Id | undefined) => string {
  const people = useQuery(all_query("people")).data;
  const tools = useQuery(all_query("tools")).data;
  const companies = useQuery(all_query("companies")).data;
  const titles = useQuery(all_query("titles")).data;
  return (id) => {
    if (!id) return "";
    const found = people?.find((one) => one.id === id)?.name ?? companies?.find((one) => one.id === id)?.name ?? titles?.find((one) => one.id === id)?.name;
    if (found) return found;
    const tool = tools?.find((one) => one.id === id);
    return tool ? [tool.product, tool.version].filter(Boolean).join(" ") : id;
  };
}
