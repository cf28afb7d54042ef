#!/usr/bin/env python3
"""Writes the corpus of gif_fuzz: small GIFs, good and damaged."""
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "gif_fuzz"
HEADER = b"GIF89a\x02\0\x03\0\x80\0\0" + bytes(6)
IMAGE = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
RDF = b'<rdf:RDF><rdf:Description xmp:CreatorTool="T"/></rdf:RDF>'
MAGIC = b"\x01" + bytes(range(255, -1, -1)) + b"\0"


def blocks(data, step=255):
    return b"".join(bytes([len(data[at:at + step])]) + data[at:at + step] for at in range(0, len(data), step)) + b"\0"


COMMENT = b"\x21\xfe" + blocks(b"made by T", 4)
XMP = b"\x21\xff\x0bXMP DataXMP" + RDF + MAGIC
STORE = b"\x21\xff\x0bC2PA_GIF\x01\0\0" + blocks(b"\0\0\0\x08jumb", 5)
FILES = {
    "plain": HEADER + IMAGE + b"\x3b",
    "comment": HEADER + COMMENT + IMAGE + COMMENT + b"\x3b",
    "gif87a": b"GIF87a\x02\0\x03\0\0\0\0" + IMAGE + b"\x3b",
    "xmp": HEADER + XMP + IMAGE + b"\x3b",
    "xmp_sub_blocks": HEADER + b"\x21\xff\x0bXMP DataXMP" + blocks(RDF) + b"\x3b",
    "store": HEADER + STORE + IMAGE + b"\x3b",
    "netscape": HEADER + b"\x21\xff\x0bNETSCAPE2.0" + blocks(b"\x01\0\0") + b"\x21\xf9" + blocks(bytes(4)) + IMAGE + b"\x3b",
    "trailer": HEADER + b"\x3bprompt: a cat",
    "cut": HEADER + XMP[:40],
    "zeros": HEADER + b"\0\0\0" + IMAGE + b"\0\0\x3b",
    "bad_block": HEADER + b"\x77",
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
