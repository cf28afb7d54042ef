import { FileDown } from "lucide-react";
import type { ReactNode } from "react";
import { document_address } from "@/features/disclosure/queries";
import styles from "@/features/disclosure/disclosure.module.css";
import { button_class } from "@/ui/button";

const names: Record<string, string> = { pdf: "PDF", html: "Page", docx: "DOCX", xlsx: "XLSX", csv: "CSV", json: "JSON" };

/** One document in each form it has. A page opens beside, a file is saved. */
export function Downloads({ path, what, formats }: { path: string; what: string; formats: string[] }): ReactNode {
  return (
    <span className={styles.downloads} data-screen-only>
      {formats.map((format) => (
        <a key={format} href={document_address(path, format)} className={button_class} aria-label={`${what} as ${names[format]}`} {...(format === "html" ? { target: "_blank", rel: "noopener" } : { download: "" })}>
          <FileDown aria-hidden size={15} />{names[format]}
        </a>
      ))}
    </span>
  );
}
