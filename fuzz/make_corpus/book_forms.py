#!/usr/bin/env python3
"""Writes the seeds of book_forms_fuzz."""
import csv
import io
import pathlib
import zipfile
from xml.sax.saxutils import escape

folder = pathlib.Path(__file__).parent.parent / "corpus" / "book_forms_fuzz"
folder.mkdir(parents=True, exist_ok=True)

BOOK = {
    "book": [["key", "value"], ["rulebook", "b"], ["version", "1"], ["name", "N"], ["notice", "No advice."],
             ["applies kinds", "documentary"], ["in_force from", "2026-01-01"], ["default outcome", "consult"],
             ["default reviewers", "v"], ["default because", "none speaks"]],
    "sources": [["id", "title", "url", "read", "confidence"], ["S", "T", "u", "2026-01-02", "A"]],
    "facts": [["id", "ask", "type", "of", "unit", "min", "max", "risk", "material"],
              ["final", "Final?", "", "", "", "", "", "yes", "yes"],
              ["element", "What?", "choice", "none, prop, setting", "", "", "", "ascending", ""],
              ["seconds", "How long?", "number", "", "seconds", "0", "36000", "", ""],
              ["day", "When?", "date", "", "", "", "", "", ""]],
    "define": [["id", "means", "when final", "when element"], ["d", "both", "yes", "not none"], ["d", "", "", "prop"]],
    "reviewers": [["id", "name", "applies territories"], ["v", "V", "DE, US-CA"]],
    "duties": [["id", "what", "due", "lead_hours", "owner", "evidence"],
               ["u", "Do it.", "with_delivery", "48", "partner", "credit"]],
    "rows": [["id", "clause", "source", "confidence", "when final", "when d", "when seconds", "when day", "outcome",
              "reviewers", "duties", "because"],
             ["every", "0.1", "S", "", "", "", "", "", "notify", "", "", "=always"],
             ["r", "", "", "X", "yes", "no", "1 .. 2.5", ">= 2026-01-01", "approve", "v", "u", "two\nlines"]],
    "invariants": [["id", "when final", "at_least", "reviewers_include"], ["i", "yes", "approve", "v"]],
    "cases": [["name", "title kind", "title agreements", "as_of", "given final", "given seconds", "expect outcome",
               "expect rows", "remark"],
              ["c", "news", "\"a, b\", c", "2026-02-03", "unsure", "2.5", "consult", "none", "r"]],
}


def text_of(sheets, separator=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    for name, rows in sheets.items():
        for row in rows:
            writer.writerow([name, *row])
    return out.getvalue().encode()


def workbook_of(sheets):
    out = io.BytesIO()
    parts = {
        "xl/workbook.xml": "<workbook><sheets>" + "".join(
            f'<sheet name="{name}" r:id="r{index}"/>' for index, name in enumerate(sheets)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>" + "".join(
            f'<Relationship Id="r{index}" Target="s{index}.xml"/>' for index in range(len(sheets))) + "</Relationships>",
    }
    for index, rows in enumerate(sheets.values()):
        parts[f"xl/s{index}.xml"] = "<worksheet><sheetData>" + "".join(
            "<row>" + "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row) + "</row>"
            for row in rows) + "</sheetData></worksheet>"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for name, text in parts.items():
            book.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def changed(sheet, row, column, value):
    sheets = {name: [list(one) for one in rows] for name, rows in BOOK.items()}
    sheets[sheet][row][column] = value
    return sheets


seeds = {
    "text": text_of(BOOK),
    "semicolons": text_of(BOOK, ";"),
    "workbook": workbook_of(BOOK),
    "small": text_of({name: BOOK[name] for name in ("book", "rows") if name == "book"} |
                     {"rows": [["id", "outcome", "because"], ["r", "clear", "'007"]], "notes": [["mine"]]}),
    "no_book": text_of({"rows": BOOK["rows"]}),
    "unknown_heading": text_of(changed("rows", 0, 8, "outcom")),
    "unknown_fact": workbook_of(changed("rows", 0, 4, "when finale")),
    "bad_test": text_of(changed("rows", 2, 6, "1 to 2")),
    "bad_outcome": workbook_of(changed("rows", 2, 8, "aprove")),
    "open_quote": text_of(changed("cases", 1, 2, '"a, b')),
    "escapes": workbook_of(changed("rows", 2, 11, "_x0041__x005F_x0000_ _xD800_")),
    "two_tests": text_of(changed("rows", 0, 5, "when final")),
    "other_sheet": text_of(BOOK | {"row": [["id"]]}),
}
for name, data in seeds.items():
    (folder / name).write_bytes(data)
