import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Film, type LucideIcon, Sparkles, Wrench } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useState } from "react";
import { page_query } from "@/api/queries";
import styles from "@/app/command_bar.module.css";
import { places } from "@/app/places";
import { useSession } from "@/app/session";
import { Dialog } from "@/ui/dialog";
import { state_word } from "@/ui/words";

interface Hit {
  key: string;
  label: string;
  note: string;
  icon: LucideIcon;
  to: string;
}

/** What stands in the register with these letters, and the places that are called so. */
function useHits(text: string): Hit[] {
  const session = useSession();
  const asked = useDeferredValue(text.trim());
  const filter = { q: asked, limit: 8 };
  const enabled = asked.length > 1;
  const uses = useQuery({ ...page_query("uses", filter), enabled }).data?.items ?? [];
  const titles = useQuery({ ...page_query("titles", filter), enabled }).data?.items ?? [];
  const tools = useQuery({ ...page_query("tools", filter), enabled }).data?.items ?? [];
  const wanted = text.trim().toLowerCase();
  return [
    ...places.filter((place) => place.allowed(session) && place.label.toLowerCase().includes(wanted)).map((place) => ({ key: place.to, label: place.label, note: "Go to", icon: place.icon, to: place.to })),
    ...(enabled ? [
      ...titles.map((title) => ({ key: title.id, label: title.name, note: "Title", icon: Film, to: `/titles/${title.id}` })),
      ...uses.map((use) => ({ key: use.id, label: use.summary, note: state_word(use.state).label, icon: Sparkles, to: `/uses/${use.id}` })),
      ...tools.map((tool) => ({ key: tool.id, label: tool.product, note: "Tool", icon: Wrench, to: `/registers/tools?item=${tool.id}` })),
    ] : []),
  ];
}

/** One field that finds every title, use and tool and goes to every place. */
export function CommandBar({ on_close }: { on_close: () => void }): ReactNode {
  const id = useId();
  const navigate = useNavigate();
  const [text, set_text] = useState("");
  const [at, set_at] = useState(0);
  const hits = useHits(text);
  const chosen = Math.min(at, Math.max(hits.length - 1, 0));
  const go = (hit: Hit | undefined): void => {
    if (!hit) return;
    on_close();
    void navigate({ to: hit.to as "/" });
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) { event.preventDefault(); set_at((chosen + step + hits.length) % hits.length); }
    if (event.key === "Enter") { event.preventDefault(); go(hits[chosen]); }
  };
  return (
    <Dialog open on_close={on_close} title="Search or do">
      <input
        className={styles.input} autoFocus role="combobox" aria-expanded aria-controls={`${id}-list`} aria-label="Search titles, uses, tools and places"
        {...(hits.length > 0 ? { "aria-activedescendant": `${id}-${chosen}` } : {})}
        value={text} placeholder="A title, a use, a tool, a place" onChange={(event) => { set_text(event.target.value); set_at(0); }} onKeyDown={press}
      />
      <ul id={`${id}-list`} role="listbox" aria-label="Found" className={styles.list}>
        {hits.map((hit, index) => (
          <li key={hit.key} id={`${id}-${index}`} role="option" aria-selected={index === chosen} className={styles.hit} onClick={() => go(hit)} onMouseMove={() => set_at(index)}>
            <hit.icon aria-hidden size={16} /><span>{hit.label}</span><small>{hit.note}</small>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p className={styles.none} role="status">Nothing is called so.</p>}
    </Dialog>
  );
}
