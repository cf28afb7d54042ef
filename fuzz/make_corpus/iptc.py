#!/usr/bin/env python3
"""Writes the seed corpus of iptc_fuzz."""
import pathlib
import struct

OUT = pathlib.Path(__file__).resolve().parents[1] / "corpus" / "iptc_fuzz"


def dataset(record, number, value):
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def resource(number, payload, name=b""):
    pascal = bytes([len(name)]) + name
    pascal += b"\0" * (len(pascal) % 2)
    return b"8BIM" + struct.pack(">H", number) + pascal + struct.pack(">I", len(payload)) + payload + b"\0" * (len(payload) % 2)


utf8 = dataset(1, 90, b"\x1b%G")
credit = dataset(2, 110, b"Made with Tool") + dataset(2, 80, "Zo\u00eb".encode())
seeds = {
    "plain": dataset(2, 0, b"\0\4") + credit,
    "utf8": utf8 + credit,
    "latin1": dataset(2, 120, b"caf\xe9"),
    "extended_length": b"\x1c\x02\x78\x80\x04\0\0\0\2ab",
    "extended_of_ones": b"\x1c\x02\x78\x80\x08" + b"\xff" * 8,
    "padding": credit + b"\0\0\0",
    "bad_marker": credit + b"\x1d\2\3",
    "empty_values": dataset(2, 25, b"") * 20,
    "photoshop": resource(0x03ED, b"\0\x48\0\0\0\1") + resource(0x0404, utf8 + credit, b"name"),
    "photoshop_damaged": resource(0x0404, b"\x1d\2") + resource(0x0404, credit)[:-3],
}
OUT.mkdir(parents=True, exist_ok=True)
for name, data in seeds.items():
    (OUT / name).write_bytes(data)
