import { useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { record_query } from "@/api/queries";
import styles from "@/features/uses/use.module.css";
import { IconButton } from "@/ui/button";
import { Fetched } from "@/ui/fetched";
import { Section } from "@/ui/page";
import { StatePill } from "@/ui/pill";
import { when } from "@/ui/words";

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
            <small>Sealed with SHA-256 <code>{document.seal}</code></small>
          </div>
        )}
      </Fetched>
    </Section>
  );
}
