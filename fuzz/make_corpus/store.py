#!/usr/bin/env python3
"""Writes the seeds of store_fuzz: C2PA manifest stores whose claims name their assertions by their hashes, so that
validation goes past them. Beside these the folder holds the seeds of jumbf_fuzz."""
import hashlib
import importlib.util
import pathlib

from cbor_bytes import cbor

here = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("jumbf", here / "jumbf.py")
jumbf = importlib.util.module_from_spec(spec)
spec.loader.exec_module(jumbf)
folder = here.parent / "corpus" / "store_fuzz"
folder.mkdir(parents=True, exist_ok=True)


def manifest(label, assertions, kind=b"c2ma", redacted=()):
    boxes = [jumbf.superbox(b"cbor", name.encode(), jumbf.box(b"cbor", cbor(value))) for name, value in assertions]
    claim = {"instanceID": "x", "claim_generator_info": {"name": "T"}, "signature": "self#jumbf=c2pa.signature",
             "created_assertions": [{"url": f"self#jumbf=c2pa.assertions/{name}",
                                     "hash": hashlib.sha256(box[8:]).digest()}
                                    for (name, _), box in zip(assertions, boxes)], "alg": "sha256"}
    if redacted:
        claim["redacted_assertions"] = list(redacted)
    signature = cbor([b"\xa1\x01\x26", {}, None, b"s"])
    return jumbf.superbox(kind, label.encode(),
                          jumbf.superbox(b"c2as", b"c2pa.assertions", b"".join(boxes))
                          + jumbf.superbox(b"c2cl", b"c2pa.claim.v2", jumbf.box(b"cbor", cbor(claim)))
                          + jumbf.superbox(b"c2cs", b"c2pa.signature", jumbf.box(b"cbor", b"\xd2" + signature)))


def write(name, *manifests):
    (folder / name).write_bytes(jumbf.superbox(b"c2pa", b"c2pa", b"".join(manifests)))


created = ("c2pa.actions.v2", {"actions": [{"action": "c2pa.created"}]})
binding = ("c2pa.hash.data", {"hash": b"h" * 32, "pad": b"", "exclusions": []})
write("bound", manifest("m", [created, binding]))
write("cloud", manifest("m", [created, ("c2pa.cloud-data", {"label": "c2pa.hash.data", "size": 1})]))
parent = ("c2pa.ingredient.v3", {"relationship": "parentOf", "validationResults": {},
                                 "activeManifest": {"url": "self#jumbf=/c2pa/p", "hash": b"h" * 32},
                                 "claimSignature": {"url": "self#jumbf=/c2pa/p/c2pa.signature", "hash": b"h" * 32}})
write("update", manifest("p", [created, binding]), manifest("m", [parent], b"c2um"))
write("redacted", manifest("p", [created, binding]),
      manifest("m", [parent], b"c2um", ["self#jumbf=/c2pa/p/c2pa.assertions/c2pa.actions.v2"]))
write("identity", manifest("m", [created, binding, ("cawg.identity", {
    "signer_payload": {"sig_type": "cawg.x509.cose", "referenced_assertions": []}, "signature": b"s", "pad1": b"\0"})]))
