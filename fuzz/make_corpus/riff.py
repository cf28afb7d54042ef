#!/usr/bin/env python3
"""Writes the seed files of riff_fuzz: small WAVE, AVI and WebP files, whole and damaged."""

import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "riff_fuzz"


def chunk(name, body, order="<"):
    return name + struct.pack(order + "I", len(body)) + body + b"\0" * (len(body) % 2)


def riff(form, *chunks, magic=b"RIFF", size=None, order="<"):
    body = form + b"".join(chunks)
    return magic + struct.pack(order + "I", len(body) if size is None else size) + body


def listed(kind, *chunks):
    return chunk(b"LIST", kind + b"".join(chunks))


FMT = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, 48000, 96000, 2, 16))
DATA = chunk(b"data", bytes(4))
INFO = listed(b"INFO", chunk(b"ISFT", b"Lavf60\0"), chunk(b"ICMT", b"note\0"))
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
TIFF = b"II*\0\x08\0\0\0\x01\0\x0f\x01\x02\0\x04\0\0\0abc\0\0\0\0\0"
BEXT = b"scene".ljust(256, b"\0") + b"Recorder".ljust(32, b"\0") + bytes(32) + b"2024-05-0607:08:09" + struct.pack("<QH", 1 << 33, 1) + b"\x06\x0a\x2b\x34" + bytes(60 + 190) + b"A=PCM\r\n"
IXML = b"<?xml version='1.0'?><BWFXML><PROJECT>p</PROJECT><TRACK_LIST><TRACK n='1'><NAME>a</NAME></TRACK></TRACK_LIST></BWFXML>"
ID3 = b"ID3\3\0\0\0\0\0\x0cTIT2\0\0\0\2\0\0\0a"
DS64 = chunk(b"ds64", struct.pack("<QQQI4sQ", 100, 4, 2, 1, b"AIGC", 2))
LONG = 0xFFFFFFFF

SEEDS = {
    "wav_info": riff(b"WAVE", FMT, DATA, INFO),
    "wav_bext": riff(b"WAVE", FMT, chunk(b"bext", BEXT), DATA),
    "wav_ixml_id3": riff(b"WAVE", FMT, chunk(b"iXML", IXML), chunk(b"id3 ", ID3), DATA),
    "wav_axml_damaged": riff(b"WAVE", FMT, chunk(b"axml", b"<a><b>"), DATA),
    "wav_text": riff(b"WAVE", chunk(b"AIGC", b"{}"), chunk(b"_PMX", XMP), chunk(b"C2PA", bytes(9))),
    "wav_labels": riff(b"WAVE", listed(b"adtl", chunk(b"labl", bytes(4) + b"hi\0")), listed(b"exif", chunk(b"ecor", b"Acme"))),
    "wav_unfinished": riff(b"WAVE", FMT, b"data" + bytes(4) + b"sound", size=0),
    "wav_streamed": riff(b"WAVE", FMT, b"data\xff\xff\xff\xffsound", size=LONG),
    "wav_no_padding": riff(b"WAVE", b"data\3\0\0\0abc" + chunk(b"AIGC", b"{}")),
    "wav_appended": riff(b"WAVE", FMT, DATA) + INFO,
    "rf64": riff(b"WAVE", DS64, FMT, b"data" + struct.pack("<I", LONG) + bytes(4), b"AIGC" + struct.pack("<I", LONG) + b"{}", magic=b"RF64", size=LONG),
    "rifx": riff(b"WAVE", chunk(b"AIGC", b"{}", ">"), magic=b"RIFX", order=">"),
    "avi": riff(b"AVI ", listed(b"hdrl", chunk(b"avih", bytes(32) + struct.pack("<II", 320, 240)), listed(b"strl", chunk(b"strn", b"name\0"))), INFO, listed(b"movi", bytes(8))) + riff(b"AVIX", listed(b"movi")),
    "webp_extended": riff(b"WEBP", chunk(b"VP8X", bytes(4) + b"\xff\3\0\1\0\0"), chunk(b"EXIF", b"Exif\0\0" + TIFF), chunk(b"XMP ", XMP)),
    "webp_lossy": riff(b"WEBP", chunk(b"VP8 ", b"\0\0\0\x9d\1\x2a\x40\1\xf0\0")),
    "webp_lossless": riff(b"WEBP", chunk(b"VP8L", b"\x2f\x3f\x41\0\0\0"), chunk(b"EXIF", TIFF)),
    "lists_in_lists": riff(b"AVI ", listed(b"a", b"") + listed(b"strl", listed(b"strl", listed(b"strl", listed(b"strl", listed(b"strl", listed(b"strl", listed(b"strl", listed(b"strl"))))))))),
}

FOLDER.mkdir(parents=True, exist_ok=True)
for name, data in SEEDS.items():
    (FOLDER / name).write_bytes(data)
