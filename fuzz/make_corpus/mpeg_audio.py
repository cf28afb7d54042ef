#!/usr/bin/env python3
"""Writes the seed files of mpeg_audio_fuzz: tags around first frames of several kinds."""

import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "mpeg_audio_fuzz"

ID3 = b"ID3\3\0\0\0\0\0\x0cTIT2\0\0\0\2\0\0\0a"
TAG = b"TAG" + b"title".ljust(30, b"\0") + bytes(95)
MPEG1 = bytes.fromhex("FFFB1400")  # layer 3, 32 kbit/s, 48 kHz: 96 bytes
MPEG2 = bytes.fromhex("FFF314C0")  # layer 3, 8 kbit/s, 24 kHz, mono: 24 bytes
LAYER1 = bytes.fromhex("FFFF1400")


def frame(header, size, body=b""):
    return (header + body).ljust(size, b"\0")


def info(magic, flags, encoder):
    announced = 4 * (flags & 1) + 2 * (flags & 2) + 25 * (flags & 4) + (flags & 8) // 2
    return magic + struct.pack(">I", flags) + bytes(announced) + encoder


SEEDS = {
    "two_frames": frame(MPEG1, 96) * 2,
    "id3_first": ID3 + frame(MPEG1, 96) * 2,
    "info_lame": frame(MPEG1, 96, bytes(32) + info(b"Info", 9, b"LAME3.100")) + frame(MPEG1, 96),
    "xing_lavf": ID3 + frame(bytes.fromhex("FFFB3400"), 168, bytes(32) + info(b"Xing", 15, b"Lavf")) + frame(MPEG1, 96),
    "mpeg2_mono": frame(MPEG2, 24) * 3,
    "layer_1": frame(LAYER1, 32) * 3,
    "padding_behind_tag": ID3 + bytes(40) + frame(MPEG1, 96) * 2,
    "version_1_at_end": frame(MPEG1, 96) * 2 + TAG,
    "no_frame": ID3 + b"\xff" * 64,
    "one_cut_frame": MPEG1 + bytes(5),
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, data in SEEDS.items():
    (FOLDER / name).write_bytes(data)
