#!/usr/bin/env python3
"""Writes the seed files of ogg_fuzz: first pages of every kind of stream."""

import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "ogg_fuzz"

def page(serial, packets, cut=False):
    lacing = b""
    for packet in packets:
        lacing += b"\xff" * (len(packet) // 255)
        if not cut:
            lacing += bytes([len(packet) % 255])
    return b"OggS\0\2" + bytes(8) + struct.pack("<III", serial, 0, 0) + bytes([len(lacing)]) + lacing + b"".join(packets)


def comments(vendor, *texts):
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(texts)) + b"".join(struct.pack("<I", len(text)) + text for text in texts)


TEXTS = comments(b"Lavf", b"prompt={}", b"TITLE=a")
VORBIS = page(1, [b"\1vorbis" + bytes(23)])
OPUS = page(2, [b"OpusHead\1\2" + bytes(9)])
THEORA = page(3, [b"\x80theora\3\2\1" + bytes.fromhex("0014000F" "000140" "0000F0") + bytes(22)])
LONG = b"OpusTags" + comments(b"x", b"a=" + b"b" * 300)

SEEDS = {
    "vorbis": VORBIS + page(1, [b"\3vorbis" + TEXTS + b"\1"]),
    "opus": OPUS + page(2, [b"OpusTags" + TEXTS]),
    "theora_and_vorbis": THEORA + VORBIS + page(3, [b"\x81theora" + TEXTS]) + page(1, [b"\3vorbis" + TEXTS]),
    "speex": page(4, [b"Speex   " + bytes(72)]) + page(4, [TEXTS]),
    "flac": page(5, [b"\x7fFLAC\1\0\0\1fLaC" + bytes(38)]) + page(5, [b"\x84\0\0\x20" + TEXTS]),
    "over_two_pages": OPUS + page(2, [LONG[:255]], True) + page(2, [LONG[255:]]),
    "unknown_kind": page(6, [b"fishead\0" + bytes(8)]) + OPUS + page(2, [b"OpusTags" + TEXTS]),
    "wrong_comment_magic": OPUS + page(2, [b"OpusTagz" + TEXTS]),
    "ends_early": OPUS,
    "empty_packets": page(7, [b"", b"", b""]),
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, data in SEEDS.items():
    (FOLDER / name).write_bytes(data)
