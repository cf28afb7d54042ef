#!/usr/bin/env python3
"""Writes the seed corpora of hard_binding_fuzz (assertions as CBOR), box_map_fuzz (a byte for the format,
then a file of it) and bmff_layout_fuzz (films)."""
import pathlib
import struct

from cbor_bytes import cbor

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")


HASH = bytes(range(32))
UUID = {"xpath": "/uuid", "data": [{"offset": 8, "value": C2PA}]}
ROW = {"uniqueId": 1, "localId": 0, "count": 5, "hashes": [HASH, HASH]}
ASSERTIONS = {
    "data": {"exclusions": [{"start": 8, "length": 6}], "alg": "sha256", "hash": HASH, "pad": bytes(9), "name": "x"},
    "data_two": {"exclusions": [{"start": 2, "length": 2}, {"start": 8, "length": 6}], "hash": HASH, "pad": b""},
    "data_beyond": {"exclusions": [{"start": 8, "length": 60000}], "alg": "sha512", "hash": HASH},
    "data_negative": {"exclusions": [{"start": -1, "length": 6}], "alg": "sha384", "hash": HASH},
    "boxes": {"alg": "sha256", "boxes": [{"names": ["SOI", "COM"], "hash": HASH, "pad": b""},
                                         {"names": ["C2PA"], "hash": b"\0", "pad": b""},
                                         {"names": ["SOS"], "hash": HASH, "excluded": True, "pad": b""},
                                         {"names": ["EOI", "c2pa.after"], "alg": "sha512", "hash": HASH, "pad": b""}]},
    "bmff": {"exclusions": [UUID, {"xpath": "/ftyp"}, {"xpath": "/mfra"}, {"xpath": "/moov[1]/trak", "length": None},
                            {"xpath": "/moof", "length": 16, "version": 97, "flags": b"bcd", "exact": False,
                             "subset": [{"offset": 2, "length": 3}, {"offset": 6, "length": 0}]}],
             "alg": "sha256", "hash": HASH, "name": "x"},
    "bmff_tree": {"exclusions": [UUID, {"xpath": "/mdat", "subset": [{"offset": 16, "length": 0}]}], "alg": "sha256",
                  "hash": HASH, "merkle": [ROW | {"fixedBlockSize": 4}]},
    "bmff_sizes": {"exclusions": [UUID], "alg": "sha256", "hash": HASH,
                   "merkle": [ROW | {"variableBlockSizes": [4, 4, 4, 4, 4]}]},
    "bmff_fragments": {"exclusions": [UUID], "merkle": [ROW | {"alg": "sha256", "initHash": HASH}]},
    "collection": {"alg": "sha256", "uris": [{"uri": "video/reel%201.mxf", "hash": HASH, "size": 12}]},
    "multi": {"parts": [{"location": {"byteOffset": 0, "length": 7}, "hashAssertion": {"url": "self#jumbf=a", "hash": HASH}},
                        {"location": {"bmffBox": "/mpvd"}, "hashAssertion": "self#jumbf=b", "optional": True}]},
    "proof": {"uniqueId": 1, "localId": 0, "location": 2, "hashes": [HASH, HASH]},
}


def box(kind, *parts):
    payload = b"".join(parts)
    return struct.pack(">I", 8 + len(payload)) + kind + payload


def c2pa(purpose, content):
    return box(b"uuid", C2PA, bytes(4), purpose, b"\0", content)


def proof(location):
    return c2pa(b"merkle", cbor({"uniqueId": 1, "localId": 0, "location": location, "hashes": [HASH]}) + bytes(3))


META = box(b"meta", bytes(4), box(b"iloc", b"\x01", bytes(3)))
FREE = box(b"free", b"x")
MOOV = box(b"moov", box(b"trak", FREE), box(b"trak", FREE, FREE))
FRAGMENT = box(b"moof", b"head") + box(b"mdat", b"media")
FILMS = {
    "whole": box(b"ftyp", b"isom") + c2pa(b"manifest", bytes(20)) + MOOV + META + FREE + box(b"mdat", bytes(40)),
    "tree": box(b"ftyp", b"isom") + struct.pack(">I4sQ", 1, b"mdat", 28) + b"aaaabbbbcccc" + proof(0) + proof(1) + proof(2),
    "fragments": box(b"ftyp", b"iso6") + MOOV + b"".join(proof(index) + FRAGMENT for index in range(3)),
    "quicktime": MOOV + box(b"mdat", b"1234") + bytes(8),
    "cut": box(b"ftyp", b"isom") + MOOV[:-5],
}


def chunk(kind, payload):
    return struct.pack("<4sI", kind, len(payload)) + payload + b"\0" * (len(payload) % 2)


def png(kind, payload):
    return struct.pack(">I", len(payload)) + kind + payload + bytes(4)


RIFF_BODY = b"WEBP" + chunk(b"VP8 ", b"abc") + chunk(b"LIST", b"INFO" + chunk(b"ICMT", b"hi")) + chunk(b"C2PA", b"xy")
RF64_BODY = b"WAVE" + chunk(b"ds64", struct.pack("<QQQI", 60, 4, 4, 0)) + struct.pack("<4sI", b"data", 0xFFFFFFFF) + b"1234"
FILES = {
    "jpeg": (0, bytes.fromhex("ffd8ffe000044a46ffeb00044a50ffdb0002ffc40002ffda000231ff0032ffd033ffd134fffe0002ffd9") + b"more"),
    "jpeg_two": (0, bytes.fromhex("ffd8ffd9ffd8fffffffe0002ffd9")),
    "png": (1, b"\x89PNG\r\n\x1a\n" + png(b"IHDR", b"") + png(b"caBX", b"store") + png(b"IEND", b"")),
    "gif": (2, b"GIF89a" + bytes.fromhex("01000100800000000000ffffff21fe02686900" + "21f9040000000000" + "2c0000000001000100000202024c01003b")),
    "riff": (3, struct.pack("<4sI", b"RIFF", len(RIFF_BODY)) + RIFF_BODY),
    "rf64": (4, struct.pack("<4sI", b"RF64", 0xFFFFFFFF) + RF64_BODY),
    "tiff": (5, b"II*\0" + struct.pack("<IH", 8, 4) + struct.pack("<HHII", 273, 4, 1, 62) + struct.pack("<HHII", 279, 4, 1, 3)
             + struct.pack("<HHII", 330, 4, 1, 65) + struct.pack("<HHII", 0xCD41, 7, 5, 71) + bytes(4) + b"abc"
             + struct.pack("<HI", 0, 0) + b"store"),
    "bigtiff": (6, b"II+\0" + struct.pack("<HHQ", 8, 0, 16) + struct.pack("<Q", 1) + struct.pack("<HHQQ", 254, 4, 1, 1) + bytes(8)),
    "font": (7, b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + b"C2PA" + struct.pack(">III", 0, 28, 2) + b"ab"),
}


def write(folder, files):
    (CORPUS / folder).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (CORPUS / folder / name).write_bytes(content)


if __name__ == "__main__":
    write("hard_binding_fuzz", {name: cbor(value) for name, value in ASSERTIONS.items()})
    write("box_map_fuzz", {name: bytes([number]) + content for name, (number, content) in FILES.items()})
    write("bmff_layout_fuzz", FILMS)
