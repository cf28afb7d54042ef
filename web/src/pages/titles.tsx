import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { all_query } from "@/api/queries";
import { Empty, Fetched } from "@/ui/fetched";
import { Page } from "@/ui/page";

export function Titles(): ReactNode {
  const query = useQuery(all_query("titles"));
  return (
    <Page title="Titles">
      <Fetched query={query} what="the titles" empty={(titles) => titles.length === 0 && <Empty title="No title yet">A coordinator, the contact or legal adds the first one.</Empty>}>
        {(titles) => <ul>{titles.map((title) => <li key={title.id}>{title.name}</li>)}</ul>}
      </Fetched>
    </Page>
  );
}
