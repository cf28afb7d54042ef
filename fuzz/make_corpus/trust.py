#!/usr/bin/env python3
"""Makes the corpora of src/trust from tests/fixtures/trust: certificates, lists, signatures, time stamps, OCSP responses.

usage: fuzz/make_corpus/trust.py     (needs `openssl`; time stamps and responses differ from run to run)
"""

import base64
import json
import pathlib
import re
import subprocess
import tempfile

from cbor_bytes import cbor

CORPUS = pathlib.Path(__file__).resolve().parent.parent / "corpus"
FIXTURES = pathlib.Path(__file__).resolve().parent.parent.parent / "tests" / "fixtures" / "trust"
PEM = re.compile(r"-----BEGIN CERTIFICATE-----\n(.*?)-----END CERTIFICATE-----", re.S)


def certificates(name):
    return [base64.b64decode(body) for body in PEM.findall((FIXTURES / f"{name}.pem").read_text())]


def write(target, name, content):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def sign1(protected, unprotected, signature=b"s" * 64, payload=None):
    return b"\xd2" + cbor([cbor(protected), unprotected, payload, signature])


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def time_stamp(folder, name, cnf):
    openssl("ts", "-query", "-data", FIXTURES / "root.pem", "-sha256", "-cert", "-out", folder / "query")
    openssl("ts", "-reply", "-config", cnf, "-queryfile", folder / "query", "-inkey", FIXTURES / f"{name}.test-key.pem",
            "-signer", FIXTURES / f"{name}.pem", "-out", folder / "response")
    return (folder / "response").read_bytes()


def ocsp(folder, subject, revoked):
    serial = subprocess.run(["openssl", "x509", "-in", FIXTURES / f"{subject}.pem", "-noout", "-serial"],
                            check=True, capture_output=True, text=True).stdout.strip().split("=")[1]
    state = "R\t450101000000Z\t260115000000Z,keyCompromise" if revoked else "V\t450101000000Z\t"
    (folder / "index").write_text(f"{state}\t{serial}\tunknown\t/CN=Test {subject}\n")
    openssl("ocsp", "-index", folder / "index", "-CA", FIXTURES / "issuing.pem", "-rsigner", FIXTURES / "ocsp.pem",
            "-rkey", FIXTURES / "ocsp.test-key.pem", "-issuer", FIXTURES / "issuing.pem", "-cert", FIXTURES / f"{subject}.pem",
            "-ndays", "30", "-respout", folder / "ocsp")
    return (folder / "ocsp").read_bytes()


def main():
    for name in ("root", "issuing", "es256", "es512", "ps256", "ed25519", "tsa", "ocsp", "expired"):
        write("trust_certificate_fuzz", name, certificates(name)[0])
    write("trust_list_fuzz", "pem", (FIXTURES / "root.pem").read_text())
    write("trust_list_fuzz", "cut", (FIXTURES / "root.pem").read_text()[:200])
    service = {"ServiceInformation": {"ServiceStatus": "http://c2pa.org/trusted", "ServiceDigitalIdentity":
               {"X509Certificates": [{"val": base64.b64encode(certificates("root")[0]).decode()}]}}}
    write("trust_list_fuzz", "json", json.dumps({"LoTE": {
        "ListAndSchemeInformation": {"SchemeName": [{"value": "A list"}], "ListIssueDateTime": "2026-08-05T00:11:39Z"},
        "TrustedEntitiesList": [{"TrustedEntityServices": [service]}]}}))

    leaf = certificates("es256")[0]
    with tempfile.TemporaryDirectory() as made:
        folder = pathlib.Path(made)
        cnf = folder / "tsa.cnf"
        cnf.write_text("[tsa]\ndefault_tsa = tiny\n[tiny]\nserial = " + str(folder / "serial") +
                       "\ndefault_policy = 1.2.3.4\ndigests = sha256\nsigner_digest = sha256\ness_cert_id_alg = sha256\n")
        (folder / "serial").write_text("01\n")
        stamps = {name: time_stamp(folder, name, cnf) for name in ("tsa", "tsa-rsa")}
        responses = {"good": ocsp(folder, "es256", False), "revoked": ocsp(folder, "es256", True)}
    for name, response in stamps.items():
        write("time_stamp_fuzz", f"response-{name}", response)
        write("time_stamp_fuzz", f"token-{name}", response[9:])
    for name, response in responses.items():
        write("ocsp_fuzz", name, response)
    write("ocsp_fuzz", "refused", bytes.fromhex("30030a0106"))

    write("sign1_fuzz", "es256", sign1({1: -7, 33: leaf}, {}))
    write("sign1_fuzz", "ed25519", sign1({1: -8, 33: certificates("ed25519")}, {"pad": bytes(8)}))
    write("sign1_fuzz", "text_label", sign1({1: -7}, {"x5chain": leaf}))
    write("sign1_fuzz", "claimed_time", sign1({1: -37, 33: leaf, "iat": 1770000000}, {}))
    write("sign1_fuzz", "two_credentials", sign1({1: -7, 33: leaf}, {33: leaf}))
    write("sign1_fuzz", "attached", sign1({1: -7, 33: leaf}, {}, payload=b"claim"))
    write("sign1_fuzz", "stamped", sign1({1: -7, 33: leaf}, {"sigTst2": {"tstTokens": [{"val": stamps["tsa"][9:]}]}}))
    write("sign1_fuzz", "stamped_v1", sign1({1: -7, 33: leaf}, {"sigTst": {"tstTokens": [{"val": stamps["tsa"]}]}}))
    write("sign1_fuzz", "stapled", sign1({1: -7, 33: certificates("es256")}, {"rVals": {"ocspVals": [responses["good"]]}}))


if __name__ == "__main__":
    main()
