"""`goodgate credentials … --fetch-remote` against servers of this machine, which hold the stores of files that state an address.

usage: credentials_remote.py GOODGATE [unittest arguments]

Files state their address in XMP and are then signed with `--sidecar`: what is signed is served. Every request is counted.
The reference (see signing_harness.py) is asked for the same files where it is set up.
"""
import gzip
import http.server
import json
import os
import pathlib
import shutil
import ssl
import struct
import subprocess
import tempfile
import threading
import time
import unittest
import zlib

from signing_harness import FIXTURES, GOODGATE, ORACLE, ROOT, Oracle, have_oracle

LISTS = ["--trust", str(FIXTURES / "root.pem"), "--tsa", str(FIXTURES / "root.pem")]
AT = ["--at", "2026-11-23T12:00:00Z"]
STORE_MAX = 16 << 20
PIXEL = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
                      "53de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082")
HEAD = 33  # of a PNG: its signature and IHDR
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
FILM = (struct.pack(">I4s4sI4s", 20, b"ftyp", b"isom", 0, b"isom") + struct.pack(">I4sI4s", 116, b"moov", 108, b"mvhd") + bytes(100)
        + struct.pack(">I4s", 16, b"mdat") + b"pictures")


def xmp(address):
    return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
            "<rdf:Description rdf:about='' xmlns:dcterms='http://purl.org/dc/terms/' "
            f"dcterms:provenance='{address}'/></rdf:RDF></x:xmpmeta>").encode()


def with_address(kind, address):
    """A small file that states this address, as each format has its XMP (ISO 16684-3)."""
    packet = xmp(address)
    if kind == "png":
        text = b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + packet
        return PIXEL[:HEAD] + struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text)) + PIXEL[HEAD:]
    if kind == "jpg":
        packet = b"http://ns.adobe.com/xap/1.0/\0" + packet
        return JPEG[:20] + b"\xff\xe1" + struct.pack(">H", 2 + len(packet)) + packet + JPEG[20:]
    return FILM + struct.pack(">I4s", 24 + len(packet), b"uuid") + bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + packet


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with self.server.lock:
            self.server.asked.append(self.path)
        self.server.answers[self.path](self)

    def wait(self):
        """Long enough for all others that ask at the same time to be here too."""
        with self.server.lock:
            self.server.busy += 1
            self.server.busiest = max(self.server.busiest, self.server.busy)
        time.sleep(0.3)
        with self.server.lock:
            self.server.busy -= 1

    def send(self, status=200, body=b"", **fields):
        self.send_response(status)
        for name, value in ({"Content_Length": len(body)} | fields).items():
            if value is not None:
                self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, certificates=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock, self.asked, self.answers, self.busy, self.busiest = threading.Lock(), [], {}, 0, 0
        self.host = f"127.0.0.1:{self.server_port}"
        self.scheme = "https" if certificates else "http"
        if certificates:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificates / "server.pem", certificates / "server.key")
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def address(self, path):
        return f"{self.scheme}://{self.host}{path}"

    def handle_error(self, *_):
        pass  # a client that goes away is what some tests are about


def endless(handler):
    handler.send(Content_Length=None, Connection="close")
    while True:
        handler.wfile.write(b"\0" * 65536)


def answer(**what):
    return lambda handler: handler.send(**what)


class RemoteTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = pathlib.Path(kept.name)
        self.server = self.serve()

    def serve(self, certificates=None):
        server = Server(certificates)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server

    def make(self, name, path, server=None):
        """A file that states the address of `path` on the server, and its store; the server does not have it yet."""
        return self.make_stating(name, (server or self.server).address(path))

    def make_stating(self, name, address):
        file = self.folder / name
        file.write_bytes(with_address(file.suffix[1:], address))
        store = self.folder / (name + ".c2pa")
        subprocess.run([GOODGATE, "credentials", "sign", file, "--sidecar", "-o", store, "--cert", FIXTURES / "es256.pem", "--key",
                        FIXTURES / "es256.test-key.pem", "--source-type", "digitalCreation", "-q"], check=True)
        content = store.read_bytes()
        store.unlink()
        return file, content

    def run_goodgate(self, *arguments):
        return subprocess.run([GOODGATE, *map(str, arguments)], capture_output=True, text=True, check=False)

    def verify(self, *arguments, fetch=True):
        remote = ["--fetch-remote", "--remote-host", self.server.host] if fetch else []
        return self.run_goodgate("credentials", "verify", *LISTS, *AT, *remote, *arguments)

    def reports(self, *arguments, fetch=True):
        said = self.verify("--json", *arguments, fetch=fetch)
        return json.loads(said.stdout)["files"], said.returncode

    def report(self, *arguments, fetch=True):
        files, code = self.reports(*arguments, fetch=fetch)
        return files[0], code


class Fetched(RemoteTest):
    def test_a_store_at_its_address_binds_the_file(self):
        for kind in ("png", "jpg", "mp4"):
            path = f"/{kind}.c2pa"
            file, store = self.make(f"still.{kind}", path)
            self.server.answers[path] = answer(body=store, Content_Type="application/c2pa")
            self.assertIn(f"still.{kind}: trusted\n  credentials: {len(store):,} bytes from {self.server.address(path)}\n",
                          self.verify(file).stdout)
            report, code = self.report(file)
            self.assertEqual((report["state"], report["credentials"], code), ("trusted", "remote", 0), report)
            self.assertEqual(report["remote"], self.server.address(path))
            self.assertEqual(report["fetched"], {"address": self.server.address(path), "bytes": len(store), "media_type": "application/c2pa"})
            self.assertEqual(report["binding"]["matches"], True)
        shape = json.loads(self.verify("--c2patool", self.folder / "still.png").stdout)
        self.assertEqual(shape["validation_state"], "Trusted")
        self.assertIn(shape["active_manifest"], shape["manifests"])

    def test_by_https_with_the_authority_of_the_house(self):
        certificates = self.folder / "certificates"
        certificates.mkdir()
        subprocess.run([ROOT / "tests" / "outgoing" / "certificates", certificates], check=True, capture_output=True)
        server = self.serve(certificates)
        file, store = self.make("still.png", "/moved", server)
        server.answers = {"/moved": answer(status=302, Location="/still.c2pa"), "/still.c2pa": answer(body=store)}
        house = ["--remote-host", server.host, "--remote-ca", certificates / "ca.pem"]
        report, code = self.report(file, *house)
        self.assertEqual((report["state"], code), ("trusted", 0), report)
        self.assertEqual(report["fetched"]["address"], server.address("/still.c2pa"))
        self.assertIn(f"bytes from {server.address('/still.c2pa')}, where {server.address('/moved')} leads\n", self.verify(file, *house).stdout)
        unknown, code = self.report(file, "--remote-host", server.host)
        self.assertEqual((unknown["state"], code), ("not stated", 2))
        self.assertIn("certificate", unknown["statuses"][0]["explanation"])

    def test_a_changed_file_and_a_store_of_another_file_are_invalid(self):
        file, store = self.make("still.png", "/still.c2pa")
        _, other = self.make("other.png", "/other.c2pa")
        changed = self.folder / "changed.png"
        content = bytearray(file.read_bytes())
        content[-20] ^= 1
        changed.write_bytes(content)
        for path, served in ((changed, store), (file, other)):
            self.server.answers["/still.c2pa"] = answer(body=served)
            report, code = self.report(path)
            self.assertEqual((report["state"], report["credentials"], code), ("invalid", "remote", 1), report)
            self.assertEqual([s["code"] for s in report["statuses"] if s["kind"] == "failure"], ["assertion.dataHash.mismatch"])
            self.assertIn("the file was changed, or they are credentials of another file", self.verify(path).stdout)

    def test_is_kept_as_a_sidecar_which_scans_use(self):
        file, store = self.make("still.png", "/still.c2pa")
        self.server.answers["/still.c2pa"] = answer(body=store)
        target = self.folder / "still.png.c2pa"
        offline = self.run_goodgate("credentials", "extract", file, "-o", target)
        self.assertEqual((offline.returncode, self.server.asked), (3, []))
        self.assertIn("which --fetch-remote asks", offline.stderr)
        done = self.run_goodgate("credentials", "extract", file, "-o", target, "--fetch-remote", "--remote-host", self.server.host)
        self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
        self.assertIn(f"{len(store):,} bytes from {self.server.address('/still.c2pa')}", done.stderr)
        self.assertEqual(target.read_bytes(), store)
        asked = list(self.server.asked)
        report, code = self.report(file)
        self.assertEqual((report["state"], report["credentials"], code), ("trusted", "sidecar", 0))
        again = self.run_goodgate("credentials", "extract", file, "-o", self.folder / "x.c2pa", "--fetch-remote", "--remote-host", self.server.host)
        self.assertEqual(again.returncode, 3)
        self.assertIn(f"they are in {target}", again.stderr)
        scan = json.loads(self.run_goodgate("scan", self.folder, "--json", "--no-cache", *LISTS, *AT).stdout)
        (scanned,) = (one for one in scan["files"] if one["path"].endswith("still.png"))
        self.assertIn("signed_trusted", [evidence["strength"] for evidence in scanned["evidence"]])
        self.assertEqual(self.server.asked, asked)


class Unasked(RemoteTest):
    def test_nothing_is_asked_without_the_option_nor_by_a_scan(self):
        file, store = self.make("still.png", "/still.c2pa")
        self.server.answers["/still.c2pa"] = answer(body=store)
        report, code = self.report(file, fetch=False)
        self.assertEqual((report["state"], report["credentials"], code), ("not stated", "remote", 3))
        self.assertEqual(report["statuses"], [])
        self.assertNotIn("fetched", report)
        self.assertEqual(self.verify(file, fetch=False).stdout, "still.png: not stated\n  its credentials are said to be at "
                         f"{self.server.address('/still.c2pa')}, which was not asked\n")
        self.assertEqual(self.verify("--c2patool", file, fetch=False).stdout, "null\n")
        self.run_goodgate("scan", file, "--no-cache")
        self.assertEqual(self.run_goodgate("scan", file, "--fetch-remote").returncode, 64)
        self.assertEqual(self.run_goodgate("credentials", "verify", file, "--remote-host", self.server.host).returncode, 64)
        for host in ("studio.example", ":80", "studio.example:", "studio.example:http", "http://studio.example:80/"):
            said = self.run_goodgate("credentials", "verify", file, "--fetch-remote", "--remote-host", host)
            self.assertEqual(said.returncode, 64, host)
            self.assertIn("write HOST:PORT", said.stderr + said.stdout)
        self.assertEqual(self.server.asked, [])

    def test_what_a_stranger_may_not_name_is_never_connected_to(self):
        refused = {
            "http.png": (self.server.address("/x").replace("127.0.0.1", "localhost"), "it is not https"),
            "private.png": ("https://10.1.2.3/x", "10.1.2.3 is private"),
            "here.png": (f"https://localhost:{self.server.server_port}/x", "is loopback"),
            "metadata.png": ("https://169.254.169.254/latest", "169.254.169.254 is link-local"),
            "file.png": ("file:///etc/passwd", "it is no web address"),
            "relative.png": ("still.c2pa", "it is no web address"),
            "word.png": ("https://user:word@example.org/", "user or password"),
        }
        for name, (address, _) in refused.items():
            (self.folder / name).write_bytes(with_address("png", address))
        files, code = self.reports(*(self.folder / name for name in refused))
        self.assertEqual(code, 2)
        for file in files:
            name = pathlib.Path(file["path"]).name
            address, why = refused[name]
            self.assertEqual((file["state"], file["credentials"], file["remote"]), ("not stated", "remote", address), name)
            self.assertEqual([s["code"] for s in file["statuses"]], ["manifest.inaccessible"], name)
            self.assertIn(why, file["statuses"][0]["explanation"], name)
        self.assertEqual(self.server.asked, [])

    def test_a_redirect_leads_nowhere_else(self):
        file, _ = self.make("still.png", "/away")
        other = self.serve()
        for target, why in ((other.address("/x"), "it is not https"), ("https://127.0.0.1:1/x", "127.0.0.1 is loopback"),
                            ("https://192.168.1.1/x", "192.168.1.1 is private"), ("file:///etc/passwd", "refused")):
            self.server.answers["/away"] = answer(status=302, Location=target)
            report, code = self.report(file)
            self.assertEqual((report["state"], code), ("not stated", 2))
            self.assertIn(why, report["fetched"]["failure"])
        self.assertEqual(other.asked, [])


class Failed(RemoteTest):
    def test_says_why_and_that_nothing_is_stated(self):
        file, store = self.make("still.png", "/still.c2pa")
        cases = [
            ("it answered 404", answer(status=404)),
            ("it answered 503", answer(status=503, body=store)),
            ("what came is no manifest store: 15 bytes of text/html", answer(body=b"<!doctype html>", Content_Type="text/html")),
            ("what came is no manifest store: 0 bytes", answer()),
            (f"more than {STORE_MAX} bytes", endless),
            (f"more than {STORE_MAX} bytes", answer(body=store, Content_Length=STORE_MAX + 1)),
            ("no answer", answer(body=store, Content_Length=len(store) + 1, Connection="close")),
            ("the answer is packed (gzip)", answer(body=gzip.compress(store), Content_Encoding="gzip")),
        ]
        for why, served in cases:
            self.server.answers["/still.c2pa"] = served
            report, code = self.report(file)
            self.assertEqual((report["state"], report["credentials"], code), ("not stated", "remote", 2), why)
            (status,) = report["statuses"]
            self.assertEqual((status["code"], status["kind"], status["section"], status["url"]),
                             ("manifest.inaccessible", "failure", "15.5.3", self.server.address("/still.c2pa")))
            self.assertIn(why, status["explanation"])
            self.assertEqual(report["fetched"]["failure"], status["explanation"])
        self.server.answers["/still.c2pa"] = answer(status=404)
        self.assertEqual(self.verify(file).stdout,
                         f"still.png: not stated\n  its credentials are said to be at {self.server.address('/still.c2pa')}\n"
                         "  manifest.inaccessible: The credentials are said to stand elsewhere, and could not be had there. "
                         "(C2PA 2.2 section 15.5.3)\n    it answered 404\n")
        shape = json.loads(self.verify("--c2patool", file).stdout)
        self.assertEqual(shape["validation_status"][0]["code"], "manifest.inaccessible")
        self.assertNotIn("validation_state", shape)
        extracted = self.run_goodgate("credentials", "extract", file, "-o", self.folder / "x.c2pa", "--fetch-remote", "--remote-host",
                                      self.server.host)
        self.assertEqual(extracted.returncode, 69, extracted.stderr)
        self.assertIn("it answered 404", extracted.stderr)
        self.assertFalse((self.folder / "x.c2pa").exists())

    def test_a_file_beside_it_is_judged_as_ever(self):
        file, store = self.make("still.png", "/still.c2pa")
        lost, _ = self.make("lost.png", "/lost.c2pa")
        self.server.answers = {"/still.c2pa": answer(body=store), "/lost.c2pa": answer(status=410)}
        said = self.verify(file, lost)
        self.assertEqual(said.returncode, 2)
        self.assertIn("2 files: 1 trusted, 1 not stated (1 could not be fetched)\n", said.stdout)


class Limits(RemoteTest):
    def test_an_address_is_asked_once_and_four_at_a_time(self):
        shared, store = self.make("shared.png", "/shared.c2pa")
        paths = [shared, *(self.folder / f"copy-{index}.png" for index in range(5))]
        for path in paths[1:]:
            shutil.copy(shared, path)

        def slowly(body):
            def send(handler):
                handler.wait()
                handler.send(body=body)
            return send

        self.server.answers["/shared.c2pa"] = slowly(store)
        for index in range(12):
            file, own = self.make(f"own-{index}.png", f"/own-{index}.c2pa")
            paths.append(file)
            self.server.answers[f"/own-{index}.c2pa"] = slowly(own)
        files, code = self.reports("--jobs", 16, *paths)
        self.assertEqual((code, {file["state"] for file in files}), (0, {"trusted"}))
        self.assertEqual(sorted(self.server.asked), sorted(self.server.answers))
        self.assertEqual(self.server.busiest, 4)
        self.assertEqual(self.reports("--jobs", 1, *paths), (files, code))

    def test_a_host_that_gives_no_answer_is_left_alone(self):
        def silent(handler):
            handler.close_connection = True

        paths = []
        for index in range(6):
            path = self.folder / f"still-{index}.png"
            path.write_bytes(with_address("png", self.server.address(f"/{index}")))
            self.server.answers[f"/{index}"] = silent
            paths.append(path)
        files, code = self.reports("--jobs", 1, *paths)
        self.assertEqual((code, len(self.server.asked)), (2, 3))
        self.assertEqual([("gave no answer three times" in file["statuses"][0]["explanation"]) for file in files], [False] * 3 + [True] * 3)

    def test_a_signal_ends_the_wait(self):
        begun = threading.Event()

        def silent(_):
            begun.set()
            time.sleep(20)

        file, _ = self.make("still.png", "/still.c2pa")
        self.server.answers["/still.c2pa"] = silent
        with subprocess.Popen([GOODGATE, "credentials", "verify", file, "--fetch-remote", "--remote-host", self.server.host],
                              stdout=subprocess.PIPE, text=True) as process:
            self.assertTrue(begun.wait(20))
            since = time.monotonic()
            process.terminate()
            said = process.communicate()[0]
        self.assertLess(time.monotonic() - since, 10)
        self.assertEqual((process.returncode, "stopped" in said), (2, True), said)


@unittest.skipUnless(have_oracle(), "the reference is not set up here")
class Reference(RemoteTest):
    def test_comes_to_the_same_of_what_is_there(self):
        oracle = self.folder / "oracle"
        oracle.mkdir()
        Oracle(oracle)
        script = oracle / "validate.mjs"
        script.write_text(script.read_text().replace("remote_manifest_fetch:false", "remote_manifest_fetch:true"))
        self.assertIn("remote_manifest_fetch:true", script.read_text())

        def theirs(path):
            said = subprocess.run(["node", script, "--summary", "--backend", "native", path], capture_output=True, text=True, check=False)
            return json.loads(said.stdout)

        for kind in ("png", "jpg", "mp4"):
            path = f"/{kind}.c2pa"
            file, store = self.make(f"still.{kind}", path)
            self.server.answers[path] = answer(body=store)
            self.assertEqual(theirs(file)["state"], "Trusted", kind)
            self.assertEqual(self.report(file)[0]["state"], "trusted", kind)
            content = bytearray(file.read_bytes())
            content[{"png": -20, "jpg": 13, "mp4": len(FILM) - 3}[kind]] ^= 1
            file.write_bytes(content)
            mine, reference = self.report(file)[0], theirs(file)
            self.assertEqual((mine["state"], reference["state"]), ("invalid", "Invalid"), (kind, mine, reference))
            self.assertEqual([s["code"] for s in mine["statuses"] if s["kind"] == "failure"], reference["failure"])
        # The differences that docs/decisions/0019-remote-stores-are-asked-for-by-name.md tells.
        file, store = self.make("still.png", "/still.c2pa")
        for served, reference in ((answer(status=404), "Error"), (answer(body=b"<!doctype html>"), "Error"),
                                  (answer(body=gzip.compress(store), Content_Encoding="gzip"), "Trusted"),
                                  (answer(body=store + bytes(STORE_MAX)), "Trusted")):
            self.server.answers["/still.c2pa"] = served
            self.assertEqual(theirs(file)["state"], reference)
            self.assertEqual(self.report(file)[0]["statuses"][0]["code"], "manifest.inaccessible")
        file.write_bytes(with_address("png", "still.c2pa"))
        self.assertEqual(theirs(file)["state"], "NoManifest")
        self.assertEqual(self.report(file)[0]["statuses"][0]["code"], "manifest.inaccessible")


if __name__ == "__main__":
    unittest.main()
