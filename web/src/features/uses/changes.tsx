import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Use } from "@/api/records";
import { useNames } from "@/features/uses/names";
import { changes_query, type Question } from "@/features/uses/queries";
import { answer_word } from "@/features/uses/verdict";
import { Fetched } from "@/ui/fetched";
import { Line, Lines } from "@/ui/lines";
import { Section } from "@/ui/page";
import { Pill } from "@/ui/pill";
import { as_words, change_words } from "@/ui/words";

/** What is different from an earlier version, in words: what it was, what it is. Material changes come first. */
export function Changes({ use, questions, title, since }: { use: Use; questions: Question[]; title: string; since?: number }): ReactNode {
  const name = useNames();
  const query = useQuery(changes_query(use.id, use.version, since));
  const label = (pointer: string): string => {
    const [, member = "", fact] = pointer.split("/");
    if (member === "facts" && fact) return questions.find((one) => one.id === fact)?.ask ?? as_words(fact);
    return as_words(member);
  };
  const text = (pointer: string, value: unknown): string => {
    if (Array.isArray(value)) return value.map((one) => text(pointer, one)).join(", ") || "none";
    if (typeof value === "string") return /^\/(facts|decision)/.test(pointer) ? answer_word(value) : name(value);
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  };
  return (
    <Section title={title}>
      <Fetched query={query} what="what changed" rows={2} empty={({ changes }) => changes.length === 0 && <p>Nothing that was written is different.</p>}>
        {({ changes }) => (
          <Lines label={title}>
            {[...changes].sort((left, right) => Number(right.material) - Number(left.material)).map((change) => {
              const kind = change.before === null ? "added" : change.after === null ? "taken_away" : "changed";
              return (
                <Line key={change.pointer} title={<>{label(change.pointer)}<Pill word={change_words[kind]} />{change.material && <Pill word={change_words.material} />}</>}
                  note={kind === "added" ? <>Now: <ins>{text(change.pointer, change.after)}</ins></> : kind === "taken_away" ? <>Was: <del>{text(change.pointer, change.before)}</del></> : <>Was: <del>{text(change.pointer, change.before)}</del><br />Now: <ins>{text(change.pointer, change.after)}</ins></>} />
              );
            })}
          </Lines>
        )}
      </Fetched>
    </Section>
  );
}
