import { encodeQR } from "qr";
import { type ReactNode, useMemo } from "react";
import styles from "@/features/account/account.module.css";

/** A QR code, drawn here: what stands in it leaves this page for nowhere. */
export function Qr({ text, label }: { text: string; label: string }): ReactNode {
  const rows = useMemo(() => encodeQR(text, "raw", { border: 2 }), [text]);
  const path = rows.flatMap((row, y) => row.flatMap((is_dark, x) => (is_dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return <svg role="img" aria-label={label} className={styles.qr} viewBox={`0 0 ${rows.length} ${rows.length}`} shapeRendering="crispEdges"><path d={path} fill="currentColor" /></svg>;
}
