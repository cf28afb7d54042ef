#!/usr/bin/env python3
"""Writes the corpora of signals_fuzz, comfyui_fuzz, parameters_fuzz and aigc_fuzz.

The inputs are the cases of tests/expectations/signals.cases, so that every signal has a seed, and
some broken variants. Run from the top of the checkout: python3 fuzz/make_corpus/signals.py
"""
import hashlib
import pathlib

TOP = pathlib.Path(__file__).resolve().parents[2]
BYTES_MAX = 1024
# In the order of the carriers in src/parts/parts.h.
CARRIERS = ("png_text exif xmp iptc comment app_segment riff_info bext ixml riff_chunk id3 ape_tag "
            "encoder_mark vorbis_comment quicktime_key quicktime_text bmff_box matroska_tag pdf_info "
            "svg_text exr_attribute dpx_header mxf_property png_stealth trailer sei").split()


def write(target: str, data: bytes) -> None:
    folder = TOP / "fuzz" / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= BYTES_MAX:
        (folder / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)


def cases() -> list[list[tuple[str, str, str]]]:
    found: list[list[tuple[str, str, str]]] = []
    for line in (TOP / "tests/expectations/signals.cases").read_text("utf-8").splitlines():
        if line.startswith("case "):
            found.append([])
        elif line.startswith("field "):
            carrier, key, value = line[6:].split(" | ", 2)
            found[-1].append((carrier.strip(), key.strip(), value))
    return found


def main() -> None:
    for fields in cases():
        text = b""
        for carrier, key, value in fields:
            line = bytes([CARRIERS.index(carrier)]) + f"{key}\t{value}\n".encode()
            # 10 would end the line: any number with the same remainder chooses the same carrier.
            text += line if line[0] != 10 else bytes([10 + len(CARRIERS)]) + line[1:]
            plain = value.replace("\\n", "\n").encode()
            if "class_type" in value or '"nodes"' in value:
                write("comfyui_fuzz", plain[plain.index(b"{"):])
            elif "Steps:" in value or "Postprocess" in value:
                write("parameters_fuzz", plain)
            elif "AIGC" in key or "AIGC" in value or "ServiceProvider" in value:
                write("aigc_fuzz", plain)
        write("signals_fuzz", text)
    for broken in (b"Steps: ", b'Steps: 1, Seed: "a\\', b"Steps: 1, Seed: {[{", b"Negative prompt:"):
        write("parameters_fuzz", broken)
    for broken in (b"{}", b'{"nodes":[],"links":[[1]]}', b'{"1":{"class_type":"KSampler","inputs":[]}}'):
        write("comfyui_fuzz", broken)
    for broken in (b'{"AIGC":', b'{"AIGC":"{"}', b"&quot;", b'{"Label":null}'):
        write("aigc_fuzz", broken)


if __name__ == "__main__":
    main()
