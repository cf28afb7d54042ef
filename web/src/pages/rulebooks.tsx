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
import { TextField } from "@/ui/field";
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
      <TextField label="Find" type="search" value={search.q ?? ""} on_change={(q) => void navigate({ search: q ? { q } : {}, replace: true })} />
      <Fetched query={query} what="the rulebooks" rows={8}>
        {(page) => {
          const shown = sorted(page.items.filter((one) => `${one.book} ${one.name}`.toLowerCase().includes((search.q ?? "").toLowerCase())));
          return shown.length === 0
            ? <Empty title="No rulebook is called that">Take a word away, or upload one of your own.</Empty>
            : <ul className={styles.books}>{shown.map((book) => <OneBook key={book.book} rulebook={book} />)}</ul>;
        }}
      </Fetched>
      {uploads && <UploadDialog on_close={() => set_uploads(false)} on_done={open} />}
    </Page>
  );
}

const rank = (book: Rulebook): number => (book.proposed ? 0 : book.titles.length > 0 ? 1 : book.versions.some((one) => one.state !== "shipped") ? 2 : 3);
const sorted = (books: Rulebook[]): Rulebook[] => [...books].sort((left, right) => rank(left) - rank(right) || left.book.localeCompare(right.book));

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
