#!/usr/bin/env python3
"""Writes the seeds of container_fuzz: the first bytes of many formats, some with a little body."""
import pathlib
import struct
import zlib

folder = pathlib.Path(__file__).parent.parent / "corpus" / "container_fuzz"
folder.mkdir(parents=True, exist_ok=True)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def box(kind, data):
    return struct.pack(">I", 8 + len(data)) + kind + data


def member(name, data=b"", method=0):
    return struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, method, 0, 0, 0, len(data), len(data),
                       len(name), 0) + name + data


def page(packet):
    return b"OggS\0\2" + bytes(8) + struct.pack("<III", 7, 0, 0) + bytes([1, len(packet)]) + packet


png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0))
store = b"c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71\x03c2pa\0"
seeds = {
    "png": png + chunk(b"tEXt", b"prompt\0{}") + chunk(b"IEND", b""),
    "jpeg": b"\xff\xd8\xff\xfe\0\5abc\xff\xd9",
    "gif": b"GIF89a\1\0\1\0\0\0\0!\xfe\3abc\0;",
    "tiff": b"II*\0\x08\0\0\0\1\0\x31\1\2\0\4\0\0\0abc\0\0\0\0\0",
    "dng": b"MM\0*\0\0\0\x08\0\1\xc6\x12\0\1\0\0\0\4\1\4\0\0\0\0\0\0",
    "wav": b"RIFF\x18\0\0\0WAVELIST\x0c\0\0\0INFOICMT\0\0\0\0",
    "mp4": box(b"ftyp", b"isom\0\0\2\0mp41") + box(b"moov", box(b"udta", b"")),
    "quicktime": box(b"wide", b"") + box(b"mdat", b"12345678"),
    "jxl": box(b"JXL ", b"\r\n\x87\n") + box(b"xml ", b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>") +
    box(b"brob", b"Exif1234") + box(b"jumb", box(b"jumd", store)),
    "webm": b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm",
    "mp3": b"ID3\3\0\0\0\0\0\0\xff\xfb\x90\0",
    "flac": b"fLaC\x84\0\0\x08\0\0\0\0\0\0\0\0",
    "ogg": page(b"OpusHead") + page(b"OpusTags" + struct.pack("<I4sII", 4, b"Lavf", 1, 9) + b"prompt={}"),
    "front_matter": b"---\ntitle: a\nAIGC:\n  Label: '1'\n  ProduceID: \"a\\\"b\"\n---\ntext\n",
    "svg": b"\xef\xbb\xbf<?xml version='1.0'?><!-- a --><!DOCTYPE svg [ <!ENTITY a 'b'> ]><svg><title>t</title></svg>",
    "xmp": b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta>",
    "exr": b"\x76\x2f\x31\1\2\0\0\0comments\0string\0\3\0\0\0abc\0",
    "mxf": bytes.fromhex("060e2b34020501010d0102010102040083000000"),
    "office": member(b"[Content_Types].xml"),
    "ora": member(b"mimetype", b"image/openraster"),
    "project": member(b"project.xml", b"<a/>"),
    "sidecar": box(b"jumb", box(b"jumd", store)),
}
for name, data in seeds.items():
    (folder / name).write_bytes(data)
