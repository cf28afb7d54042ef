import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Audience } from "@/features/disclosure/audience";
import { CueSheet } from "@/features/disclosure/cue_sheet";
import { draft_query } from "@/features/disclosure/queries";
import { readers, Reports } from "@/features/disclosure/reports";
import { Fetched } from "@/ui/fetched";
import { Page } from "@/ui/page";

/** What a title discloses: the cue sheet, what the audience is told, and reports for each reader. */
export function Disclosure(): ReactNode {
  const { title } = useParams({ from: "/inside/titles/$title/disclosure" });
  const search = useSearch({ from: "/inside/titles/$title/disclosure" });
  const draft = useQuery(draft_query(title));
  const reader = search.reader && search.reader in readers ? search.reader : "insurer";
  return (
    <Page wide title="Disclosure" above={<Link to="/titles/$title" params={{ title }}>{draft.data?.title_name ?? "Title"}</Link>} note="What is in the final with generative AI, and who is told of it.">
      <Fetched query={draft} what="what this title discloses" rows={8}>
        {(one) => <><CueSheet draft={one} /><Audience draft={one} /></>}
      </Fetched>
      <Reports title={title} reader={reader} />
    </Page>
  );
}
