#!/usr/bin/env python3
"""Writes the seeds of mxf_fuzz: small header and footer partitions with metadata sets."""
import pathlib
import struct

folder = pathlib.Path(__file__).parent.parent / "corpus" / "mxf_fuzz"
folder.mkdir(parents=True, exist_ok=True)
primer = bytes.fromhex("060e2b34020501010d01020101050100080000000000000012")
fill = bytes.fromhex("060e2b34010101020301021001000000020000")


def partition(kind, footer, header_bytes):
    return (bytes.fromhex("060e2b34020501010d01020101" + kind + "0083000058") +
            struct.pack(">HHIQQQQQIQI", 1, 3, 1, 0, 0, footer, header_bytes, 0, 0, 0, 0) +
            bytes.fromhex("060e2b34040101010d0102010101090000000000 00000010".replace(" ", "")))


def item(tag, value):
    return struct.pack(">HH", tag, len(value)) + value


def local_set(number, *items):
    body = b"".join(items)
    return (bytes.fromhex("060e2b34025301010d0101010101") + bytes([number, 0]) +
            b"\x82" + struct.pack(">H", len(body)) + body)


def text(value):
    return value.encode("utf-16-be")


def whole(*sets, kind="0204"):
    metadata = primer + b"".join(sets)
    return partition(kind, 0, len(metadata)) + metadata


made_by = local_set(0x30, item(0x3C01, text("AB\0")), item(0x3C02, text("Tool")),
                    item(0x3C03, bytes(10)), item(0x3C06, bytes.fromhex("07e9020304050607")))
tagged = local_set(0x3F, item(0x5001, text("C\0")),
                   item(0x5003, bytes.fromhex("4c0002100100000000060e2b3401040101") + "hi".encode("utf-16-le")))
number = local_set(0x3F, item(0x5001, text("N")),
                   item(0x5003, bytes.fromhex("420101070000000000060e2b3401040101") + b"\0\0\0\7"))
picture = local_set(0x28, item(0x3203, b"\0\0\7\x80"), item(0x3202, b"\0\0\2\x1c"), item(0x320C, b"\1"))
seeds = {
    "identification": whole(made_by),
    "all_sets": whole(made_by, tagged, number, picture),
    "fill": partition("0204", 0, len(primer + made_by)) + fill + primer + made_by,
    "run_in": b"\0" * 40 + whole(made_by),
    "open_header": partition("0201", 108, 0) + partition("0404", 108, len(primer + made_by)) + primer + made_by,
    "footer_of_itself": partition("0201", 0xFFFFFFFF, 0),
    "metadata_of_all_bytes": partition("0204", 0, 2**64 - 1) + primer,
    "indefinite_length": partition("0204", 0, 0)[:16] + b"\x80",
    "nine_byte_length": partition("0204", 0, 0)[:16] + b"\x89" + bytes(9),
    "lone_surrogate": whole(local_set(0x30, item(0x3C02, b"\xd8\x00"))),
}
for name, data in seeds.items():
    (folder / name).write_bytes(data)
