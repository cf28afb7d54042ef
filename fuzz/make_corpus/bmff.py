#!/usr/bin/env python3
"""Writes the seed corpus of bmff_fuzz: small files of boxes, one for each family that is read."""
import pathlib
import struct

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "bmff_fuzz"


def u16(value):
    return struct.pack(">H", value)


def u32(value):
    return struct.pack(">I", value)


def box(kind, *parts):
    payload = b"".join(parts)
    return u32(8 + len(payload)) + kind + payload


def full(kind, *parts, version=0, flags=0):
    return box(kind, bytes([version]), flags.to_bytes(3, "big"), *parts)


def data(kind, value):
    return box(b"data", u32(kind), u32(0), value)


def handler(kind, name, component=b"\0\0\0\0"):
    return full(b"hdlr", component, kind, bytes(12), name)


FTYP = box(b"ftyp", b"isom", u32(512), b"isom")
QT = box(b"ftyp", b"qt  ", u32(0))
UUID_C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
UUID_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
UUID_EXIF = bytes.fromhex("0537cdab9d0c4431a72afa561f2a113e")
TIFF = b"MM\0*" + u32(8) + u16(1) + u16(0x131) + u16(2) + u32(3) + b"SW\0\0" + u32(0)
XMP = (b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
       b'syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="T"/>'
       b"</rdf:RDF></x:xmpmeta>")
SEI = bytes([6, 5, 21]) + bytes(range(16)) + b"maker" + b"\x80"
UNIT = u32(len(SEI)) + SEI


def keys_and_list(names, items):
    keys = full(b"keys", u32(len(names)), *[box(b"mdta", name) for name in names])
    return keys + box(b"ilst", *items)


def track(kind, entry, extra=b""):
    table = box(b"stbl", full(b"stsd", u32(1), entry), extra)
    head = full(b"tkhd", bytes(72), u32(640 << 16), u32(480 << 16))
    media = full(b"mdhd", u32(3803424320), u32(0), u32(96000), bytes(8))
    return box(b"trak", head, box(b"mdia", media, handler(kind, b"\x04Kind", b"mhlr"), box(b"minf", table)))


def video_entry(kind, config):
    return box(kind, bytes(24), u16(640), u16(480), bytes(14), b"\x05Magic".ljust(32, b"\0"), bytes(4), config)


def heif(location, *rest):
    entries = full(b"iinf", u16(2), full(b"infe", u16(1), u16(0), b"Exif\0", version=2),
                   full(b"infe", u16(2), u16(0), b"mime\0application/rdf+xml\0", version=2))
    properties = box(b"iprp", box(b"ipco", full(b"ispe", u32(640), u32(480))),
                     full(b"ipma", u32(1), u16(1), bytes([1, 0x81])))
    return box(b"ftyp", b"heic", u32(0)) + full(b"meta", full(b"pitm", u16(1)), entries, location, properties, *rest)


def files():
    c2pa = lambda purpose: box(b"uuid", UUID_C2PA, u32(0), purpose, b"\0", bytes(8), u32(8), b"jumb")
    yield "keys", FTYP + box(b"moov", box(b"udta", full(b"meta", handler(b"mdta", b"\0"), keys_and_list(
        [b"AIGC", b"prompt"], [box(u32(1), data(1, b"yes")), box(u32(2), data(1, b"{}"))]))))
    yield "meta_plain", QT + box(b"moov", box(b"meta", handler(b"mdta", b"\0"), keys_and_list(
        [b"AIGC"], [box(u32(1), data(1, b"yes"))])))
    yield "item_list", FTYP + box(b"moov", box(b"udta", full(b"meta", box(b"ilst",
        box(b"\xa9too", data(1, b"Google")), box(b"\xa9cmt", data(2, b"\0h\0i")), box(b"tmpo", data(21, b"\xff\xfe")),
        box(b"fltx", data(23, b"\x3f\xc0\0\0")), box(b"covr", data(13, b"\xff\xd8")),
        box(b"----", full(b"mean", b"com.x"), full(b"name", b"n"), data(1, b"v"))))))
    yield "user_data", QT + box(b"moov", box(b"udta", box(b"\xa9swr", u16(2), u16(0), b"a\x8e"),
        box(b"\xa9xyz", b"+52.5+13.4/"), full(b"titl", u16(0x15C7), b"\xfe\xff\0A\0\0"),
        full(b"kywd", u16(0x15C7), b"\x01\x02k1"), box(b"name", b"Main"), box(b"AIGC", b"{}"), bytes(4)))
    yield "c2pa", FTYP + c2pa(b"manifest") + box(b"mdat", b"..") + c2pa(b"update") + c2pa(b"merkle")
    yield "uuids", FTYP + box(b"uuid", UUID_XMP, XMP) + box(b"uuid", UUID_EXIF, TIFF) + box(b"uuid", bytes(16), b"text")
    yield "xmp_user_data", QT + box(b"moov", box(b"udta", box(b"XMP_", XMP)))
    exif = u32(0) + TIFF
    in_data = full(b"iloc", b"\x44\0", u16(2), u16(1), u16(1), u16(0), u16(1), u32(0), u32(len(exif)),
                   u16(2), u16(1), u16(0), u16(1), u32(len(exif)), u32(len(XMP)), version=1)
    yield "heif_idat", heif(in_data, box(b"idat", exif, XMP))
    extents = full(b"iloc", b"\x44\x40", u16(1), u16(1), u16(0), u32(8), u16(2), u32(0), u32(4), u32(4), u32(9))
    yield "heif_extents", heif(extents)
    long_location = full(b"iloc", b"\x88\x84", u32(1), u32(1), u16(0), u16(0), bytes(8), u16(1), u32(0), bytes(7), b"\4", bytes(7), b"\4", version=2)
    yield "heif_version_2", heif(long_location)
    avc = box(b"avcC", b"\x01\x64\0\x16\xff\xe1\0\0\0")
    table = full(b"stsz", u32(0), u32(1), u32(len(UNIT))) + full(b"stco", u32(1), u32(len(FTYP) + 8))
    yield "first_sample", FTYP + box(b"mdat", UNIT) + box(b"moov", track(b"vide", video_entry(b"avc1", avc), table))
    hevc = bytes([0x4E, 1]) + SEI[1:]
    hvc = box(b"hvcC", bytes(21), b"\x03\x01", b"\x27", u16(1), u16(len(hevc)), hevc)
    yield "hevc_settings", FTYP + box(b"moov", track(b"vide", video_entry(b"hvc1", hvc)))
    sound = box(b"mp4a", bytes(8), u16(0), bytes(14), u32(0))
    yield "fast_sound", FTYP + box(b"moov", full(b"mvhd", u32(3803424320), u32(0)), track(b"soun", sound))
    sound_2 = box(b"lpcm", bytes(8), u16(2), bytes(14), u32(1), u32(72), struct.pack(">d", 96000.0), bytes(20))
    yield "sound_version_2", QT + box(b"moov", track(b"soun", sound_2))
    yield "fragments", box(b"styp", b"msdh", u32(0)) + (box(b"sidx", bytes(4)) + box(b"moof", bytes(2)) +
        u32(1) + b"mdat" + struct.pack(">Q", 18) + b"..") * 3
    yield "to_the_end", box(b"wide") + u32(0) + b"uuid" + UUID_C2PA + u32(0) + b"manifest\0" + bytes(8) + b"J"
    yield "zero_below_top", u32(16) + b"moov" + u32(0) + b"trak"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files():
        assert len(content) <= 1024, name
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
