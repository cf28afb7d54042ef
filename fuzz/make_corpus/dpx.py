#!/usr/bin/env python3
"""Makes fuzz/corpus/dpx_fuzz: headers of both byte orders, whole in every way a walk branches."""

import pathlib
import struct

OUT = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "dpx_fuzz"


def header(order, offset=2048, size=2080, **texts):
    data = bytearray(b"\xff" * size)
    data[0:8] = (b"SDPX" if order == ">" else b"XPDS") + struct.pack(order + "I", offset)
    data[772:780] = struct.pack(order + "II", 64, 48)
    data[1920:1924] = struct.pack(order + "I", 0x01020304)
    for at, text in texts.items():
        data[int(at[1:]) : int(at[1:]) + len(text)] = text
    return bytes(data)


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    files = {
        "big": header(">", a160=b"creator\0", a1556=b"device\0"),
        "little": header("<", a36=b"name.dpx\0"),
        "user-data": header(">", offset=4096, a2048=b"USER\0"),
        "offset-inside-header": header(">", offset=16)[:900],
        "cut": header(">")[:1000],
        "magic-only": b"SDPX",
    }
    for name, content in files.items():
        (OUT / name).write_bytes(content)


main()
