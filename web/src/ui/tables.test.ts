import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { pasted_rows } from "@/ui/pasted";
import { to_workbook } from "@/ui/workbook";

test("what a spreadsheet put on the clipboard comes apart into its cells", () => {
  expect(pasted_rows('Summary\tCompany\r\n"Night\nsky"\tHarbour "H" Pictures\r\n\r\n"say ""no"""\t\r\n')).toEqual([["Summary", "Company"], ["Night\nsky", 'Harbour "H" Pictures'], ['say "no"', ""]]);
  expect(pasted_rows("")).toEqual([]);
  expect(pasted_rows('"5\tsix')).toEqual([['"5', "six"]]);
});

test("a workbook keeps signs that XML would take for its own, and leaves out those it has none for", () => {
  const sheet = strFromU8(unzipSync(to_workbook([["a<b & c", "=1+1", "bell\u0007"]]))["xl/worksheets/sheet1.xml"] as Uint8Array);
  expect(sheet).toContain(">a&lt;b &amp; c<");
  expect(sheet).toContain(">=1+1<");
  expect(sheet).toContain(">bell<");
});
