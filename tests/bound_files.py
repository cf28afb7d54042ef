"""Files that content credentials bind together, as small as they can be: a stream in segments, signed with the program, and a package
with a collection, signed with openssl alone, for the program signs none."""
import hashlib
import pathlib
import struct
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "fuzz" / "make_corpus"))
from cbor_bytes import cbor  # noqa: E402

FIXTURES = ROOT / "tests" / "fixtures" / "trust"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"


def box(kind, *parts):
    payload = b"".join(parts)
    return struct.pack(">I4s", 8 + len(payload), kind) + payload


def write_stream(folder, brand=b"iso6", segments=6):
    """init.mp4 and parts/seg-N.m4s, not signed."""
    (folder / "parts").mkdir(parents=True, exist_ok=True)
    (folder / "init.mp4").write_bytes(box(b"ftyp", brand, bytes(4), brand) + box(b"moov", box(b"free", brand)))
    for number in range(segments):
        track = box(b"moof", box(b"traf", box(b"tfhd", struct.pack(">II", 0x20000, 1))))
        media = box(b"mdat", brand + b" media of segment %d" % number)
        (folder / "parts" / f"seg-{number}.m4s").write_bytes(box(b"styp", b"msdh", bytes(4), b"msdh") + track + media)


def sign_stream(goodgate, folder, target):
    """Into another folder, with the same names."""
    command = [goodgate, "credentials", "sign", folder / "init.mp4", "--fragments", folder / "parts" / "seg-*.m4s", "-o", target, "--cert",
               FIXTURES / "es256.pem", "--key", FIXTURES / "es256.test-key.pem", "--source-type", "trainedAlgorithmicMedia", "--quiet"]
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


def change(path):
    """Its last byte."""
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def superbox(kind, label, *parts):
    description = kind + bytes.fromhex("00110010800000AA00389B71") + b"\x03" + label.encode() + b"\0"
    return box(b"jumb", box(b"jumd", description), *parts)


def certificates():
    """DER of the signer's certificate and its authority's."""
    ders = []
    for name in ("es256.pem", "issuing.pem"):
        made = subprocess.run(["openssl", "x509", "-in", FIXTURES / name, "-outform", "DER"], check=True, capture_output=True)
        ders.append(made.stdout)
    return ders


def sign(message):
    """ES256 of COSE: both numbers of the signature, 32 bytes each (RFC 9053 section 2.1)."""
    der = subprocess.run(["openssl", "dgst", "-sha256", "-sign", FIXTURES / "es256.test-key.pem"], input=message, check=True,
                         capture_output=True).stdout
    raw, at = b"", 2
    for _ in range(2):
        length = der[at + 1]
        raw += der[at + 2:at + 2 + length].lstrip(b"\0").rjust(32, b"\0")
        at += 2 + length
    return raw


def collection_store(files):
    """The manifest store of a collection: (URI, content) of each file. Source: C2PA 2.2 sections 10, 13.2, 18.8."""
    label = "urn:c2pa:7e57c0de-0000-4000-8000-00000000c011"
    contents = {
        "c2pa.actions.v2": {"actions": [{"action": "c2pa.created", "digitalSourceType": SOURCE_TYPE}]},
        "c2pa.hash.collection.data": {"alg": "sha256", "uris": [{"uri": uri, "hash": hashlib.sha256(content).digest()}
                                                               for uri, content in files]}}
    assertions = {name: superbox(b"cbor", name, box(b"cbor", cbor(content))) for name, content in contents.items()}
    claim = cbor({"instanceID": "xmp:iid:1", "claim_generator_info": {"name": "Packer"}, "signature": "self#jumbf=c2pa.signature",
                  "created_assertions": [{"url": "self#jumbf=c2pa.assertions/" + name, "hash": hashlib.sha256(made[8:]).digest()}
                                         for name, made in assertions.items()], "alg": "sha256"})
    protected = cbor({1: -7, 33: certificates()})
    signature = sign(cbor(["Signature1", protected, b"", claim]))
    message = b"\xd2" + cbor([protected, {}, None, signature])
    return superbox(b"c2pa", "c2pa", superbox(
        b"c2ma", label, superbox(b"c2as", "c2pa.assertions", *assertions.values()),
        superbox(b"c2cl", "c2pa.claim.v2", box(b"cbor", claim)), superbox(b"c2cs", "c2pa.signature", box(b"cbor", message))))


PACKAGE = {"ASSETMAP.xml": b"<AssetMap/>", "CPL.xml": b"<CompositionPlaylist/>", "video/reel 1.mxf": b"essence"}


def write_package(folder):
    """An IMF package, as far as it matters, with credentials.c2pa in it."""
    for name, content in PACKAGE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    listed = [(name.replace(" ", "%20"), content) for name, content in PACKAGE.items()]
    (folder / "credentials.c2pa").write_bytes(collection_store(listed))
