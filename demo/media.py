"""Makes the sample production's media on the spot, with Python's standard library only.

Pictures are drawn (a harbour at several times of the day), sound is a tone, the film is a QuickTime
movie of PNG frames. The marks of generators in them are written the way those generators write them.
"""

import json
import math
import random
import struct
import zlib


def chunk(kind, payload):
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def text_chunk(key, value):
    return chunk(b"tEXt", key.encode("latin-1") + b"\0" + value.encode("utf-8"))


def xmp_chunk(body):
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" ' + body + "/></rdf:RDF></x:xmpmeta>"
    )
    return chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet.encode())


def scene(width, height, sky, sea, seed, sun=True):
    """Rows of RGB: a sky that darkens upwards, a sun, boats, and waves."""
    dice = random.Random(seed)
    horizon = int(height * 0.58)
    sun_x, sun_y, radius = dice.randrange(width), int(horizon * 0.7), height // 9
    boats = [(dice.randrange(width), horizon + dice.randrange(4, height // 5), dice.randrange(8, 26)) for _ in range(6)]
    rows = []
    for y in range(height):
        row = bytearray()
        for x in range(width):
            if y < horizon:
                share = y / horizon
                pixel = [sky[0][c] + (sky[1][c] - sky[0][c]) * share for c in range(3)]
                if sun and (x - sun_x) ** 2 + (y - sun_y) ** 2 < radius * radius:
                    pixel = [255, 238, 200]
            else:
                share = (y - horizon) / (height - horizon)
                shine = 14 * math.sin(x / 9 + y * y / 60)
                pixel = [sea[0][c] + (sea[1][c] - sea[0][c]) * share + shine for c in range(3)]
            for boat_x, boat_y, size in boats:
                if abs(x - boat_x) < size and 0 <= boat_y - y < size // 3:
                    pixel = [38, 32, 34]
                if abs(x - boat_x) < 2 and 0 <= boat_y - y < size * 2:
                    pixel = [52, 44, 42]
            row += bytes(max(0, min(255, int(value))) for value in pixel)
        rows.append(b"\0" + bytes(row))
    return rows


def png(rows, width, chunks=b""):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunks + chunk(b"IDAT", zlib.compress(b"".join(rows), 6)) + chunk(b"IEND", b"")


def grey(rows, tint=(1.0, 0.93, 0.78)):
    """The same rows as an old photograph."""
    out = []
    for row in rows:
        new = bytearray(b"\0")
        for at in range(1, len(row), 3):
            value = row[at] * 0.3 + row[at + 1] * 0.59 + row[at + 2] * 0.11
            new += bytes(int(value * t) for t in tint)
        out.append(bytes(new))
    return out


def exif_block(make, model):
    """A little-endian Exif block of a camera: IFD0 with make and model, Exif IFD with exposure."""
    entries0, entries1, data = [], [], b""
    base0 = 8 + 2 + 12 * 4 + 4
    exif_at = base0
    base1 = exif_at + 2 + 12 * 4 + 4
    def blob(payload, base):
        nonlocal data
        at = base1 + len(data)
        data += payload + (b"\0" if len(payload) % 2 else b"")
        return at
    def ascii_entry(tag, value):
        raw = value.encode() + b"\0"
        return struct.pack("<HHII", tag, 2, len(raw), blob(raw, base1))
    entries0 += [ascii_entry(0x010F, make), ascii_entry(0x0110, model), ascii_entry(0x0132, "2026:05:14 06:12:40")]
    entries0 += [struct.pack("<HHII", 0x8769, 4, 1, exif_at)]
    entries1 += [struct.pack("<HHII", 0x829A, 5, 1, blob(struct.pack("<II", 1, 250), base1))]
    entries1 += [struct.pack("<HHII", 0x829D, 5, 1, blob(struct.pack("<II", 56, 10), base1))]
    entries1 += [struct.pack("<HHIHH", 0x8827, 3, 1, 200, 0)]
    entries1 += [ascii_entry(0x9003, "2026:05:14 06:12:40")]
    return (b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries0)) + b"".join(entries0) + b"\0\0\0\0"
            + struct.pack("<H", len(entries1)) + b"".join(entries1) + b"\0\0\0\0" + data)


def wav(seconds, tone_hz, extra=b"", rate=48000):
    frames = b"".join(struct.pack("<h", int(9000 * math.sin(2 * math.pi * tone_hz * i / rate))) for i in range(int(seconds * rate)))
    body = b"WAVE" + b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16)
    body += extra + b"data" + struct.pack("<I", len(frames)) + frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bext(description, originator):
    payload = description.encode().ljust(256, b"\0") + originator.encode().ljust(32, b"\0")
    payload += b"".ljust(32, b"\0") + b"2026-09-21" + b"10:30:00" + b"\0" * 8 + b"\0\0" + b"\0" * 254
    return b"bext" + struct.pack("<I", len(payload)) + payload


def info(**items):
    body = b"INFO"
    for name, value in items.items():
        raw = value.encode() + b"\0"
        raw += b"\0" * (len(raw) % 2)
        body += name.encode() + struct.pack("<I", len(raw)) + raw
    return b"LIST" + struct.pack("<I", len(body)) + body


def box(kind, *payload):
    body = b"".join(payload)
    return struct.pack(">I", len(body) + 8) + kind + body


def keyed_metadata(items):
    """moov/meta with keys and ilst, as QuickTime writes it."""
    keys = box(b"keys", b"\0" * 4, struct.pack(">I", len(items)), *[struct.pack(">I", 8 + len(k)) + b"mdta" + k.encode() for k in items])
    values = [box(struct.pack(">I", index + 1), box(b"data", struct.pack(">II", 1, 0), value.encode()))
              for index, value in enumerate(items.values())]
    handler = box(b"hdlr", b"\0" * 8, b"mdta", b"\0" * 12, b"\0")
    return box(b"meta", handler, keys, box(b"ilst", *values))


def movie(frames, width, height, metadata, fps=25):
    """A QuickTime movie of PNG frames, its movie box behind the media."""
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    count = len(frames)
    file_type = box(b"ftyp", b"qt  ", struct.pack(">I", 0), b"qt  ")
    media = box(b"mdat", *frames)
    offsets, at = [], len(file_type) + 8
    for frame in frames:
        offsets.append(at)
        at += len(frame)
    entry = struct.pack(">6xH", 1) + b"\0" * 16 + struct.pack(">HHIIIH", width, height, 0x480000, 0x480000, 0, 1)
    entry += b"\x03PNG".ljust(32, b"\0") + struct.pack(">Hh", 24, -1)
    tables = box(b"stbl",
                 box(b"stsd", struct.pack(">II", 0, 1), box(b"png ", entry)),
                 box(b"stts", struct.pack(">IIII", 0, 1, count, 1)),
                 box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
                 box(b"stsz", struct.pack(">III", 0, 0, count), *[struct.pack(">I", len(f)) for f in frames]),
                 box(b"stco", struct.pack(">II", 0, count), *[struct.pack(">I", o) for o in offsets]))
    data_reference = box(b"dinf", box(b"dref", struct.pack(">II", 0, 1), box(b"url ", struct.pack(">I", 1))))
    information = box(b"minf", box(b"vmhd", struct.pack(">IQ", 1, 0)), data_reference, tables)
    media_header = box(b"mdhd", struct.pack(">IIIIIHH", 0, 0, 0, fps, count, 0x55C4, 0))
    handler = box(b"hdlr", b"\0" * 4, b"mhlrvide", b"\0" * 12, b"\x05Video")
    track_header = box(b"tkhd", struct.pack(">IIIIIIQHHHH", 7, 0, 0, 1, 0, count, 0, 0, 0, 0, 0), matrix,
                       struct.pack(">II", width << 16, height << 16))
    track = box(b"trak", track_header, box(b"mdia", media_header, handler, information))
    header = box(b"mvhd", struct.pack(">IIIIIIH10x", 0, 0, 0, fps, count, 0x10000, 0x100), matrix, b"\0" * 24, struct.pack(">I", 2))
    return file_type + media + box(b"moov", header, track, keyed_metadata(metadata))


def comfyui_graph(prompt, seed, checkpoint, source=None):
    graph = {
        "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": checkpoint}},
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": prompt, "clip": ["4", 1]}},
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "text, watermark", "clip": ["4", 1]}},
        "3": {"class_type": "KSampler", "inputs": {"seed": seed, "steps": 24, "cfg": 6.5, "sampler_name": "dpmpp_2m",
              "scheduler": "karras", "denoise": 1.0 if source is None else 0.55, "model": ["4", 0],
              "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
        "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
        "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "shot", "images": ["8", 0]}},
    }
    if source is None:
        graph["5"] = {"class_type": "EmptyLatentImage", "inputs": {"width": 640, "height": 360, "batch_size": 1}}
    else:
        graph["10"] = {"class_type": "LoadImage", "inputs": {"image": source}}
        graph["5"] = {"class_type": "VAEEncode", "inputs": {"pixels": ["10", 0], "vae": ["4", 2]}}
    return json.dumps(graph)
