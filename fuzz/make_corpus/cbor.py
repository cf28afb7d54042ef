#!/usr/bin/env python3
"""Writes the seeds of cbor_fuzz: one small CBOR document for each kind of item."""
import pathlib

folder = pathlib.Path(__file__).parent.parent / "corpus" / "cbor_fuzz"
folder.mkdir(parents=True, exist_ok=True)
seeds = {
    "integers": "9f0017181818ff1903e81a000f42401b7fffffffffffffff20387fff",
    "floats": "84f93c00fa47c35000fbc010666666666666f97e00",
    "simple": "85f4f5f6f7f8ff",
    "text_in_chunks": "7f61616262 63ff",
    "bytes_in_chunks": "5f41aa42bbccff",
    "map": "a2616101616282020 3",
    "indefinite_map": "bf61619f01ffff",
    "signed_message": "d28443a10126a118218142010 2f6421234",
    "deep": "818181818181818181 00",
    "huge_array": "9bffffffffffffffff",
    "huge_text": "7bffffffffffffffff",
    "repeated_key": "a2616101616102",
    "break_alone": "ff",
    "claim": "a3657469746c656161 63616c6766736861323536 6a61737365727469 6f6e7380",
}
for name, text in seeds.items():
    (folder / name).write_bytes(bytes.fromhex(text.replace(" ", "")))
