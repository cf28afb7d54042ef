import { expect, test } from "vitest";
import { joined } from "@/api/rows";

test("what changed takes the place of what it was, and what is new stands behind", () => {
  const before = [{ id: "a", version: 1 }, { id: "b", version: 1 }];
  expect(joined(before, [])).toBe(before);
  expect(joined(before, [{ id: "b", version: 1 }])).toBe(before);
  expect(joined(before, [{ id: "c", version: 1 }, { id: "a", version: 2 }])).toEqual([{ id: "a", version: 2 }, { id: "b", version: 1 }, { id: "c", version: 1 }]);
});
