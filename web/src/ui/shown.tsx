import { Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import styles from "@/ui/shown.module.css";
import { complain, say } from "@/ui/toast";

export function CopyButton({ text, what }: { text: string; what: string }): ReactNode {
  const copy = (): void => {
    // Browsers give the clipboard to pages that were served securely.
    const done = "clipboard" in navigator ? navigator.clipboard.writeText(text) : Promise.reject(new Error("This browser copies only on pages with https. Select the text and copy it."));
    done.then(() => say(`Copied: ${what}`), complain);
  };
  return <Button onClick={copy} aria-label={`Copy ${what}`}><Copy aria-hidden size={16} />Copy</Button>;
}

/** A text to be taken over letter by letter: a key, an address, a command. */
export function Shown({ text, what, note }: { text: string; what: string; note?: ReactNode }): ReactNode {
  return (
    <div className={styles.shown}>
      <div className={styles.head}><strong>{what}</strong><CopyButton text={text} what={what} /></div>
      {note && <p className={styles.note}>{note}</p>}
      <pre tabIndex={0} className={styles.text}>{text}</pre>
    </div>
  );
}

/** Something secret that the server shows this once. */
export function ShownOnce({ text, what, note }: { text: string; what: string; note: ReactNode }): ReactNode {
  return <div role="status" className={styles.once}><Shown text={text} what={what} note={<>Shown only now; copy it before you leave. {note}</>} /></div>;
}
