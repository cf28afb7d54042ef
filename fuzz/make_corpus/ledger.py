#!/usr/bin/env python3
"""Makes the corpora of src/ledger: notes, checkpoints, keys, proofs, tile paths, bundles, frontiers, JSON, time stamps, changes.

usage: fuzz/make_corpus/ledger.py     (time stamps need `openssl`, and differ from run to run)
"""

import base64
import hashlib
import pathlib
import subprocess
import tempfile

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
PETER = ("If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
         "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")


def b64(data):
    return base64.b64encode(data).decode()


def line(name, signature=b"s" * 64):
    return f"— {name} {b64(b'kkey'[:4] + signature)}\n"


ROOT = b64(hashlib.sha256(b"root").digest())
CHECKPOINT = f"ledger.example\n9\n{ROOT}\n\n" + line("ledger.example")
PATH = "".join(b64(hashlib.sha256(bytes([number])).digest()) + "\n" for number in range(4))
NOTES = {
    "peter": PETER,
    "peter_twice": PETER + PETER.rsplit("\n\n", 1)[1],
    "checkpoint": CHECKPOINT,
    "cosigned": CHECKPOINT + line("witness.example/w1", b"\0\0\0\0\x6a\xb1\x2c\x80" + b"s" * 64),
    "ml_dsa": CHECKPOINT + line("witness.example/pq", b"\0" * 200),
    "extension": f"ledger.example\n0\n{ROOT}\nmore\n\n" + line("ledger.example"),
    "blank_lines": "one\n\ntwo\n\n" + line("a"),
    "key": "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    "secret": "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
}
PROOFS = {
    "plain": "c2sp.org/tlog-proof@v1\nindex 4\n" + PATH + "\n" + CHECKPOINT,
    "extra": "c2sp.org/tlog-proof@v1\nextra Zm9y\nindex 8\n" + PATH[:45] + "\n" + CHECKPOINT,
    "no_hashes": "c2sp.org/tlog-proof@v1\nindex 0\n\n" + CHECKPOINT.replace("\n9\n", "\n1\n"),
    "huge": "c2sp.org/tlog-proof@v1\nindex 9223372036854775806\n" + PATH + "\n" + CHECKPOINT.replace("\n9\n", "\n9223372036854775807\n"),
}
TILES = {
    "path": b"tile/0/x001/x234/067",
    "partial": b"tile/2/000.p/17",
    "entries": b"tile/entries/x070/000.p/255",
    "bundle": (b"\0\x20" + b"c" * 32) * 3,
    "bundle_long": b"\0\x21" + b"c" * 33,
    "frontier": (5).to_bytes(8, "big") + b"h" * 64,
    "frontier_empty": bytes(8),
    "tile": b"h" * 96,
}
JSON = {
    "rfc": r'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}',
    "names": r'{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}',
    "numbers": "[0,-0,5e-324,1.7976931348623157e308,9007199254740991,9007199254740993,-9223372036854775808,18446744073709551615,1e21,1e-7]",
    "nested": "[[{}],{\"a\":[]}]",
    "surrogate": r'["\ud800"]',
}
CHANGES = {
    "record": bytes([0, 3, 5, 1]),
    "salt_cut": bytes([1, 2, 31, 255]),
    "commitment": bytes([2, 8, 0, 0]),
    "leaf_gone": bytes([3, 4, 0, 255]),
    "tile": bytes([4, 0, 70, 9]),
    "checkpoint": bytes([5, 1, 30, 65]),
    "swap": bytes([6, 1, 7, 0]),
    "swap_with_index": bytes([6, 1, 7, 0, 7, 1, 0, 1, 7, 7, 0, 7]),
    "index": bytes([7, 6, 0, 200]),
    "gone": bytes([8, 2, 0, 0]),
    "tail_cut": bytes([8, 8, 0, 0, 8, 7, 0, 0, 4, 100, 124, 255]),
}


def timestamps():
    """Answers of an authority with short names and Ed25519 certificates, good and refused."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        (folder / "serial").write_text("2A\n")
        (folder / "cnf").write_text(
            "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=T\n[ext]\nextendedKeyUsage=critical,timeStamping\n[tsa]\ndefault_tsa=t\n[t]\n"
            "serial=serial\nsigner_cert=c\nsigner_key=k\nsigner_digest=sha256\ndefault_policy=1.2.3\ndigests=sha256\naccuracy=secs:1\ness_cert_id_chain=no\n")

        def openssl(*arguments):
            subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "k", "-out", "c", "-config", "cnf",
                "-extensions", "ext", "-days", "9999")
        answers = {}
        for name, query in {"granted": ["-sha256"], "no_certificates": ["-sha256"], "refused": ["-sha512"]}.items():
            more = [] if name == "no_certificates" else ["-cert"]
            openssl("ts", "-query", "-data", "cnf", *query, *more, "-out", "q")
            openssl("ts", "-reply", "-config", "cnf", "-queryfile", "q", "-out", "r")
            answers[name] = (folder / "r").read_bytes()
        return answers


def main():
    for target, files in {"note": NOTES, "proof": PROOFS, "tile": TILES, "json": JSON, "verify": CHANGES, "timestamp": timestamps()}.items():
        folder = CORPUS / f"ledger_{target}_fuzz"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    main()
