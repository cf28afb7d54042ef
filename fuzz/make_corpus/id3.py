#!/usr/bin/env python3
"""Writes the seed files of id3_fuzz: small tags of every version, whole and damaged."""

import pathlib
import struct
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "id3_fuzz"


def sync_safe(size):
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def tag(version, flags, body):
    return b"ID3" + bytes([version, 0, flags]) + sync_safe(len(body)) + body


def frame2(name, body):
    return name + len(body).to_bytes(3, "big") + body


def frame3(name, body, flags=0):
    return name + struct.pack(">IH", len(body), flags) + body


def frame4(name, body, flags=0):
    return name + sync_safe(len(body)) + struct.pack(">H", flags) + body


def ape(items):
    body = b"".join(struct.pack("<II", len(value), flags) + name + b"\0" + value for name, value, flags in items)
    return body + b"APETAGEX" + struct.pack("<IIII", 2000, len(body) + 32, len(items), 0) + bytes(8)


def version1():
    return b"TAG" + b"title".ljust(30, b"\0") + b"artist".ljust(30) + b"album".ljust(30, b"\0") + b"2024" + b"note".ljust(30, b"\0") + b"\x0c"


SEEDS = {
    "v2_text": tag(2, 0, frame2(b"TT2", b"\0title") + frame2(b"COM", b"\0eng\0text") + frame2(b"PIC", b"\0JPG\3\0\xff\xd8")),
    "v3_texts": tag(3, 0, frame3(b"TIT2", b"\1" + "tïtle".encode("utf-16")) + frame3(b"TXXX", b"\0AIGC\0{}") + frame3(b"COMM", b"\0engd\0text") + frame3(b"WXXX", b"\0d\0http://a")),
    "v3_unsynchronised": tag(3, 0x80, frame3(b"TIT2", b"\0\xff").replace(b"\xff", b"\xff\0") + frame3(b"TALB", b"\0a")),
    "v3_compressed": tag(3, 0, frame3(b"TIT2", struct.pack(">I", 8) + zlib.compress(b"\0a title"), 0x80)),
    "v3_extended_header": tag(3, 0x40, struct.pack(">IHI", 6, 0, 0) + frame3(b"TALB", b"\0a")),
    "v4_values": tag(4, 0, frame4(b"TPE1", b"\3one\0two") + frame4(b"TIT2", b"\2\0a\0b")),
    "v4_flags": tag(4, 0, frame4(b"TIT2", b"\0\0\0\4\7\3\xff\0a", 0x43) + frame4(b"TALB", b"\3a", 4)),
    "v4_footer": tag(4, 0x10, frame4(b"TIT2", b"\3a")) + b"3DI\4\0\x10" + sync_safe(12),
    "v4_plain_size": tag(4, 0, frame3(b"TIT2", b"\3" + b"a" * 199) + frame3(b"TALB", b"\3b")),
    "credential": tag(4, 0, frame4(b"GEOB", b"\0application/c2pa\0c\0c2pa\0" + bytes(16))),
    "object": tag(3, 0, frame3(b"GEOB", b"\0text/plain\0f\0d\0text") + frame3(b"APIC", b"\0image/png\0\3d\0\x89PNG")),
    "private": tag(3, 0, frame3(b"PRIV", b"XMP\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>") + frame3(b"PRIV", b"own\0\1\2") + frame3(b"UFID", b"own\0id")),
    "trailing_v1_ape": b"sound" + ape([(b"Software", b"ab", 0), (b"Cover", b"\xff\xd8", 2)]) + version1(),
    "ape_lying": b"APETAGEX" + struct.pack("<IIII", 2000, 0xFFFFFFFF, 0xFFFFFFFF, 0) + bytes(8),
    "too_long": b"ID3\3\0\0\x7f\x7f\x7f\x7f" + frame3(b"TIT2", b"\0a"),
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, data in SEEDS.items():
    (FOLDER / name).write_bytes(data)
