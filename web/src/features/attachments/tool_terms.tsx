import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Download } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { ask, client, version_of } from "@/api/client";
import { to_problem } from "@/api/problem";
import type { Id } from "@/api/records";
import styles from "@/features/attachments/attachments.module.css";
import { content_address } from "@/features/attachments/queries";
import { send_to } from "@/features/attachments/send_file";
import { Button, button_class } from "@/ui/button";
import { Failed, Fetched } from "@/ui/fetched";
import { Field, TextField } from "@/ui/field";
import { Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { say } from "@/ui/toast";
import { size_words, when } from "@/ui/words";

interface StoredTerms {
  id: Id;
  date: string;
  name: string;
  media_type: string;
  size_bytes: number;
  created: string;
  in_force: boolean;
}

const terms_query = (tool: Id) => queryOptions({
  queryKey: ["attachments", "terms", tool],
  queryFn: async () => (await ask(client.GET("/tools/{id}/terms", { params: { path: { id: tool } } }))).items as unknown as StoredTerms[],
});

const changes_query = (tool: Id, from: Id, to: Id) => queryOptions({
  queryKey: ["attachments", "terms", tool, from, to],
  queryFn: () => ask(client.GET("/tools/{id}/terms/changes", { params: { path: { id: tool }, query: { from, to } } })),
});

/** The stored copies of a tool's terms, what changed between two, and a place for the next. */
export function ToolTerms({ tool, may_store }: { tool: { id: Id; version: number }; may_store: boolean }): ReactNode {
  const query = useQuery(terms_query(tool.id));
  const [compared, set_compared] = useState<Id>();
  return (
    <Section title="Stored terms">
      <Fetched query={query} what="the stored terms" rows={2} empty={(items) => items.length === 0 && <p className={styles.none}>No copy of the terms is stored.{may_store ? " Store one: then a change shows, and stops what relied on them." : ""}</p>}>
        {(items) => (
          <ol className={styles.list} aria-label="Stored terms">
            {items.map((one, index) => {
              const before = items[index + 1];
              const can_compare = before?.media_type.startsWith("text/") && one.media_type.startsWith("text/");
              return (
                <li key={one.id}>
                  <div className={styles.row}>
                    <div className={styles.said}>
                      <strong>Terms of {when(one.date)}</strong>
                      <small>{one.name}, {size_words(one.size_bytes)}, stored {when(one.created)}</small>
                    </div>
                    {one.in_force && <Pill word={{ label: "In force", tone: "clear", icon: Check }} />}
                    {can_compare && <Button look="quiet" aria-expanded={compared === one.id} onClick={() => set_compared(compared === one.id ? undefined : one.id)}>What changed</Button>}
                    <a className={button_class} data-look="quiet" href={content_address(one.id, true)} aria-label={`Save the terms of ${one.date}`} title="Save"><Download aria-hidden size={16} /></a>
                  </div>
                  {compared === one.id && before && <Compared tool={tool.id} from={before.id} to={one.id} />}
                </li>
              );
            })}
          </ol>
        )}
      </Fetched>
      {may_store && <Store tool={tool} />}
    </Section>
  );
}

function Compared({ tool, from, to }: { tool: Id; from: Id; to: Id }): ReactNode {
  const query = useQuery(changes_query(tool, from, to));
  return (
    <Fetched query={query} what="what changed" rows={3} empty={({ lines }) => lines.every((line) => line.in === "both") && <p>Their words are the same.</p>}>
      {({ lines }) => (
        <div className={styles.compared} role="region" aria-label="What changed" tabIndex={0}>
          {lines.map((line, index) => (line.in === "both" ? <p key={index}>{line.text}</p> : line.in === "before" ? <del key={index}><span className="unseen">Before: </span>{line.text}</del> : <ins key={index}><span className="unseen">Now: </span>{line.text}</ins>))}
        </div>
      )}
    </Fetched>
  );
}

function Store({ tool }: { tool: { id: Id; version: number } }): ReactNode {
  const queries = useQueryClient();
  const [file, set_file] = useState<File>();
  const [round, set_round] = useState(0);  // a chooser is emptied by a new one in its place
  const [date, set_date] = useState("");
  const [recheck, set_recheck] = useState("");
  const store = useMutation({
    mutationFn: (chosen: File) => {
      const query = new URLSearchParams({ name: chosen.name, date, ...(recheck ? { recheck } : {}) });
      return send_to(`/tools/${tool.id}/terms?${query.toString()}`, { file: chosen, signal: new AbortController().signal, headers: version_of(tool) });
    },
    onSuccess: () => { say("Stored", "These are the terms from now on."); set_file(undefined); set_round((before) => before + 1); set_date(""); set_recheck(""); },
    onSettled: () => { for (const key of ["attachments", "tools", "uses"]) void queries.invalidateQueries({ queryKey: [key] }); },
  });
  const submit = (event: FormEvent): void => { event.preventDefault(); if (file) store.mutate(file); };
  return (
    <form className={styles.terms} onSubmit={submit} data-screen-only aria-label="Store the terms">
      <div className={styles.store}>
        <Field label="The document">{(wired) => <input {...wired} key={round} type="file" required onChange={(event) => set_file(event.target.files?.[0])} />}</Field>
        <TextField label="Date of the terms" type="date" required value={date} on_change={set_date} />
        <TextField label="Read again on (may be empty)" type="date" value={recheck} on_change={set_recheck} />
        <Button type="submit" busy={store.isPending}>Store these terms</Button>
      </div>
      {store.error && <Failed what="Not stored" problem={to_problem(store.error)} />}
    </form>
  );
}
