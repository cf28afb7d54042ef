#!/usr/bin/env python3
"""Writes the seed corpus of embedding_fuzz: the seeds of each container, behind the byte that names
it, and movies with every table of offsets. Run it after the others."""
import pathlib
import struct

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
FOLDER = CORPUS / "embedding_fuzz"
# In the order of `formats` in embedding_fuzz.cpp.
SOURCES = ["jpeg", "png", "riff", "riff", "riff", "riff", "gif", "tiff", "bmff", "bmff", "mpeg_audio", "flac",
           "svg", "pdf", None]
BY_CONTENT = 255
BYTES_MAX = 600


def u16(value):
    return struct.pack(">H", value)


def u32(value):
    return struct.pack(">I", value)


def u64(value):
    return struct.pack(">Q", value)


def box(kind, *parts):
    payload = b"".join(parts)
    return u32(8 + len(payload)) + kind + payload


def nested(kinds, inner):
    for kind in reversed(kinds):
        inner = box(kind, inner)
    return inner


FTYP = box(b"ftyp", b"isom", u32(512), b"isom")
HERE = box(b"dinf", box(b"dref", u32(0), u32(1), box(b"url ", u32(1))))
MEDIA = box(b"mdat", b"AAAABBBBCCCCDDDD")
C2PA = bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + u32(0)
STORE = box(b"jumb", box(b"jumd", b"c2pa", bytes.fromhex("00110010800000aa00389b71"), b"\3c2pa\0"))


def movie(table):
    return nested([b"moov", b"trak", b"mdia", b"minf"], HERE + box(b"stbl", table))


def chunks(kind, width, first):
    return box(kind, u32(0), u32(4), *((u32, u64)[width == 8](first + 4 * index) for index in range(4)))


def store_box(purpose):
    return box(b"uuid", C2PA, purpose, b"\0", u64(0), STORE)


ILOC = box(b"iloc", bytes([1, 0, 0, 0, 0x44, 0x40]), u16(1), u16(1), u16(0), u16(0), u32(4), u16(2), u32(100), u32(4),
           u32(108), u32(4))
META = box(b"meta", u32(0), box(b"hdlr", u32(0), u32(0), b"pict", bytes(13)), ILOC)
MOOF = box(b"moof", box(b"traf", box(b"tfhd", u32(1), u32(1), u64(300))))
SIDX = box(b"sidx", u32(0), u32(1), u32(1000), u32(0), u32(0), u16(0), u16(1), u32(len(MOOF + MEDIA)), u32(1), u32(0))
MFRA = box(b"mfra", box(b"tfra", u32(0), u32(1), u32(0), u32(1), u32(0), u32(200), b"\1\1\1"))
SAIO = box(b"saio", u32(0), u32(1), u32(40))
HASHES = box(b"uuid", C2PA, b"merkle\0", b"\xa3guniqueId\1glocalId\1hlocation\0")
JXL = b"\0\0\0\x0cJXL \r\n\x87\n" + box(b"ftyp", b"jxl ", u32(0), b"jxl ") + box(b"jxlc", b"\xff\x0a")

MOVIES = {
    "chunks_in_front": FTYP + movie(chunks(b"stco", 4, 200)) + MEDIA,
    "chunks_behind": FTYP + MEDIA + movie(chunks(b"co64", 8, 32)),
    "signed": FTYP + store_box(b"manifest") + movie(chunks(b"stco", 4, 300)) + MEDIA,
    "updated": FTYP + store_box(b"original") + movie(SAIO) + MEDIA + store_box(b"update"),
    "items": FTYP + META + MEDIA,
    "fragments": FTYP + box(b"moov") + SIDX + MOOF + MEDIA + MFRA,
    "fragments_signed": FTYP + store_box(b"manifest") + box(b"moov") + (HASHES + MOOF + MEDIA) * 2 + MFRA,
    "zeros_at_the_end": FTYP + META + MEDIA + bytes(30),
    "segment": box(b"styp", b"msdh", u32(0)) + SIDX + MOOF + MEDIA,
    "no_file_type": MEDIA + movie(chunks(b"stco", 4, 8)),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for number, source in enumerate(SOURCES):
        for seed in sorted((CORPUS / f"{source}_fuzz").iterdir()) if source else []:
            if seed.stat().st_size <= BYTES_MAX and SOURCES.index(source) == number:
                (FOLDER / f"{source}_{seed.name}").write_bytes(bytes([BY_CONTENT if source == "riff" else number]) +
                                                              seed.read_bytes())
    for name, content in MOVIES.items():
        (FOLDER / f"movie_{name}").write_bytes(bytes([SOURCES.index("bmff")]) + content)
    (FOLDER / "jxl_plain").write_bytes(bytes([len(SOURCES) - 1]) + JXL)
    (FOLDER / "jxl_signed").write_bytes(bytes([len(SOURCES) - 1]) + JXL[:32] + STORE + JXL[32:])
    (FOLDER / "jxl_file_type_to_the_end").write_bytes(bytes([len(SOURCES) - 1]) + JXL[:12] + u32(0) + JXL[16:])


main()
