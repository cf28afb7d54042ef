import { Bookmark, Trash2 } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useSession } from "@/app/session";
import styles from "@/features/registers/register.module.css";
import { Button, IconButton } from "@/ui/button";
import { Dialog, DialogActs } from "@/ui/dialog";
import { SelectField, TextField } from "@/ui/field";
import { say } from "@/ui/toast";

export type Shown = Record<string, string>;
interface View { name: string; shown: Shown }

/** Views that a person kept of a register: filter and order by a name. In this browser; the address itself is what others are sent. */
function useViews(noun: string): [View[], (views: View[]) => void] {
  const key = `goodgate-views/${useSession().id}/${noun}`;
  const [views, set_views] = useState<View[]>(() => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "[]") as View[];
    } catch {
      return [];
    }
  });
  return [views, (next) => {
    set_views(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Kept until the window is closed.
    }
  }];
}

const same = (left: Shown, right: Shown): boolean => JSON.stringify(Object.entries(left).sort()) === JSON.stringify(Object.entries(right).sort());

export function Views({ noun, shown, on_show }: { noun: string; shown: Shown; on_show: (shown: Shown) => void }): ReactNode {
  const [views, keep] = useViews(noun);
  const [is_naming, set_naming] = useState(false);
  const [name, set_name] = useState("");
  const here = views.find((view) => same(view.shown, shown));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!name.trim()) return;
    keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), shown }]);
    set_naming(false);
    say("The view is kept in this browser", name.trim());
  };
  return (
    <div className={styles.views}>
      {views.length > 0 && <SelectField label="View" value={here?.name ?? ""} on_change={(chosen) => on_show(views.find((view) => view.name === chosen)?.shown ?? {})}
        options={[{ value: "", label: here ? "Everything" : "None kept" }, ...views.map((view) => ({ value: view.name, label: view.name }))]} />}
      {here
        ? <IconButton label={`Forget the view ${here.name}`} onClick={() => keep(views.filter((view) => view !== here))}><Trash2 aria-hidden size={16} /></IconButton>
        : Object.keys(shown).length > 0 && <Button onClick={() => { set_name(""); set_naming(true); }}><Bookmark aria-hidden size={16} />Keep this view</Button>}
      {is_naming && (
        <Dialog open title="Keep this view" on_close={() => set_naming(false)}>
          <form className={styles.form} onSubmit={submit}>
            <TextField label="Its name" autoFocus value={name} on_change={set_name} />
            <DialogActs><Button onClick={() => set_naming(false)}>Cancel</Button><Button type="submit" look="main" disabled={!name.trim()}>Keep it</Button></DialogActs>
          </form>
        </Dialog>
      )}
    </div>
  );
}
