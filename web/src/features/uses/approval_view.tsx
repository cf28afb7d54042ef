import { useQuery } from "@tanstack/react-query";
import { FileDown, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { base_path } from "@/api/client";
import { record_query } from "@/api/queries";
import styles from "@/features/uses/use.module.css";
import { button_class, IconButton } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { when } from "@/ui/words";

const document_address = (id: string, format: string): string => `${base_path}api/v1/approvals/${id}/document?format=${format}`;

/** The sealed document, word for word. */
export function ApprovalView({ id }: { id: string }): ReactNode {
  const approval = useQuery(record_query("approvals", id));
  return (
    <Section title="Approval" acts={<IconButton label="Print this page" onClick={() => window.print()}><Printer aria-hidden size={16} /></IconButton>}>
      <Fetched query={approval} what="the approval">
        {(document) => (
          <div className={styles.approval}>
            <span className={styles.line_head}><StatePill state={document.state} />{document.expires && <small>holds through {when(document.expires)}</small>}</span>
            <div className="legal">{document.text}</div>
            <span className={styles.line_head} data-screen-only>
              <a className={button_class} download="" href={document_address(id, "pdf")}><FileDown aria-hidden size={16} />Approval as PDF</a>
              <a href={document_address(id, "html")} target="_blank" rel="noopener">Open it to print</a>
            </span>
            <small>Sealed with SHA-256 <code>{document.seal}</code></small>
          </div>
        )}
      </Fetched>
    </Section>
  );
}
