import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "@/app/command_bar.module.css";
import { type Hit, useHits } from "@/app/hits";
import { Dialog } from "@/ui/dialog";

/** One field that finds every title, use, person, tool, company and rulebook and goes to every place. */
export function CommandBar({ on_close }: { on_close: () => void }): ReactNode {
  const id = useId();
  const navigate = useNavigate();
  const [text, set_text] = useState("");
  const [at, set_at] = useState(0);
  const { hits, is_searching } = useHits(text);
  const list = useRef<HTMLUListElement>(null);
  const chosen = Math.min(at, Math.max(hits.length - 1, 0));
  useEffect(() => { list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }); }, [chosen, hits.length]);
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    on_close();
    void navigate({ to: hit.to as "/" });
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) { event.preventDefault(); set_at((chosen + step + hits.length) % hits.length); }
    // What an input method still composes is not chosen yet.
    if (event.key === "Enter" && !event.nativeEvent.isComposing) { event.preventDefault(); go(hits[chosen]); }
  };
  return (
    <Dialog open on_close={on_close} title="Search or do">
      <input
        className={styles.input} autoFocus role="combobox" aria-expanded aria-controls={`${id}-list`} aria-label="Search titles, uses, people, tools and places"
        {...(hits.length > 0 ? { "aria-activedescendant": `${id}-${chosen}` } : {})}
        value={text} placeholder="A title, a use, a person, a tool, a place" onChange={(event) => { set_text(event.target.value); set_at(0); }} onKeyDown={press}
      />
      <ul ref={list} id={`${id}-list`} role="listbox" aria-label="Found" className={styles.list}>
        {hits.map((hit, index) => (
          <li key={hit.key} id={`${id}-${index}`} role="option" aria-selected={index === chosen} className={styles.hit} onClick={() => go(hit)} onMouseMove={() => set_at(index)}>
            <hit.icon aria-hidden size={16} /><span>{hit.label}</span><small>{hit.note}</small>
          </li>
        ))}
      </ul>
      {hits.length === 0 && !is_searching && <p className={styles.none} role="status">Nothing is called so.</p>}
    </Dialog>
  );
}
