#!/usr/bin/env python3
"""Writes the seeds of title_yaml_fuzz and archive_log_fuzz."""
import io
import pathlib
import zipfile

corpus = pathlib.Path(__file__).parent.parent / "corpus"


def write(target, seeds):
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in seeds.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


HEAD = "goodgate: 1\ntitle: {id: t, name: T, kind: news, territories: [DE], media: [promo]}\n"
write("title_yaml_fuzz", {
    "head": HEAD,
    "uses": HEAD + "tools: [{id: a, product: P, terms: {date: 2026-01-01}}]\nuses:\n"
            "  - id: u\n    summary: s\n    tools: [a]\n    outcome: approve\n"
            "    facts: {third_party_ip: unsure}\n    covers: ['a_[0-9]*.png', '**/b']\n    disclose: mark\n",
    "approvals": HEAD + "uses: [{id: u, summary: s}]\napprovals:\n  - {id: a, use: u, by: {name: N, capacity: c},"
                 " date: 2026-01-01, expires: 2027-01-01, scope: {territories: [world], media: [all],"
                 " files: ['*']},\n     conditions: [{text: t, due: 2026-02-01}], voided: {date: 2026-03-01}}\n",
    "consents": HEAD + "consents: [{id: c, person: P, given: 2026-01-01, withdrawn: 2026-02-01}]\n"
                "licences: [{id: l, work: W, ai_alteration: review, review: {by: B, date: 2026-01-01}}]\n",
    "assets": HEAD + "uses: [{id: u, summary: s}]\nassets:\n  - {sha256: " + "0a" * 32 +
              ", use: u, status: temporary, generated: 2026-01-01}\n"
              "disclosures: [{kind: credit, use: u, text: t}]\n",
    "waivers": HEAD + "waivers: [{rule: r, file: f, by: A, reason: b, expires: 2026-01-01}]\n"
               "severities: [{rule: r, severity: hold, reason: x, by: A}]\narchive_log: {file: l.csv}\nsidecars: [a]\n",
    "sidecar": "file: a.png\ntool: T\nsource_type: compositeSynthetic\nclaims: altered\ndate: 2026-01-01\n",
    "sidecar_json": '{"tool": "T", "claims": "generated", "use": "u"}',
    "alias": "a: &x [1, 2]\nb: [*x, *x]\n",
    "tag": "a: !!binary aGk=\nb: ! 'x'\n",
    "deep": "[" * 40 + "]" * 40,
    "two_documents": "a: 1\n---\nb: 2\n...\n",
    "block_text": "goodgate: 1\ntitle:\n  id: >-\n    folded\n    text\n  name: |\n    kept\n    lines\n",
    "typos": HEAD + "use: [{id: ü, outcom: aprove}]\nassets: [{sha256: xyz}]\n",
})


def workbook(rows, strings="<sst><si><t>File</t></si></sst>"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in {
            "xl/workbook.xml": '<workbook><sheets><sheet name="L" r:id="r"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r" Target="s.xml"/></Relationships>',
            "xl/sharedStrings.xml": strings,
            "xl/s.xml": "<worksheet><sheetData>" + rows + "</sheetData></worksheet>",
        }.items():
            book.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


write("archive_log_fuzz", {
    "comma": "File,Source,Shows\na.mov,Archive,newsreel\nb.mov,X,re-enactment\n",
    "semicolon": "\ufeffDatei;Quelle;Inhalt\r\na.mov;\"X; Y\";Film\r\n",
    "tab": "clip\tsupplier\tkind\na.mov\tX\tgraphics\n",
    "quotes": "File,Source\n\"a \"\"b\"\".mov\",\"two\nlines\"\n",
    "open_quote": "File,Source\n\"a.mov,X\n",
    "latin1": b"File,Source\na.mov,Caf\xe9\n",
    "utf16": "File\tSource\na\tb\n".encode("utf-16"),
    "late_header": "Project,,\n,,\nClip Name,Notes,Source\na.mov,x,Y\n",
    "no_file": "File,Source,Shows\n,X,film\n",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "shared": workbook('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="str"><v>a</v></c></row>'),
    "inline": workbook('<row><c t="inlineStr"><is><t>Clip</t></is></c><c><v>4</v></c></row><row><c><v>1</v></c></row>'),
    "odd_references": workbook('<row r="1"><c r="XFD1"><v>1</v></c><c r="ZZZZ1"><v>2</v></c><c r="A0"><v>3</v></c></row>'),
    "no_sheet": workbook("")[:300],
})
