import type { CueRow } from "@/features/disclosure/queries";
import type { Column } from "@/ui/grid";
import { Pill } from "@/ui/pill";
import { as_words, standings } from "@/ui/words";

export type GridRow = CueRow & { id: string };

const answers = (row: CueRow, facts: string[]): string =>
  facts.map((fact) => row.facts[fact]).filter((answer) => answer && answer !== "none").map((answer) => as_words(answer ?? "")).join(", ");
const timecode = (row: CueRow): string => [row.timecode_in, row.timecode_out].filter(Boolean).join(" – ");

export const cue_columns: Column<GridRow>[] = [
  { key: "what", label: "What", part: 2, text: (row) => row.summary ?? row.use },
  { key: "file", label: "File", text: (row) => row.asset?.file ?? "" },
  { key: "tools", label: "Made with", text: (row) => row.tools.map((tool) => [tool.product, tool.product_version].filter(Boolean).join(" ")).join(", ") },
  { key: "where", label: "Where it ends up", text: (row) => answers(row, ["element", "prominence", "factual_effect"]) },
  { key: "timecode", label: "Timecode", part: 2, text: timecode },
  { key: "standing", label: "Standing", text: (row) => standings[row.standing].label, draw: (row) => <Pill word={standings[row.standing]} /> },
  { key: "disclosed", label: "Disclosed", text: (row) => row.disclosed.map((one) => as_words(one.kind)).join(", ") || (row.duties.length > 0 ? "Asked for" : "") },
];
