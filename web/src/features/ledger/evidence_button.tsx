import { PackageCheck } from "lucide-react";
import type { ReactNode } from "react";
import { base_path } from "@/api/client";
import type { Id } from "@/api/records";
import { button_class } from "@/ui/button";

/** Everything that a stranger needs to check a title (or one thing on it) without us, as a ZIP archive. */
export function EvidenceButton({ title, object }: { title: Id; object?: Id }): ReactNode {
  return <a className={button_class} href={`${base_path}api/v1/titles/${title}/evidence${object ? `?object=${object}` : ""}`} download><PackageCheck aria-hidden size={16} />Evidence pack</a>;
}
