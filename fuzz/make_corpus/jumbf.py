#!/usr/bin/env python3
"""Writes the seeds of jumbf_fuzz: C2PA manifest stores with one thing each."""
import pathlib
import struct

from cbor_bytes import cbor

folder = pathlib.Path(__file__).parent.parent / "corpus" / "jumbf_fuzz"
folder.mkdir(parents=True, exist_ok=True)
tail = bytes.fromhex("00110010800000aa00389b71")


def box(kind, data):
    return struct.pack(">I", 8 + len(data)) + kind + data


def superbox(kind, label, data):
    return box(b"jumb", box(b"jumd", kind + tail + b"\x03" + label + b"\0") + data)


def assertion(label, value):
    return superbox(b"cbor", label, box(b"cbor", cbor(value)))


def store(*parts, assertions=(), kind=b"c2ma"):
    inside = b"".join(parts)
    if assertions:
        inside += superbox(b"c2as", b"c2pa.assertions", b"".join(assertions))
    return superbox(b"c2pa", b"c2pa", superbox(kind, b"urn:c2pa:1", inside))


claim = superbox(b"c2cl", b"c2pa.claim.v2",
                 box(b"cbor", cbor({"claim_generator_info": {"name": "T", "version": "1"}, "dc:title": "a"})))
old_claim = superbox(b"c2cl", b"c2pa.claim",
                     box(b"cbor", cbor({"claim_generator": "T/1", "claim_generator_info": [{"name": "T"}]})))
signed = box(b"cbor", b"\xd2" + cbor([cbor({1: -7, 33: b"0"}), {"x5chain": [b"0"]}, None, b""]))
seeds = {
    "claim": store(claim),
    "old_claim": store(old_claim),
    "actions": store(claim, assertions=[assertion(b"c2pa.actions.v2", {
        "actions": [{"action": "c2pa.created", "softwareAgentIndex": 0, "digitalSourceType": "t",
                     "parameters": {"description": "d"}}], "softwareAgents": [{"name": "A"}]})]),
    "old_actions": store(assertions=[assertion(b"c2pa.actions__1", {
        "actions": [{"action": "c2pa.edited", "softwareAgent": "A", "changed": "x"}]})]),
    "ingredient": store(assertions=[assertion(b"c2pa.ingredient.v3", {
        "dc:title": "i", "relationship": "parentOf", "activeManifest": {}})]),
    "soft_binding": store(assertions=[assertion(b"c2pa.soft-binding", {"alg": "w"})]),
    "statement": store(assertions=[assertion(b"c2pa.ai-disclosure", {"modelName": "m", "list": [1, "b"]})]),
    "json": store(assertions=[superbox(b"json", b"stds.schema-org.CreativeWork",
                                       box(b"json", b'{"author":[{"name":"A"}],"digitalSourceType":["x"]}'))]),
    "signature": store(superbox(b"c2cs", b"c2pa.signature", signed)),
    "update": store(claim, kind=b"c2um"),
    "compressed": store(box(b"brob", b"x"), kind=b"c2cm"),
    "size_to_end": b"\0\0\0\0" + store(claim)[4:],
    "long_size": struct.pack(">I4sQ", 1, b"jumb", 2**64 - 1),
    "nested": superbox(b"c2pa", b"", superbox(b"c2pa", b"", superbox(b"c2pa", b"", superbox(b"c2pa", b"", b"")))),
}
for name, data in seeds.items():
    (folder / name).write_bytes(data)
