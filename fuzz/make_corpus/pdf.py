#!/usr/bin/env python3
"""Writes the corpus of pdf_fuzz: small documents, good and damaged."""
import pathlib
import struct
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "pdf_fuzz"
CATALOG = "<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"
PACKET = b"<rdf:RDF><rdf:Description xmp:CreatorTool='T'/></rdf:RDF>"


def stream(data, more=b""):
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def pdf(catalog, objects, trailer=b""):
    out, table = b"%PDF-1.7\n", b""
    for number, body in enumerate([(CATALOG % catalog).encode(), PAGES, *objects], 1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = 3 + len(objects)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, trailer, len(out))


def modern():
    """Objects in an object stream, found through a cross-reference stream with PNG rows."""
    bodies = [(CATALOG % "").encode(), PAGES, b"<< /Producer (T) >>"]
    head, offset = b"", 0
    for number, body in enumerate(bodies, 1):
        head += b"%d %d " % (number, offset)
        offset += len(body) + 1
    packed = zlib.compress(head + b" ".join(bodies))
    out = b"%PDF-1.7\n"
    first = len(out)
    out += b"4 0 obj\n" + stream(packed, b"/Type /ObjStm /N 3 /First %d /Filter /FlateDecode" % len(head)) + b"\nendobj\n"
    at = len(out)
    rows = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, first, 0), (1, at, 0)]
    raw = b"".join(struct.pack(">BHB", *row) for row in rows)
    up = b"".join(b"\x02" + bytes((raw[index + column] - (raw[index + column - 4] if index else 0)) & 255 for column in range(4))
                  for index in range(0, len(raw), 4))
    parms = b"/Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Info 3 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>"
    return out + b"5 0 obj\n" + stream(zlib.compress(up), parms) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


PLAIN = pdf("", [b"<< /Producer (T) /Title <FEFF0041> >>"], b"/Info 3 0 R")
FILES = {
    "information": PLAIN,
    "metadata": pdf("/Metadata 3 0 R", [stream(PACKET)]),
    "metadata_packed": pdf("/Metadata 3 0 R", [stream(zlib.compress(PACKET), b"/Filter /FlateDecode")]),
    "manifest": pdf("/AF [3 0 R]", [b"<< /AFRelationship /C2PA_Manifest /EF << /F 4 0 R >> >>", stream(b"JUMBF")]),
    "name_tree": pdf("/Names << /EmbeddedFiles 3 0 R >>",
                     [b"<< /Kids [3 0 R 4 0 R] >>", b"<< /Names [(a) 5 0 R] >>", b"<< /Subtype /application#2Fc2pa /EF << /F 6 0 R >> >>", stream(b"J")]),
    "modern": modern(),
    "lzw": pdf("/Metadata 3 0 R", [stream(b"\x80\x0b\x60", b"/Filter /LZWDecode")]),
    "cut": PLAIN[:200],
    "no_table": PLAIN.replace(b"startxref", b"startxxxx"),
    "nested": pdf("", [b"[" * 200], b"/Info 3 0 R"),
    "garbage": b"%PDF-1.7\nxxxx",
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        assert len(data) < 1024, name
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
