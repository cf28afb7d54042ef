import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Entry } from "@/api/records";
import { EvidenceButton } from "@/features/ledger/evidence_button";
import { EntryFilter } from "@/features/ledger/entry_filter";
import { EntryProof } from "@/features/ledger/entry_proof";
import styles from "@/features/ledger/ledger.module.css";
import { entries_of_page, entries_query } from "@/features/ledger/queries";
import { Witnesses } from "@/features/ledger/witnesses";
import { LedgerHead } from "@/features/titles/title_ledger";
import { useNames } from "@/features/uses/names";
import { installation_tree } from "@/features/verify/lookup";
import { VerifyFiles } from "@/features/verify/verify_files";
import { Button } from "@/ui/button";
import { Empty, Fetched } from "@/ui/fetched";
import { changed } from "@/ui/listed";
import { Page, Section } from "@/ui/page";
import { act_words, when } from "@/ui/words";

/** A page is full, or as many entries were looked through as one search does. */
const found_words = (count: number, next: number | null): string =>
  next === null || count >= entries_of_page ? `${count} shown` : `${count} shown, looked through up to entry ${next}`;

/** The ledger of a title: every recorded act in its order, each with what proves it. */
export function Ledger(): ReactNode {
  const { tree } = useParams({ from: "/inside/ledger/$tree" });
  const search = useSearch({ from: "/inside/ledger/$tree" });
  const navigate = useNavigate({ from: "/ledger/$tree" });
  const name = useNames();
  const is_installation = tree === installation_tree;
  const { entry: opened, ...wanted } = search;
  const query = useQuery(entries_query(tree, wanted));
  const chosen = opened === undefined ? undefined : Number(opened);
  const go = (part: typeof search): void => void navigate({ search: (before) => changed(before, part), replace: !part.first });
  return (
    <Page title="Ledger" above={is_installation ? "Of the installation: people, roles, tools, webhooks" : <Link to="/titles/$title" params={{ title: tree }}>{name(tree)}</Link>} note="Every act is an entry; none can be changed or taken away unseen. Keep a signed head, and you can check that yourself."
      acts={<>{!is_installation && <EvidenceButton title={tree} />}{is_installation ? <Link to="/titles">Titles</Link> : <Link to="/ledger/$tree" params={{ tree: installation_tree }}>Ledger of the installation</Link>}</>}>
      <LedgerHead title={tree} is_here />
      <Section title="Verify a file"><VerifyFiles tree={tree} is_signed_in /></Section>
      <Witnesses tree={tree} />
      <Section title="Entries">
        <EntryFilter tree={tree} is_installation={is_installation} search={wanted} on_search={go} found={query.data ? found_words(query.data.items.length, query.data.next) : ""} />
        <Fetched query={query} what="the entries" rows={8} empty={(page) => page.items.length === 0 && page.next === null && <Empty title="No such entry">Take a filter away, or begin at the beginning.</Empty>}>
          {(page) => (
            <ol className={styles.life}>
              {page.items.map((entry) => <OneEntry key={entry.position} tree={tree} entry={entry} is_open={entry.position === chosen} on_open={() => go({ entry: entry.position === chosen ? "" : String(entry.position) })} />)}
            </ol>
          )}
        </Fetched>
        <div className={styles.acts}>
          {wanted.first && <Button onClick={() => go({ first: "" })}>From the beginning</Button>}
          {query.data && query.data.next !== null && <Button onClick={() => go({ first: String(query.data.next) })}>{wanted.order === "newest" ? "Older entries" : "Later entries"}</Button>}
        </div>
      </Section>
    </Page>
  );
}

function OneEntry({ tree, entry, is_open, on_open }: { tree: string; entry: Entry; is_open: boolean; on_open: () => void }): ReactNode {
  return (
    <li data-open={is_open || undefined}>
      <button type="button" className={styles.entry} aria-expanded={is_open} onClick={on_open}>
        <span className={styles.position}>{entry.position}</span>
        <strong>{act_words(entry.act)}</strong>
        {entry.name ? <span className={styles.object} title={entry.object}>{entry.name}</span> : <code>{entry.object}</code>}
        <time dateTime={entry.time}>{when(entry.time)}</time>
      </button>
      {is_open && <EntryProof tree={tree} entry={entry} />}
    </li>
  );
}
