#!/usr/bin/env python3
"""Scans of files that content credentials bind together: streams in segments, packages. Each verdict is that of `credentials verify`.

usage: credentials_scan.py GOODGATE [unittest arguments]
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from bound_files import FIXTURES, PACKAGE, change, sign_stream, write_package, write_stream

CORPUS = pathlib.Path(__file__).resolve().parent.parent.parent / "shared" / "corpora" / "credentials"
GOODGATE = os.path.abspath(sys.argv.pop(1))
LISTS = ["--trust", FIXTURES / "root.pem", "--no-bundled", "--at", "2026-11-23"]
SEGMENTS = [f"parts/seg-{number}.m4s" for number in range(6)]
VALID, TAMPERED = ("valid", "signed_trusted"), ("invalid", "tampered")


def goodgate(*arguments):
    return subprocess.run([GOODGATE, *map(str, arguments)], capture_output=True, text=True, check=False)


class ScanTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name) / "delivery"
        self.folder.mkdir()

    def scan(self, *more):
        """The credential of each file of the folder that has one."""
        answer = goodgate("scan", "--json", "--no-cache", *LISTS, *more, self.folder)
        found = {}
        for file in json.loads(answer.stdout)["files"]:
            of = [one for one in file["evidence"] if one["kind"] == "credential"]
            self.assertLessEqual(len(of), 1, file["path"])
            found.update({file["path"]: one for one in of})
        return found

    def weights(self):
        return {path: (one["state"], one["strength"]) for path, one in self.scan().items()}

    def verified(self, path, *more):
        answer = goodgate("credentials", "verify", "--json", *LISTS, path, *more)
        return json.loads(answer.stdout)["files"][0]

    def assert_agrees(self, path, verified):
        """What the scan says of the file with the credentials is what their validation said."""
        state, strength = self.weights()[path]
        self.assertEqual({"trusted": VALID, "invalid": TAMPERED}[verified["state"]], (state, strength))


class Streams(ScanTest):
    def stream(self, name="", brand=b"iso6"):
        bare = pathlib.Path(self.temporary.name) / ("bare-" + brand.decode())
        write_stream(bare, brand)
        sign_stream(GOODGATE, bare, self.folder / name)
        return self.folder / name

    def verified_stream(self, folder):
        return self.verified(folder / "init.mp4", "--fragments", folder / "parts" / "*")

    def test_a_whole_stream_is_trusted_in_all_its_files(self):
        folder = self.stream()
        self.assertEqual(self.weights(), dict.fromkeys(["init.mp4", *SEGMENTS], VALID))
        self.assert_agrees("init.mp4", self.verified_stream(folder))
        found = self.scan()
        self.assertEqual(found["init.mp4"]["credential"]["bound"], "all 6 segments are here as they were signed")
        self.assertEqual(found[SEGMENTS[3]]["credential"]["bound"], "as segment 4 of 6 of the stream of init.mp4")
        self.assertEqual(found[SEGMENTS[3]]["source_type"], "trainedAlgorithmicMedia")

    def test_a_changed_segment_is_tampering(self):
        folder = self.stream()
        change(folder / SEGMENTS[3])
        expected = dict.fromkeys(SEGMENTS, VALID) | {"init.mp4": TAMPERED, SEGMENTS[3]: TAMPERED}
        self.assertEqual(self.weights(), expected)
        self.assert_agrees("init.mp4", self.verified_stream(folder))

    def test_every_byte_of_a_segment_counts(self):
        folder = self.stream()
        part = folder / SEGMENTS[2]
        whole = part.read_bytes()
        for at in range(whole.index(b"moof"), len(whole)):
            part.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1:])
            self.assertEqual(self.weights()["init.mp4"], TAMPERED, at)
            self.assertEqual(self.verified_stream(folder)["state"], "invalid", at)

    def test_a_missing_segment_is_counted(self):
        folder = self.stream()
        (folder / SEGMENTS[1]).unlink()
        self.assertEqual(set(self.weights().values()), {VALID})
        verified = self.verified_stream(folder)
        self.assert_agrees("init.mp4", verified)
        self.assertEqual(verified["binding"]["segments"], {"bound": 6, "matched": 5})
        self.assertEqual(self.scan()["init.mp4"]["credential"]["bound"], "5 of 6 segments are here as they were signed, 1 missing")

    def test_segments_without_their_beginning_belong_to_a_stream_elsewhere(self):
        (self.stream() / "init.mp4").unlink()
        for one in self.scan().values():
            self.assertEqual((one["state"], one["claims"]), ("not_yet_validated", ["not_stated"]))
            self.assertIn("whose initialization segment", one["limits"])

    def test_renditions_in_folders_beside_each_other(self):
        high, low = self.stream("high", b"iso5"), self.stream("low", b"iso6")
        change(low / SEGMENTS[0])
        found = self.weights()
        self.assertEqual({path: weight for path, weight in found.items() if weight == TAMPERED},
                         dict.fromkeys(["low/init.mp4", "low/" + SEGMENTS[0]], TAMPERED))
        self.assertEqual(len(found), 14)
        self.assert_agrees("high/init.mp4", self.verified_stream(high))
        self.assert_agrees("low/init.mp4", self.verified_stream(low))
        # Segments of the one put into the other.
        shutil.copy(high / SEGMENTS[0], low / SEGMENTS[0])
        self.assert_agrees("low/init.mp4", self.verified_stream(low))
        self.assertEqual(self.weights()["low/" + SEGMENTS[0]], TAMPERED)

    def test_signers_that_no_list_knows_are_not_trusted(self):
        self.stream()
        answer = goodgate("scan", "--json", "--no-cache", "--no-bundled", "--at", "2026-11-23", self.folder)
        weights = {(one["state"], one["strength"]) for file in json.loads(answer.stdout)["files"] for one in file["evidence"]}
        self.assertEqual(weights, {("valid", "signed")})
        answer = goodgate("scan", "--json", "--no-cache", *LISTS[:3], "--at", "2099-01-01", self.folder)
        weights = {(one["state"], one["strength"]) for file in json.loads(answer.stdout)["files"] for one in file["evidence"]}
        self.assertEqual(weights, {("invalid", "declared")}, "the certificate has ended by then")

    def test_reports_for_people_say_it(self):
        folder = self.stream()
        change(folder / SEGMENTS[3])
        text = goodgate("scan", "--no-cache", *LISTS, self.folder).stdout
        self.assertIn("5 of 6 segments are here as they were signed, 1 not as signed", " ".join(text.split()))
        page = self.folder.parent / "report.html"
        goodgate("scan", "--no-cache", f"--html={page}", *LISTS, self.folder)
        self.assertIn("as segment 4 of 6 of the stream of init.mp4", page.read_text())

    def test_a_check_holds_for_what_was_changed(self):
        folder = self.stream()
        change(folder / SEGMENTS[3])
        title = self.folder.parent / "title.yaml"
        title.write_text("goodgate: 1\ntitle: {id: film, name: Film, kind: documentary}\n")
        answer = goodgate("check", "--json", "--no-cache", *LISTS, "--title", title, self.folder)
        report = json.loads(answer.stdout)
        broken = sorted(one["file"] for one in report["findings"] if one["rule"] == "credential-broken")
        self.assertEqual(broken, ["init.mp4", SEGMENTS[3]])

    def test_a_stream_of_the_reference(self):
        init = CORPUS / "c2pa-rs" / "sdk" / "tests" / "fixtures" / "dashinit.mp4"
        if not init.exists():
            print(f"SKIPPED: the reference's stream is not at {init}", file=sys.stderr)
            self.skipTest("no corpus")
        shutil.copy(init, self.folder / "init.mp4")
        one, = self.scan().values()
        self.assertEqual((one["state"], "none of them was found" in one["limits"]), ("not_yet_validated", True))


class Packages(ScanTest):
    def setUp(self):
        super().setUp()
        self.package = self.folder / "imf"
        write_package(self.package)
        self.names = ["imf/" + name for name in PACKAGE]
        self.store = "imf/credentials.c2pa"

    def assert_weights(self, expected):
        self.assertEqual(self.weights(), dict.fromkeys([self.store, *self.names], VALID) | expected)
        self.assert_agrees(self.store, self.verified(self.package / "credentials.c2pa"))

    def test_a_whole_package_is_trusted_in_all_its_files(self):
        self.assert_weights({})
        found = self.scan()
        self.assertEqual(found[self.store]["credential"]["bound"], "3 of 3 files are here as signed")
        one = found["imf/video/reel 1.mxf"]
        self.assertEqual((one["source_type"], one["credential"]["signer"], one["credential"]["bound"]),
                         ("trainedAlgorithmicMedia", "Test es256 (Goodgate tests)", "as one of 3 files of the collection of imf/credentials.c2pa"))

    def test_a_changed_file_is_tampering(self):
        change(self.package / "CPL.xml")
        self.assert_weights({self.store: TAMPERED, "imf/CPL.xml": TAMPERED})

    def test_a_missing_file_is_a_failure_of_the_collection(self):
        (self.package / "CPL.xml").unlink()
        self.names.remove("imf/CPL.xml")
        self.assert_weights({self.store: TAMPERED})
        self.assertEqual(self.scan()[self.store]["credential"]["bound"], "2 of 3 files are here as signed, 1 missing")

    def test_a_file_that_is_not_listed_is_not_covered(self):
        (self.package / "video" / "extra.mxf").write_bytes(b"added")
        self.assert_weights({"imf/video/extra.mxf": ("not_stated", "hint")})
        uncovered = [one["what"] for one in self.verified(self.package / "credentials.c2pa")["binding"]["uncovered"]]
        self.assertEqual(uncovered, ["video/extra.mxf"])
        self.assertIn("Not covered", self.scan()["imf/video/extra.mxf"]["limits"])

    def test_the_cache_never_knows_a_package_better_than_its_files(self):
        cache = self.folder.parent / "home"
        for _ in range(2):
            answer = subprocess.run([GOODGATE, "scan", "--json", *map(str, LISTS), str(self.folder)], capture_output=True, text=True, check=False,
                                    env=os.environ | {"XDG_CACHE_HOME": str(cache)})
            strengths = {one["strength"] for file in json.loads(answer.stdout)["files"] for one in file["evidence"] if one["kind"] == "credential"}
            self.assertEqual(strengths, {"signed_trusted"})
        change(self.package / "CPL.xml")
        answer = subprocess.run([GOODGATE, "scan", "--json", *map(str, LISTS), str(self.folder)], capture_output=True, text=True, check=False,
                                env=os.environ | {"XDG_CACHE_HOME": str(cache)})
        broken = sorted(file["path"] for file in json.loads(answer.stdout)["files"] for one in file["evidence"] if one["strength"] == "tampered")
        self.assertEqual(broken, ["imf/CPL.xml", self.store])


if __name__ == "__main__":
    unittest.main(verbosity=2)
