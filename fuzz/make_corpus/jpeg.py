#!/usr/bin/env python3
"""Writes the seed corpus of jpeg_fuzz."""
import pathlib
import struct

from exif import iim, seeds as exif_seeds, xmp

OUT = pathlib.Path(__file__).resolve().parents[1] / "corpus" / "jpeg_fuzz"


def segment(marker, payload):
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def packet(instance, sequence, header, body):
    return segment(0xEB, b"JP" + struct.pack(">HI", instance, sequence) + header + body)


def extension(guid, size, offset, body):
    return segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + guid * 32 + struct.pack(">II", size, offset) + body)


def picture(*segments):
    return b"\xff\xd8" + b"".join(segments) + frame + scan + b"\xff\xd9"


frame = segment(0xC0, b"\x08\0\3\0\2\1\1\x11\0")
scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
jumd = struct.pack(">I", 29) + b"jumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\3c2p\0"
header = struct.pack(">I", 8 + len(jumd)) + b"jumb"
iptc = b"Photoshop 3.0\x008BIM\4\4\0\0" + struct.pack(">I", 7) + iim
seeds = {
    "plain": picture(),
    "exif": picture(segment(0xE1, b"Exif\0\0" + exif_seeds["camera"])),
    "xmp": picture(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp)),
    "extended_xmp": picture(extension(b"A", len(xmp), 50, xmp[50:]), extension(b"A", len(xmp), 0, xmp[:50])),
    "extended_xmp_gap": picture(extension(b"A", len(xmp), 0, xmp[:50]), extension(b"A", len(xmp), 60, xmp[60:])),
    "iptc": picture(segment(0xED, iptc)),
    "iptc_in_two": picture(segment(0xED, iptc[:30]), segment(0xED, iptc[:14] + iptc[30:])),
    "comment": picture(segment(0xFE, b"made with a tool")),
    "app_text": picture(segment(0xEB, b'AIGC{"Label":"1"}')),
    "jumbf": picture(packet(1, 1, header, jumd)),
    "jumbf_packets": picture(packet(1, 1, header, jumd[:12]), packet(1, 2, header, jumd[12:])),
    "jumbf_gap": picture(packet(1, 1, header, jumd[:16]), packet(1, 3, header, jumd[16:])),
    "jumbf_long": picture(packet(1, 1, struct.pack(">I4sQ", 1, b"jumb", 2**63), jumd)),
    "between_scans": b"\xff\xd8" + frame + scan + segment(0xFE, b"between") + scan + b"\xff\xd9",
    "two_pictures": picture() + b"\0\0" + picture(segment(0xFE, b"second")),
    "text_trailer": picture() + b"text behind the end",
    "samsung_trailer": picture() + exif_seeds["samsung"],
    "junk_between": b"\xff\xd8" + segment(0xFE, b"first") + b"junk" + frame + scan + b"\xff\xd9",
    "no_end": picture()[:-2],
    "fill_bytes": b"\xff\xd8\xff\xff\xff" + segment(0xFE, b"padded") + b"\xff\xff\xd9",
}
OUT.mkdir(parents=True, exist_ok=True)
for name, data in seeds.items():
    (OUT / name).write_bytes(data)
