#!/usr/bin/env python3
"""Writes the seed corpus of ifd_fuzz."""
import pathlib
import struct

OUT = pathlib.Path(__file__).resolve().parents[1] / "corpus" / "ifd_fuzz"


def classic(entries, order="<", tail=b"", next_offset=0):
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, 8)
    table = b"".join(struct.pack(order + "HHI", tag, kind, count) + field for tag, kind, count, field in entries)
    return head + struct.pack(order + "H", len(entries)) + table + struct.pack(order + "I", next_offset) + tail


def big(entries, order="<", tail=b"", next_offset=0):
    head = (b"II" if order == "<" else b"MM") + struct.pack(order + "HHHQ", 43, 8, 0, 16)
    table = b"".join(struct.pack(order + "HHQ", tag, kind, count) + field for tag, kind, count, field in entries)
    return head + struct.pack(order + "Q", len(entries)) + table + struct.pack(order + "Q", next_offset) + tail


every_type = [(0x100 + kind, kind, 1, b"\1\2\3\4") for kind in (1, 2, 3, 4, 6, 7, 8, 9, 11, 13, 129)]
wide = [(0x200 + kind, kind, 1, struct.pack("<I", 38)) for kind in (5, 10)]
seeds = {
    "every_type": classic(every_type),
    "every_type_big_endian": classic(every_type, ">"),
    "rationals": classic(wide, tail=struct.pack("<II", 1, 125)),
    "text_outside": classic([(305, 2, 9, struct.pack("<I", 26))], tail=b"Goodgate\0"),
    "two_strings": classic([(33432, 2, 8, struct.pack("<I", 26))], tail=b"abc\0def\0"),
    "long_array": classic([(273, 3, 200, struct.pack("<I", 26))], tail=b"\0\1" * 200),
    "cycle": classic([], next_offset=8),
    "next_outside": classic([], next_offset=0xFFFFFFFF),
    "bad_type": classic([(1, 0, 1, b"\0" * 4), (2, 200, 1, b"\0" * 4)]),
    "value_outside": classic([(305, 2, 9, b"\xff" * 4)]),
    "table_cut": classic(every_type)[:60],
    "big": big([(305, 2, 8, b"Goodgate"), (273, 16, 1, struct.pack("<Q", 1 << 40))]),
    "big_overflow": big([(305, 12, 0x2000000000000001, b"\0" * 8)], ">"),
}
if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for name, data in seeds.items():
        (OUT / name).write_bytes(data)
