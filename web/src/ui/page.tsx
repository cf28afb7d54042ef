import { type ReactNode, useEffect } from "react";
import styles from "@/ui/page.module.css";

/** A screen: its name in the window's title, its head with acts, its body. */
export function Page({ title, above, acts, note, children, wide = false }: { title: string; above?: ReactNode; acts?: ReactNode; note?: ReactNode; children: ReactNode; wide?: boolean }): ReactNode {
  useEffect(() => { document.title = `${title} · Goodgate`; }, [title]);
  return (
    <div className={styles.page} data-wide={wide || undefined}>
      <header className={styles.head}>
        <div className={styles.name}>
          {above && <div className={styles.above}>{above}</div>}
          <h1>{title}</h1>
          {note && <div className={styles.note}>{note}</div>}
        </div>
        {acts && <div className={styles.acts} data-screen-only>{acts}</div>}
      </header>
      {children}
    </div>
  );
}

export function Section({ title, note, acts, children }: { title: string; note?: ReactNode; acts?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className={styles.section} aria-label={title}>
      <header className={styles.section_head}>
        <h2>{title}</h2>
        {note && <span className={styles.section_note}>{note}</span>}
        {acts && <div className={styles.acts} data-screen-only>{acts}</div>}
      </header>
      {children}
    </section>
  );
}

export const Card = ({ children }: { children: ReactNode }): ReactNode => <div className={styles.card}>{children}</div>;

/** Names and values, one a line. */
export function Facts({ rows }: { rows: (readonly [string, ReactNode] | false | "" | undefined)[] }): ReactNode {
  return (
    <dl className={styles.facts}>
      {rows.map((row) => row && <div key={row[0]}><dt>{row[0]}</dt><dd>{row[1]}</dd></div>)}
    </dl>
  );
}
