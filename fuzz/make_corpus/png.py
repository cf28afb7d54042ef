#!/usr/bin/env python3
"""Writes the corpus of png_fuzz: small pictures with metadata in every kind of chunk."""
import pathlib
import struct
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "png_fuzz"
RDF = b"<rdf:RDF><rdf:Description xmp:CreatorTool='T'/></rdf:RDF>"


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*chunks, width=2, height=2, colour=6):
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks)


def raw_profile(name, data):
    text = b"\n" + name + b"\n%8d\n" % len(data) + data.hex().encode() + b"\n"
    return chunk(b"zTXt", b"Raw profile type " + name + b"\0\0" + zlib.compress(text))


def samsung():
    """What Galaxy phones append: a block, its directory, the directory's size."""
    name, payload = b"PEg_Info", b'{"genAIType":8}'
    block = struct.pack("<HHI", 0, 0x0D91, len(name)) + name + payload
    entry = struct.pack("<HHII", 0, 0x0D91, len(block), len(block))
    return block + b"SEFH" + struct.pack("<II", 107, 1) + entry + struct.pack("<I", 24) + b"SEFT"


def stealth():
    secret = b"stealth_pnginfo" + struct.pack(">I", 8) + b"T"
    bits = [byte >> shift & 1 for byte in secret for shift in range(7, -1, -1)]
    rows = b"".join(b"\0\x80\x80\x80" + bytes([0xFE | bit]) for bit in bits)
    return png(chunk(b"IDAT", zlib.compress(rows)), END, width=1, height=len(bits))


PIXELS = chunk(b"IDAT", zlib.compress(bytes(18)))
END = chunk(b"IEND")
EXIF = b"MM\0*\0\0\0\x08\0\x01\x01\x31\0\x02\0\0\0\x04T 1\0\0\0\0\0"
FILES = {
    "plain": png(PIXELS, END),
    "text": png(chunk(b"tEXt", b"parameters\0Steps: 20"), PIXELS, chunk(b"tEXt", b"Comment\0\xe9"), END),
    "ztxt": png(chunk(b"zTXt", b"prompt\0\0" + zlib.compress(b'{"1": {}}')), PIXELS, END),
    "itxt": png(chunk(b"iTXt", b"Title\0\0\0en\0T\0" + "é".encode()), PIXELS, END),
    "itxt_packed": png(chunk(b"iTXt", b"Title\0\x01\0\0\0" + zlib.compress(b"T")), PIXELS, END),
    "xmp": png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + RDF), PIXELS, END),
    "xmp_packed": png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0" + zlib.compress(RDF)), PIXELS, END),
    "xmp_damaged": png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\x01\0\0\0" + zlib.compress(RDF[:-3] + b"<" * 200)), PIXELS, END),
    "exif": png(chunk(b"eXIf", EXIF), PIXELS, END),
    "raw_exif": png(raw_profile(b"exif", b"Exif\0\0" + EXIF), PIXELS, END),
    "raw_xmp": png(raw_profile(b"xmp", RDF), PIXELS, END),
    "credential": png(chunk(b"caBX", b"\0\0\0\x08jumb"), PIXELS, END),
    "animated": png(chunk(b"acTL", struct.pack(">II", 2, 0)), PIXELS,
                    chunk(b"fdAT", struct.pack(">I", 1) + zlib.compress(bytes(18))), END),
    "trailer": png(PIXELS, END) + b"prompt: a cat",
    "samsung": png(PIXELS, END) + samsung(),
    "stealth": stealth(),
    "long_chunk": png(struct.pack(">I", 0xFFFFFFFF) + b"tEXt"),
    "bad_ztxt": png(chunk(b"zTXt", b"k\0\0\xff"), PIXELS, END),
    "no_end": png(PIXELS),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        assert len(data) < 1024, name
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
