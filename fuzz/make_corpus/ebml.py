#!/usr/bin/env python3
"""Writes the seed corpus of ebml_fuzz: small Matroska files, one for each family that is read."""
import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "ebml_fuzz"


def element(number, *parts):
    payload = b"".join(parts)
    return bytes.fromhex(number) + bytes([0x80 | len(payload)] if len(payload) < 127 else
                                         [0x40 | len(payload) >> 8, len(payload) & 0xFF]) + payload


def header(kind):
    return element("1A45DFA3", element("4286", b"\x01"), element("4282", kind))


HEADER = header(b"matroska")
CLUSTER = element("1F43B675", element("E7", b"\0"), element("A3", b"\x81\0\0\x80"))
OPEN_CLUSTER = bytes.fromhex("1F43B67501FFFFFFFFFFFFFF") + element("E7", b"\0") + element("A3", b"\x81\0\0\x80")


def simple_tag(name, *rest):
    return element("67C8", element("45A3", name), *rest)


def text(value):
    return element("4487", value)


def tags(*simple_tags):
    return element("1254C367", element("7373", element("63C0"), *simple_tags))


def attached(name, media_type, content):
    return element("61A7", element("466E", name), element("4660", media_type), element("465C", content))


def files():
    yield "tags_behind", HEADER + element("18538067", CLUSTER, tags(simple_tag(b"PROMPT", text(b"{}"))))
    yield "nested_tags", HEADER + element("18538067", tags(simple_tag(b"a", text(b"b"), simple_tag(
        b"c", element("4485", b"\0\1"), simple_tag(b"d", text(b"e"))))))
    yield "live", header(b"webm") + bytes.fromhex("18538067FF") + OPEN_CLUSTER * 2 + tags(simple_tag(b"A", text(b"b")))
    yield "two_segments", (HEADER + element("18538067", tags(simple_tag(b"A", text(b"b"))))) * 2
    yield "info", HEADER + element("18538067", element("1549A966", element("4D80", b"Lavf"), element(
        "5741", b"Tool\0x"), element("7BA9", b"T\xff"), element("4461", struct.pack(">q", -1))))
    yield "tracks", HEADER + element("18538067", element("1654AE6B", element("AE", element("86", b"V_VP9"), element(
        "E0", element("B0", b"\x02\x80"), element("BA", b"\x01\xe0"))), element("AE", element("536E", b"sound"), element(
            "E1", element("B5", struct.pack(">f", 96000.0))))))
    yield "attachments", HEADER + element("18538067", element("1941A469", attached(b"w.json", b"application/json", b"{}"),
        attached(b"f.ttf", b"font/ttf", b"\0\1\0\0"), attached(b"m", b"application/c2pa", b"\0\0\0\x08jumb")))
    yield "cut_segment", HEADER + bytes.fromhex("185380671FFFFFF0") + tags(simple_tag(b"A", text(b"b")))
    yield "void", HEADER + element("EC", b"..") + element("18538067", element("EC", b"..."), element("BF", b"crc4"))
    yield "bad_sizes", HEADER + bytes.fromhex("18538067FFEC01FFFFFFFFFFFFFE")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files():
        assert len(content) <= 1024, name
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
