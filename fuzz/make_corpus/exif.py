#!/usr/bin/env python3
"""Writes the seed corpus of exif_fuzz."""
import pathlib
import struct

from ifd import big, classic

OUT = pathlib.Path(__file__).resolve().parents[1] / "corpus" / "exif_fuzz"


def long(value):
    return struct.pack("<I", value)


def comment(body):
    return classic([(0x9286, 7, len(body), long(26))], tail=body)


def trailer(block):
    entry = struct.pack("<HHII", 0, 0x0D91, len(block), len(block))
    return block + b"SEFH" + struct.pack("<II", 107, 1) + entry + struct.pack("<I", 24) + b"SEFT"


gps = struct.pack("<H", 1) + struct.pack("<HHI", 1, 2, 2) + b"N\0\0\0" + b"\0" * 4
xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
iim = b"\x1c\2\x6e\0\2Me\0"
seeds = {
    "camera": classic([(0x010F, 2, 3, b"Me\0\0"), (0x8825, 4, 1, long(38))], tail=gps),
    "jpeg_identifier": b"Exif\0\0" + classic([(0x0131, 2, 4, b"abc\0")]),
    "second_directory": classic([(0x010F, 2, 3, b"Me\0\0")], next_offset=26, tail=classic([(0x0131, 2, 4, b"abc\0")])[8:]),
    "child_cycle": classic([(0x8769, 4, 1, long(8))]),
    "sub_ifds": classic([(0x014A, 4, 2, long(26))], tail=long(8) + long(34) + gps),
    "ascii": comment(b"ASCII\0\0\0Steps: 20"),
    "unicode_big": comment(b"UNICODE\0" + "Steps: 20".encode("utf-16-be")),
    "unicode_little": comment(b"UNICODE\0" + "Steps: 20".encode("utf-16-le")),
    "jis": comment(b"JIS\0\0\0\0\0a\x1b$B0!\x1b(Bc"),
    "xp_title": classic([(0x9C9B, 1, 6, long(26))], tail="abc".encode("utf-16-le")),
    "maker_note": classic([(0x927C, 7, 100, long(26))], tail=b"\0" * 100),
    "xmp": classic([(0x02BC, 1, len(xmp), long(26))], tail=xmp),
    "iptc": classic([(0x83BB, 4, 2, long(26))], tail=iim),
    "iptc_swapped": classic([(0x83BB, 4, 2, long(26))], tail=struct.pack(">2I", *struct.unpack("<2I", iim))),
    "big": big([(0x0131, 2, 8, b"Goodgate")]),
    "samsung": trailer(struct.pack("<HHI", 0, 0x0D91, 4) + b'Info{"genAIType":8}'),
}
if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for name, data in seeds.items():
        (OUT / name).write_bytes(data)
