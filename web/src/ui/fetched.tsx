import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cure, type Problem, to_problem } from "@/api/problem";
import { Button } from "@/ui/button";
import styles from "@/ui/fetched.module.css";
import { Page } from "@/ui/page";

/** What is on its way: the shape of it, said aloud once. */
export function Loading({ what, rows = 4 }: { what: string; rows?: number }): ReactNode {
  return (
    <div className={styles.loading} role="status">
      <span className="unseen">Loading {what}</span>
      {Array.from({ length: rows }, (_, index) => <span key={index} aria-hidden className={styles.bar} />)}
    </div>
  );
}

/** Nothing there, and the next useful act. */
export function Empty({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }): ReactNode {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {act}
    </div>
  );
}

/** What failed, and what to do. */
export function Failed({ problem, retry, what }: { problem: Problem; retry?: () => void; what?: string }): ReactNode {
  return (
    <div className={styles.failed} role="alert">
      <CircleAlert aria-hidden size={18} />
      <div>
        <strong>{what ? `${what}: ` : ""}{problem.message}</strong>
        {problem.errors.length > 0 && <ul>{problem.errors.map((one) => <li key={one.pointer}><code>{one.pointer}</code> {one.detail}</li>)}</ul>}
        <p>{cure(problem)}</p>
        {retry && <Button onClick={retry}>Try again</Button>}
      </div>
    </div>
  );
}

/** A fetch in its three states. `children` draws what came; `empty` is drawn in place of it where it says so. */
export function Fetched<T>({ query, what, rows, empty, children }: {
  query: UseQueryResult<T>;
  what: string;
  rows?: number;
  empty?: (value: T) => ReactNode;
  children: (value: T) => ReactNode;
}): ReactNode {
  if (query.data !== undefined) return <>{empty?.(query.data) || children(query.data)}</>;
  if (query.isError) return <Failed what={`Could not load ${what}`} problem={to_problem(query.error)} retry={() => void query.refetch()} />;
  return <Loading what={what} {...(rows === undefined ? {} : { rows })} />;
}

/** A screen about one thing: until it is there, what kind of thing it is stands at its head. */
export function FetchedPage<T>({ query, name, children }: { query: UseQueryResult<T>; name: string; children: (value: T) => ReactNode }): ReactNode {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  return <Page title={name}><Fetched query={query} what={`this ${name.toLowerCase()}`} rows={10}>{() => null}</Fetched></Page>;
}
