#!/usr/bin/env python3
"""Writes the seed files of flac_fuzz: metadata blocks, whole and damaged."""

import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "flac_fuzz"

def block(kind, body, last=False):
    return bytes([kind | (0x80 if last else 0)]) + len(body).to_bytes(3, "big") + body


def comments(vendor, *texts):
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(texts)) + b"".join(struct.pack("<I", len(text)) + text for text in texts)


INFO = block(0, bytes(10) + bytes.fromhex("0BB80370") + bytes(20))
ID3 = b"ID3\4\0\0\0\0\0\x28GEOB\0\0\0\x1e\0\0\0application/c2pa\0c\0c2pa\0" + bytes(6)
PICTURE = struct.pack(">II", 3, 9) + b"image/png" + struct.pack(">IIIIII", 0, 1, 1, 24, 0, 4) + b"\x89PNG"

SEEDS = {
    "info_only": b"fLaC" + INFO + block(4, comments(b"Lavf"), True),
    "comments": b"fLaC" + INFO + block(4, comments(b"Lavf", b"prompt={}", b"TITLE=a"), True) + b"\xff\xf8",
    "picture": b"fLaC" + INFO + block(6, PICTURE, True),
    "application": b"fLaC" + INFO + block(2, b"riff" + bytes(8)) + block(1, bytes(6), True),
    "credential_in_tag": ID3 + b"fLaC" + INFO + block(1, b"", True),
    "no_name": b"fLaC" + block(4, comments(b"", b"text", b"=a"), True),
    "count_bomb": b"fLaC" + block(4, struct.pack("<II", 0, 0xFFFFFFFF), True),
    "length_bomb": b"fLaC" + block(4, struct.pack("<I", 0xFFFFFFFF), True),
    "block_too_long": b"fLaC\x84\xff\xff\xff",
    "not_last": b"fLaC" + INFO,
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, data in SEEDS.items():
    (FOLDER / name).write_bytes(data)
