#!/usr/bin/env python3
"""Writes the corpus of stealth_fuzz: width, height, has alpha, is packed, then pixels."""
import gzip
import pathlib
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "stealth_fuzz"


def rows(width, height, samples, first, count, hidden, row_filter=0):
    """Rows whose lowest bits hold `hidden`, down the columns; filtered with None or Up."""
    lines = [bytearray(width * samples) for _ in range(height)]
    bits = [byte >> shift & 1 for byte in hidden for shift in range(7, -1, -1)]
    for index, bit in enumerate(bits):
        pixel, sample = divmod(index, count)
        column, row = divmod(pixel, height)
        lines[row][column * samples + first + sample] |= bit
    above = [bytes(width * samples), *lines]
    if row_filter == 2:
        lines = [bytes((a - b) & 255 for a, b in zip(line, upper)) for line, upper in zip(lines, above)]
    return b"".join(bytes([row_filter]) + bytes(line) for line in lines)


def secret(magic, payload):
    return magic + (len(payload) * 8).to_bytes(4, "big") + payload


def alpha(width, height, hidden, row_filter=0):
    return bytes([width, height, 1, 0]) + rows(width, height, 4, 3, 1, hidden, row_filter)


def colours(width, height, hidden):
    return bytes([width, height, 0, 0]) + rows(width, height, 3, 0, 3, hidden)


def chunk(data):
    return len(data).to_bytes(4, "big") + b"IDAT" + data + bytes(4)


PLAIN = secret(b"stealth_pnginfo", b"T")
FILES = {
    "alpha_plain": alpha(1, 160, PLAIN),
    "alpha_up": alpha(1, 160, PLAIN, 2),
    "alpha_low": alpha(80, 2, PLAIN),
    "colours_plain": colours(4, 15, secret(b"stealth_rgbinfo", b"T")),
    "colours_gzip": colours(6, 30, secret(b"stealth_rgbcomp", gzip.compress(b"T", mtime=0))),
    "alpha_gzip_bad": alpha(1, 200, secret(b"stealth_pngcomp", b"TTTT")),
    "too_long": alpha(1, 160, b"stealth_pnginfo\xff\xff\xff\xff"),
    "cut": alpha(1, 160, PLAIN)[:640],
    "bad_filter": alpha(1, 160, PLAIN)[:639] + b"\x09",
    "ordinary": bytes([8, 8, 1, 0]) + (b"\0" + b"\x10\x20\x30\xff" * 8) * 8,
    "packed": bytes([1, 160, 1, 1]) + chunk(zlib.compress(rows(1, 160, 4, 3, 1, PLAIN))[:20]) +
              chunk(zlib.compress(rows(1, 160, 4, 3, 1, PLAIN))[20:]),
    "packed_bad": bytes([1, 160, 1, 1]) + chunk(b"\x78\x01 damaged"),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in FILES.items():
        assert len(data) < 1024, name
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
