import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, client } from "@/api/client";
import styles from "@/features/titles/titles.module.css";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";

export const checkpoint_query = (tree: string) => queryOptions({
  queryKey: ["ledger", "checkpoint", tree],
  queryFn: () => ask(client.GET("/ledger/{tree}/checkpoint", { params: { path: { tree } }, parseAs: "text" })),
});

/** The newest signed head of the title's ledger: keep it, and nobody can change what is behind it unseen. */
export function LedgerHead({ title, is_here = false }: { title: string; is_here?: boolean }): ReactNode {
  const query = useQuery(checkpoint_query(title));
  return (
    <Section title={is_here ? "Newest signed head" : "Ledger"} acts={!is_here && <Link to="/ledger/$tree" params={{ tree: title }}>Open the ledger</Link>}>
      <Fetched query={query} what="the ledger's head" rows={2}>
        {(note) => {
          const [, size, hash] = note.split("\n");
          return <ul className={styles.lines}><li><span>{size} entries, signed</span><small><code>{hash}</code></small></li></ul>;
        }}
      </Fetched>
    </Section>
  );
}
