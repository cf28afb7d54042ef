import { expect, test } from "vitest";
import { to_csv } from "@/ui/csv";

test("commas, quotes and line ends stay inside their cell", () => {
  expect(to_csv([["a", 'say "no"'], ["1,5", "two\nlines"]])).toBe('\uFEFFa,"say ""no"""\r\n"1,5","two\nlines"\r\n');
});

test("what a spreadsheet would run is a text", () => {
  expect(to_csv([["=HYPERLINK(1)"], ["-1"]])).toBe("\uFEFF'=HYPERLINK(1)\r\n'-1\r\n");
});
