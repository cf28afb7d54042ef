import { expect, test } from "vitest";
import { body_of, type FieldSpec, texts_of } from "@/features/registers/form_body";

const fields: FieldSpec[] = [
  { pointer: "/product", label: "Product", kind: "line" },
  { pointer: "/terms/date", label: "Read on", kind: "day" },
  { pointer: "/also", label: "Also called", kind: "words" },
];

test("what is empty is left out, and what belongs together stands together", () => {
  expect(body_of(fields, { "/product": " Painter ", "/terms/date": "2026-10-01", "/also": "" })).toEqual({ product: "Painter", terms: { date: "2026-10-01" } });
});

test("a record's texts make the record again", () => {
  const record = { product: "Painter", terms: { date: "2026-10-01" }, also: ["One", "Two"] };
  expect(body_of(fields, texts_of(fields, record))).toEqual(record);
});
