import type { DecisionRecord, Use } from "@/api/records";
import type { Question, UseBody } from "@/features/uses/queries";

/** What is written so far. */
export type Form = Partial<Omit<UseBody, "title">>;

export function start_of(use: Use): Form {
  const { company, summary, intent, tools, facts, people, consents, licences, covers } = use;
  return Object.fromEntries(Object.entries({ company, summary, intent, tools, facts, people, consents, licences, covers }).filter(([, value]) => value !== undefined));
}

export const steps = [
  { id: "what", label: "What" },
  { id: "with", label: "With what" },
  { id: "who", label: "Who is in it" },
  { id: "where", label: "Where it ends up" },
] as const;
export type StepId = (typeof steps)[number]["id"];

const step_of_question: Record<string, StepId> = {
  purpose: "what", element: "what", factual_effect: "what", human_input: "what", meaning_changed: "what", real_source_exists: "what",
  final_deliverable: "where", prominence: "where", story_relevant: "where", could_mislead: "where", disclosure_plan: "where", platform_upload: "where",
};
const words_of_steps: [StepId, RegExp][] = [
  ["who", /person|talent|performer|likeness|voice|minor|union|replica|performance|scene|reputation|people|deceased|consent|dubb|actor|writer|recognis|unsafe|intimate|source_protected|cultural/],
  ["with", /tool|model|data|material|ip$|rights|train|licen|archive|pipeline|step|terms|input|output|works|clause/],
];

/** The step a question belongs to: by name where it is known, else by what it speaks of. */
export function step_of(question: Question): StepId {
  const named = step_of_question[question.id];
  if (named) return named;
  return words_of_steps.find(([, words]) => words.test(question.id))?.[0] ?? "where";
}

/** Questions asked of every use, so that the first verdict is seen early. */
const always = ["purpose", "final_deliverable", "element", "talent_likeness", "personal_data", "third_party_ip"];

/** The questions whose answer can still change the decision: those that an unsure row waits for. */
export function open_questions(record: DecisionRecord | undefined): Set<string> {
  const open = new Set<string>();
  for (const row of record?.rows ?? [])
    if (!row.certain) for (const [fact, answer] of Object.entries(row.facts)) if (answer === "unanswered" || answer === "unsure") open.add(fact);
  return open;
}

/** What is asked now: what matters still, what was answered, and what is always asked. A tool and a title answer for themselves. */
export function asked_now(questions: Question[], form: Form, record: DecisionRecord | undefined): Question[] {
  const open = open_questions(record);
  return questions.filter((question) => {
    if (form.facts?.[question.id] !== undefined) return true;
    if (question.from === "title") return false;
    if (question.from === "tool") return open.has(question.id) && (form.tools ?? []).length > 0;
    return open.has(question.id) || always.includes(question.id);
  });
}

/** What would make this use milder, one answer away, cannot be known from here; the server's words say it. */
export function ways_down(explanation: string): string[] {
  const lines = explanation.split("\n");
  const at = lines.findIndex((line) => /would change|To be cleared|clear.*change/i.test(line));
  if (at < 0) return [];
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !line.startsWith(" "));
  return rest.slice(0, end < 0 ? rest.length : end).map((line) => line.trim()).filter(Boolean);
}
