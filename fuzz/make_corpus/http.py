#!/usr/bin/env python3
"""Writes the seeds of http_fuzz: the first byte says what the rest is."""
import pathlib

corpus = pathlib.Path(__file__).parent.parent / "corpus" / "http_fuzz"
corpus.mkdir(parents=True, exist_ok=True)

TARGET, HEAD, FIELD = b"0", b"1", b"2"


def head(line, *fields):
    """As libmicrohttpd leaves it: NULs for the spaces of the request line, colons, CR and LF."""
    parts = [line.encode().replace(b" ", b"\0"), *(field.encode().replace(b":", b"\0", 1) for field in fields), b""]
    return b"\0\0".join(parts) + b"\0\0"


seeds = {
    "target": TARGET + b"/api/v1/uses/7?topic=a%20b&x=1+2",
    "target_encoded": TARGET + b"/echo/%C3%BC/%41.b",
    "target_dots": TARGET + b"/a/%2e%2E/../b",
    "target_nul": TARGET + b"/a%00b?c=%ff",
    "target_absolute": TARGET + b"http://h/a",
    "target_empty_segment": TARGET + b"//a/",
    "head": HEAD + head("GET /a HTTP/1.1", "Host: desk.example:80", "X-Y:  a b\t"),
    "head_length": HEAD + head("POST /a HTTP/1.1", "Host: [::1]:8", "Content-Length: 12"),
    "head_both": HEAD + head("POST /a HTTP/1.1", "Host: h", "Content-Length: 5", "Transfer-Encoding: chunked"),
    "head_old": HEAD + head("GET /a HTTP/1.0"),
    "head_folded": HEAD + head("GET /a HTTP/1.1", "X: a", " b: c"),
    "head_space": HEAD + head("GET /a HTTP/1.1", "Content-Length : 5"),
    "head_bare": HEAD + b"GET\0/a\0HTTP/1.1\0Host\0 h\0\0\0",
    "range": FIELD + b"bytes=10-20",
    "range_last": FIELD + b"bytes=-5",
    "range_many": FIELD + b"bytes=0-1, 5-",
    "cookies": FIELD + b"session=abc; __Host-x=\"q\"; bad",
    "tags": FIELD + b'W/"a", "b,c", "d-gzip", *',
    "encodings": FIELD + b"br;q=1.0, gzip;q=0.5, *;q=0",
    "media_type": FIELD + b'Application/JSON; charset="a;b"',
    "forwarded": FIELD + b"203.0.113.7, [2001:db8::1], 10.0.0.2",
}
for name, data in seeds.items():
    (corpus / name).write_bytes(data)
