#!/usr/bin/env python3
"""Makes fuzz/corpus/exr_fuzz: single and multi-part headers with every attribute type the walk knows."""

import pathlib
import struct

OUT = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "exr_fuzz"
MAGIC = b"\x76\x2f\x31\x01"


def attribute(name, kind, value):
    return name + b"\0" + kind + b"\0" + struct.pack("<I", len(value)) + value


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    window = attribute(b"displayWindow", b"box2i", struct.pack("<4i", 0, 0, 63, 47))
    texts = attribute(b"owner", b"string", b"Studio") + attribute(b"views", b"stringvector", struct.pack("<I", 4) + b"left")
    numbers = attribute(b"n", b"int", b"\xfe\xff\xff\xff") + attribute(b"f", b"float", struct.pack("<f", 1.5)) + attribute(b"r", b"rational", b"\0" * 8)
    other = attribute(b"channels", b"chlist", b"R\0" + b"\0" * 16 + b"\0")
    single = MAGIC + b"\2\0\0\0"
    files = {
        "single": single + window + texts + numbers + other + b"\0",
        "multi": MAGIC + b"\2\x10\0\0" + window + b"\0" + texts + b"\0\0",
        "reversed-window": single + attribute(b"displayWindow", b"box2i", struct.pack("<4i", 9, 9, -9, -9)) + b"\0",
        "short-window": single + attribute(b"displayWindow", b"box2i", b"\0\0") + b"\0",
        "negative-size": single + b"a\0int\0\xff\xff\xff\xff",
        "cut": (single + window)[:30],
    }
    for name, content in files.items():
        (OUT / name).write_bytes(content)


main()
