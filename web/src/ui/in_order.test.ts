import { expect, test } from "vitest";
import { findable, in_order } from "@/ui/in_order";

const columns = [{ key: "what", text: (row: { what: string; id: number }) => row.what }];
const rows = (...texts: string[]): { what: string; id: number }[] => texts.map((what, id) => ({ what, id }));
const order = (sort: string, ...texts: string[]): string[] => in_order(rows(...texts), columns, sort).map((row) => row.what);

test("numbers in texts count as numbers, and the case of letters does not", () => {
  expect(order("what", "Scene 12", "scene 2", "Scene 1", "a")).toEqual(["a", "Scene 1", "scene 2", "Scene 12"]);
  expect(order("-what", "Scene 12", "scene 2")).toEqual(["Scene 12", "scene 2"]);
});

test("letters with marks stand beside those without", () => {
  expect(order("what", "Zoe", "Élan", "Emil", "abc 10", "abc 9")).toEqual(["abc 9", "abc 10", "Élan", "Emil", "Zoe"]);
});

test("equal rows stay as they were, and without a column all do", () => {
  expect(in_order(rows("b", "b", "a"), columns, "what").map((row) => row.id)).toEqual([2, 0, 1]);
  expect(in_order(rows("b", "b", "a"), columns, "-what").map((row) => row.id)).toEqual([0, 1, 2]);
  expect(order("", "b", "a")).toEqual(["b", "a"]);
});

test("a row is found by any of its texts, each of the words in any place", () => {
  const finds = findable(columns);
  const [row] = rows("Night Sky");
  expect(row && finds(row, ["sky", "nig"])).toBe(true);
  expect(row && finds(row, ["sky", "day"])).toBe(false);
});

test("a row that was written anew is ordered and found by what it says now", () => {
  const [before, other] = rows("Night", "Morning");
  if (!before || !other) throw new Error("two rows");
  expect(in_order([before, other], columns, "what")).toEqual([other, before]);
  const finds = findable(columns);
  expect(finds(before, ["night"])).toBe(true);
  const now = { ...before, what: "Evening" };
  expect(in_order([now, other], columns, "what")).toEqual([now, other]);
  expect(finds(now, ["night"])).toBe(false);
});
