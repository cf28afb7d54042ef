import { expect, test } from "vitest";
import { weeks_of } from "@/features/registers/endings";

test("a month stands by weeks from Monday on", () => {
  const december = weeks_of("2026-12");
  expect(december.map((week) => week.map((day) => (day ? Number(day.slice(8)) : 0)))).toEqual([
    [0, 1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12, 13], [14, 15, 16, 17, 18, 19, 20], [21, 22, 23, 24, 25, 26, 27], [28, 29, 30, 31, 0, 0, 0]]);
  expect(december[0]?.[1]).toBe("2026-12-01");
  expect(weeks_of("2027-02").length).toBe(4);
  expect(weeks_of("2028-02").flat().filter(Boolean).length).toBe(29);
});
