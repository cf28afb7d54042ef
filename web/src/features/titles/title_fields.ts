import type { FieldSpec } from "@/features/registers/form_body";

/** What is stated of a title. */
export const title_fields: FieldSpec[] = [
  { pointer: "/name", label: "Name", kind: "line" },
  { pointer: "/kind", label: "Kind", kind: "select", options: [{ value: "scripted", label: "Scripted" }, { value: "documentary", label: "Documentary" }, { value: "news", label: "News" }, { value: "promo", label: "Promo" }] },
  { pointer: "/factual", label: "Is it presented as fact?", kind: "flag", optional: true, hint: "As documentaries and news are, whatever kind is chosen above." },
  { pointer: "/territories", label: "Shown in (countries)", kind: "words", optional: true, hint: "As two letters: US, DE, US-CA." },
  { pointer: "/media", label: "Media", kind: "words", optional: true },
  { pointer: "/agreements", label: "Agreements in force", kind: "words", optional: true, hint: "As the rulebooks call them: sag-aftra, wga." },
  { pointer: "/photography", label: "Photography begins", kind: "day", optional: true },
  { pointer: "/release", label: "Release", kind: "day", optional: true },
  { pointer: "/rulebooks", label: "Rulebooks in force", kind: "words", optional: true, hint: "Empty: the studio guidance." },
];
