import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Upload } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useSession } from "@/app/session";
import { type Rulebook, rulebooks_query, type Version } from "@/features/rulebooks/queries";
import styles from "@/features/rulebooks/rulebooks.module.css";
import { UploadDialog } from "@/features/rulebooks/upload_dialog";
import { Button } from "@/ui/button";
import { Empty, Fetched } from "@/ui/fetched";
import type { Column } from "@/ui/grid";
import { changed, Listed } from "@/ui/listed";
import { Page } from "@/ui/page";
import { StatePill } from "@/ui/pill";

/** Every rulebook: what is in force, what is on its way, and where. Those in use come first. */
export function Rulebooks(): ReactNode {
  const session = useSession();
  const search = useSearch({ from: "/inside/rulebooks" });
  const navigate = useNavigate({ from: "/rulebooks" });
  const query = useQuery(rulebooks_query);
  const [uploads, set_uploads] = useState(false);
  const may_upload = session.grants.some((grant) => grant.role === "legal" && grant.title === undefined);
  const open = (rulebook: string): void => void navigate({ to: "/rulebooks/$rulebook", params: { rulebook } });
  return (
    <Page title="Rulebooks" note="What decides. A version is uploaded, checked, proposed by one person and published by another; what it decided can be recomputed for ever."
      acts={may_upload && <Button look="main" onClick={() => set_uploads(true)}><Upload aria-hidden size={16} />Upload a version</Button>}>
      <Fetched query={query} what="the rulebooks" rows={8} empty={(page) => page.items.length === 0 && <Empty title="No rulebook yet">Upload one of your own.</Empty>}>
        {(page) => (
          <Listed name="goodgate-rulebooks" what="rulebooks" rows={page.items} columns={columns} orders={orders} search={search} on_search={(part) => void navigate({ search: (before) => changed(before, part), replace: true })}>
            {(shown) => <ul className={styles.books}>{shown.map((book) => <OneBook key={book.book} rulebook={book} />)}</ul>}
          </Listed>
        )}
      </Fetched>
      {uploads && <UploadDialog on_close={() => set_uploads(false)} on_done={open} />}
    </Page>
  );
}

const rank = (book: Rulebook): number => (book.proposed ? 0 : book.titles.length > 0 ? 1 : book.versions.some((one) => one.state !== "shipped") ? 2 : 3);
const version_of = (book: Rulebook, id: string | null): string => book.versions.find((one) => one.id === id)?.book_version ?? "";

const columns: Column<Rulebook>[] = [
  { key: "use", label: "Rank", text: (book) => `${rank(book)} ${book.book}` },
  { key: "name", label: "Name", text: (book) => book.name },
  { key: "book", label: "Rulebook", text: (book) => book.book },
  { key: "in_force", label: "In force", text: (book) => version_of(book, book.in_force) },
  { key: "proposed", label: "Proposed", text: (book) => version_of(book, book.proposed) },
  { key: "versions", label: "Versions", text: (book) => book.versions.map((one) => one.book_version).join(", ") },
  { key: "titles", label: "On titles", text: (book) => book.titles.map((one) => one.name).join(", ") },
];
const orders = [{ value: "use", label: "Waiting and in use first" }, { value: "name", label: "Name" }, { value: "-in_force", label: "Newest in force" }];

function OneBook({ rulebook }: { rulebook: Rulebook }): ReactNode {
  const shown = rulebook.in_force ?? rulebook.versions.at(-1)?.id ?? "";
  return (
    <li>
      <h2><Link to="/rulebooks/$rulebook" params={{ rulebook: shown }}>{rulebook.name}</Link></h2>
      <p className={styles.quiet}>{rulebook.book}{rulebook.titles.length > 0 ? `, in force on ${rulebook.titles.map((one) => (one.pinned ? `${one.name} (keeps ${one.pinned})` : one.name)).join(", ")}` : ", on no title of yours"}</p>
      <ul className={styles.versions}>
        {[...rulebook.versions].reverse().filter((one) => one.state !== "withdrawn").map((version) => <OneVersion key={version.id} version={version} is_in_force={version.id === rulebook.in_force && rulebook.titles.length > 0} />)}
      </ul>
    </li>
  );
}

function OneVersion({ version, is_in_force }: { version: Version; is_in_force: boolean }): ReactNode {
  return (
    <li>
      <Link to="/rulebooks/$rulebook" params={{ rulebook: version.id }}>{version.book_version}</Link>
      <StatePill noun="rulebook" state={is_in_force ? "in_force" : version.state} />
      <span className={styles.quiet}>{version.counts.rows} rows</span>
    </li>
  );
}
