import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { all_query } from "@/api/queries";
import styles from "@/features/titles/titles.module.css";
import { Empty, Fetched } from "@/ui/fetched";

export function PickTitle(): ReactNode {
  const query = useQuery(all_query("titles", { state: "open" }));
  return (
    <Fetched query={query} what="the titles" empty={(titles) => titles.length === 0 && <Empty title="No open title">A use is declared on a title. Ask the coordinator to add it.</Empty>}>
      {(titles) => <ul className={styles.cards}>{titles.map((title) => <li key={title.id} className={styles.card}><h2><Link to="/declare" search={{ title: title.id }}>{title.name}</Link></h2></li>)}</ul>}
    </Fetched>
  );
}
