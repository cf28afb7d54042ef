#!/usr/bin/env python3
"""Writes the corpus of svg_fuzz: small pictures, good and damaged."""
import base64
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "corpus" / "svg_fuzz"
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:c2pa="http://c2pa.org/manifest"'
STORE = base64.b64encode(b"\0\0\0\x08jumb").decode()


def svg(content):
    return f'<?xml version="1.0"?><svg {SPACES}>{content}</svg>'


FILES = {
    "title": svg("<title>A cat</title><desc>of mine</desc>"),
    "comment": "<!-- Generator: T -->" + svg("<!-- c --><g><title>t</title></g>"),
    "manifest": svg(f"<metadata><c2pa:manifest>{STORE}</c2pa:manifest></metadata>"),
    "manifest_bad": svg("<metadata><c2pa:manifest>A!</c2pa:manifest></metadata>"),
    "rdf": svg('<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
               '<r:Description xmp:CreatorTool="T"/></r:RDF></metadata>'),
    "entities": '<!DOCTYPE svg [<!ENTITY a "aa">]>' + svg("<title>&a;&#65;</title>"),
    "nested": svg("<g>" * 20 + "</g>" * 20),
    "cut": svg("<title>A cat</title>")[:60],
    "mismatch": svg("<g></h>"),
    "html": "<html></html>",
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (FOLDER / name).write_bytes(text.encode())
    (FOLDER / "utf-16").write_bytes("<svg><title>t</title></svg>".encode("utf-16"))


if __name__ == "__main__":
    main()
