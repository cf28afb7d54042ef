import { RotateCcw, X } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { cure, type Problem } from "@/api/problem";
import { Button, IconButton } from "@/ui/button";
import styles from "@/ui/drop_zone.module.css";
import { size_words } from "@/ui/words";

interface Zone {
  /** What the files are for: "Register files". */
  label: string;
  hint: ReactNode;
  icon: ReactNode;
  /** Of the button that opens the file dialog. */
  act: string;
  on_files: (files: File[]) => void;
  /** Pasted files count too. */
  takes_pasted?: boolean;
  children?: ReactNode;
}

/** Where files are dropped, or chosen. */
export function DropZone({ label, hint, icon, act, on_files, takes_pasted = false, children }: Zone): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  const [is_over, set_over] = useState(false);
  const take = (files: FileList | null): void => { if (files && files.length > 0) on_files([...files]); };
  const paste = takes_pasted && { tabIndex: 0, onPaste: (event: React.ClipboardEvent): void => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  } };
  const drop = (event: DragEvent): void => { event.preventDefault(); set_over(false); take(event.dataTransfer.files); };
  return (
    <div role="group" aria-label={label} className={styles.drop} data-over={is_over || undefined} data-screen-only {...paste} onDrop={drop} onDragOver={(event) => { event.preventDefault(); set_over(true); }} onDragLeave={() => set_over(false)}>
      <p>{hint}</p>
      <Button onClick={() => chooser.current?.click()}>{icon}{act}</Button>
      <input ref={chooser} type="file" multiple hidden aria-label={label} onChange={(event) => { take(event.target.files); event.target.value = ""; }} />
      {children}
    </div>
  );
}

interface Coming {
  file: File;
  state: string;
  /** Of the file that is done: 0 to 1. */
  part: number;
  problem?: Problem;
}

interface Row {
  one: Coming;
  /** The state in which its progress is shown, and what is said of it: "hashed". */
  under_way: string;
  done: string;
  /** What trying again does: "Register". */
  act: string;
  note?: ReactNode;
  on_retry: () => void;
  on_cancel: () => void;
}

/** A file on its way: how far it is, what went wrong and how to go on. */
export function ComingFile({ one: { file, state, part, problem }, under_way, done, act, note, on_retry, on_cancel }: Row): ReactNode {
  return (
    <li data-state={state} className={styles.coming}>
      <span className={styles.name}>{file.name} <small>{size_words(file.size)}</small></span>
      {note && <small>{note}</small>}
      {state === under_way && <progress aria-label={`${file.name}, ${done} so far`} value={part} max={1} />}
      {state === "failed" && problem && <p role="alert">{problem.message} {cure(problem)}</p>}
      {state === "failed" && <IconButton label={`${act} ${file.name} again`} onClick={on_retry}><RotateCcw aria-hidden size={16} /></IconButton>}
      <IconButton label={state === under_way ? `Cancel ${file.name}` : `Leave ${file.name} out`} onClick={on_cancel}><X aria-hidden size={16} /></IconButton>
    </li>
  );
}

/** Files on their way, one under the other. */
export const ComingFiles = ({ label, children }: { label: string; children: ReactNode }): ReactNode => <ul className={styles.files} aria-label={label}>{children}</ul>;
