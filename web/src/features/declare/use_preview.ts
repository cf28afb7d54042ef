import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Problem, to_problem } from "@/api/problem";
import type { Form } from "@/features/declare/form";
import { preview, type Ruling } from "@/features/uses/queries";
import { useSettled } from "@/ui/settled";

/** What the rulebooks say of what is written so far; nothing is kept. The last ruling stands until the next one is there. */
export function usePreview(title: string, company: string, form: Form): { ruling: Ruling | undefined; is_fresh: boolean; problem: Problem | undefined } {
  const asked = useSettled(form);
  const query = useQuery({
    queryKey: ["preview", title, company, asked],
    placeholderData: keepPreviousData,
    enabled: company !== "",
    gcTime: 30_000,
    queryFn: ({ signal }) => preview({ ...asked, title, company, summary: asked.summary?.trim() || "Not named yet" }, signal),
  });
  return { ruling: query.data, is_fresh: asked === form && !query.isFetching, problem: query.error ? to_problem(query.error) : undefined };
}
