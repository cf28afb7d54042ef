#!/usr/bin/env python3
"""Writes the corpus of paper_fuzz: small documents that carry files, good and damaged."""
import pathlib
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "paper_fuzz"


def stream(data, more=b""):
    return b"<< /Type /EmbeddedFile /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def pdf(names, objects):
    out, table = b"%PDF-1.7\n", b""
    catalog = b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles %s >> >>" % names
    for number, body in enumerate([catalog, b"<< /Type /Pages /Kids [] /Count 0 >>", *objects], 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = 3 + len(objects)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table, size, len(out))


def spec(number):
    return b"<< /Type /Filespec /F (a.json) /UF (a.json) /EF << /F %d 0 R >> >>" % number


packed = zlib.compress(b'{"goodgate_approval":1}')
files = {
    "plain.pdf": pdf(b"<< /Names [(a.json) 3 0 R] >>", [spec(4), stream(b"{}")]),
    "flate.pdf": pdf(b"<< /Names [(a.json) 3 0 R] >>", [spec(4), stream(packed, b"/Filter /FlateDecode")]),
    "bomb.pdf": pdf(b"<< /Names [(a.json) 3 0 R] >>", [spec(4), stream(zlib.compress(b" " * (9 << 20)), b"/Filter /FlateDecode")]),
    "cut.pdf": pdf(b"<< /Names [(a.json) 3 0 R] >>", [spec(4), stream(packed[:-6], b"/Filter /FlateDecode")]),
    "twice.pdf": pdf(b"<< /Names [(a.json) 3 0 R (a.json) 3 0 R] >>", [spec(4), stream(b"{}")]),
    "loop.pdf": pdf(b"3 0 R", [b"<< /Kids [3 0 R 3 0 R] >>"]),
    "deep.pdf": pdf(b"3 0 R", [b"<< /Kids [%d 0 R] >>" % (number + 4) for number in range(80)] + [b"<< /Names [] >>"]),
    "no_stream.pdf": pdf(b"<< /Names [(a.json) << /EF << /F 9 0 R >> >> (b) 7 (c)] >>", []),
    "none.pdf": pdf(b"null", []),
    "not.pdf": b"%PDF-1.7\nhello",
}
FOLDER.mkdir(parents=True, exist_ok=True)
for name, content in files.items():
    (FOLDER / name).write_bytes(content)
