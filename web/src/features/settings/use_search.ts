import { useNavigate, useSearch } from "@tanstack/react-router";
import { changed, type ListSearch } from "@/ui/listed";

type Search = ListSearch & { person?: string; webhook?: string; state?: string };

/** What is shown and opened of a part of the settings, as it stands in the address, and how it is changed there. */
export function useSettingsSearch(): [Search, (part: Partial<Search>) => void] {
  const search: Search = useSearch({ from: "/inside/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  return [search, (part) => void navigate({ search: (before) => changed<Search>(before, part), replace: part.person === undefined && part.webhook === undefined })];
}
