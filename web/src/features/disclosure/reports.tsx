import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import styles from "@/features/disclosure/disclosure.module.css";
import { Downloads } from "@/features/disclosure/downloads";
import { document_address, report_query } from "@/features/disclosure/queries";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";

export const readers: Record<string, string> = { insurer: "Insurer", festival: "Festival", broadcaster: "Broadcaster", regulator: "Regulator" };

/** What each reader asks, answered by the register, with the front page beside it. */
export function Reports({ title, reader }: { title: string; reader: string }): ReactNode {
  const report = useQuery(report_query(title, reader));
  const path = `/titles/${title}/reports/${reader}`;
  return (
    <Section title="Reports" acts={<Downloads path={path} what={`Report for the ${readers[reader]?.toLowerCase()}`} formats={["pdf", "html", "docx", "xlsx", "csv", "json"]} />}>
      <nav className={styles.readers} aria-label="Readers">
        {Object.entries(readers).map(([id, label]) => (
          <Link key={id} to="/titles/$title/disclosure" params={{ title }} search={(before) => ({ ...before, reader: id })} replace resetScroll={false} className={styles.reader} aria-current={id === reader ? "page" : undefined}>{label}</Link>
        ))}
      </nav>
      <div className={styles.report}>
        <Fetched query={report} what="the report" rows={6}>
          {(one) => (
            <div className={styles.sheet}>
              <p>{one.guide}</p>
              <dl className={styles.front}>{one.front.map((line) => <div key={line.question}><dt>{line.question}</dt><dd>{line.answer}</dd></div>)}</dl>
              <p><strong>What it does not say.</strong> {(one.not_answered ?? []).join(" ")}</p>
            </div>
          )}
        </Fetched>
        <iframe key={reader} className={styles.preview} title={`Report for the ${readers[reader]?.toLowerCase()}, as it is printed`} src={document_address(path, "html")} sandbox="" loading="lazy" />
      </div>
    </Section>
  );
}
