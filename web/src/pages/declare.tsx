import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { record_query } from "@/api/queries";
import { DeclareForm } from "@/features/declare/declare_form";
import { start_of } from "@/features/declare/form";
import { Empty, Fetched } from "@/ui/fetched";
import { Page } from "@/ui/page";
import { PickTitle } from "@/features/declare/pick_title";

/** A new use, one like an earlier one (`from`), or a draft that is gone on with (`draft`). */
export function Declare(): ReactNode {
  const search = useSearch({ from: "/inside/declare" });
  const source = search.draft ?? search.from;
  const title = useQuery({ ...record_query("titles", search.title ?? ""), enabled: Boolean(search.title) });
  const earlier = useQuery({ ...record_query("uses", source ?? ""), enabled: Boolean(source) });
  if (!search.title) return <Page title="Declare a use"><PickTitle /></Page>;
  return (
    <Page title={search.draft ? "Go on with the draft" : "Declare a use"} above={title.data?.name}>
      <Fetched query={title} what="the title" empty={(one) => one.state !== "open" && <Empty title="This title is closed">No use is declared on it any more.</Empty>}>
        {(one) => source
          ? <Fetched query={earlier} what="the earlier use">{(use) => <DeclareForm title={one} start={start_of(use)} draft={search.draft ? use : undefined} />}</Fetched>
          : <DeclareForm title={one} start={{}} draft={undefined} />}
      </Fetched>
    </Page>
  );
}
