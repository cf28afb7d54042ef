import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { to_problem } from "@/api/problem";
import { Empty, Failed } from "@/ui/fetched";
import { Page } from "@/ui/page";

export function NotFound(): ReactNode {
  return (
    <Page title="There is no such page">
      <Empty title="Nothing is at this address" act={<Link to="/">To your first screen</Link>}>The link may be cut short, or what it led to is gone.</Empty>
    </Page>
  );
}

export function Broken({ error, reset }: ErrorComponentProps): ReactNode {
  return <Page title="This screen could not be drawn"><Failed problem={to_problem(error)} retry={reset} /></Page>;
}
