#!/usr/bin/env python3
"""Writes the seed corpus of tiff_fuzz."""
import pathlib
import struct

from exif import iim, long, xmp
from ifd import big, classic

OUT = pathlib.Path(__file__).resolve().parents[1] / "corpus" / "tiff_fuzz"

size = [(0x0100, 3, 1, b"\2\0\0\0"), (0x0101, 4, 1, b"\3\0\0\0")]
directory = classic([(0x0131, 2, 4, b"abc\0")])[8:]
seeds = {
    "size": classic(size),
    "size_of_rationals": classic([(0x0100, 5, 1, long(8)), (0x0101, 16, 1, long(0))]),
    "two_pages": classic(size, next_offset=38, tail=directory),
    "sub_ifd": classic(size + [(0x014A, 13, 1, long(50))], tail=directory),
    "sub_ifds_of_ones": classic([(0x014A, 4, 0xFFFFFFFF, long(8))]),
    "c2pa": classic([(0xCD41, 7, 8, long(26))], tail=b"\0\0\0\x08jumb"),
    "c2pa_of_shorts": classic([(0xCD41, 3, 4, long(26))], tail=b"\0\0\0\x08jumb"),
    "xmp": classic([(0x02BC, 7, len(xmp), long(26))], tail=xmp),
    "iptc": classic([(0x83BB, 7, 7, long(26))], tail=iim),
    "exif": classic([(0x8769, 4, 1, long(26))], tail=directory),
    "big": big([(0x0100, 16, 1, struct.pack("<Q", 1 << 33)), (0x0131, 2, 8, b"Goodgate")]),
    "big_c2pa": big([(0xCD41, 7, 8, b"\0\0\0\x08jumb")]),
}
OUT.mkdir(parents=True, exist_ok=True)
for name, data in seeds.items():
    (OUT / name).write_bytes(data)
