"""Signs media of every container with `goodgate credentials sign`, and has the results checked by our validator, by the
reference (c2pa-rs, native and WebAssembly) and by ffmpeg. See signing_harness.py.
"""
import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from signing_harness import (BESIDE, BEYOND_REFERENCE, CORPUS, FFMPEG, FIXTURES, FORMATS, GOODGATE, TAKEN, Oracle, SigningTest,
                             have_oracle)
from time_authority import TimeAuthority

ENDLESS = ["-f", "lavfi", "-i", "testsrc=s=96x64:r=25", "-f", "lavfi", "-i", "sine"]


def decoded(path):
    """Hashes of every decoded frame; nothing where ffmpeg cannot read it."""
    answer = subprocess.run([FFMPEG, "-v", "error", "-i", path, "-map", "0", "-f", "framemd5", "-"],
                            capture_output=True, text=True, check=False)
    return [line for line in answer.stdout.splitlines() if not line.startswith("#")] if answer.returncode == 0 else None


class Containers(SigningTest):
    def test_every_format_that_is_promised_is_among_the_media(self):
        for name, media in FORMATS.items():
            for each in media:
                if each in TAKEN and not CORPUS.exists():
                    print(f"SKIPPED: {name}, there is no corpus at {CORPUS}", file=sys.stderr)
                else:
                    self.assertIn(each, self.names, name)
        self.assertEqual(set(self.names) - {each for media in FORMATS.values() for each in media}, set())

    def test_a_bare_codestream_is_beside_its_credentials_or_refused(self):
        answer = self.sign(self.media / "bare.jxl", self.out / "x.jxl")
        self.assert_nothing_left(answer, "bare codestream", "use a sidecar")

    def test_every_container_is_trusted_by_all_and_plays_as_before(self):
        for name in self.names:
            said = self.signed(self.media / name, self.out / name)
            self.assertEqual(bool(said["sidecar"]), name in BESIDE, name)
            self.assertEqual(said["list"], str(FIXTURES / "root.pem"))
        paths = [self.out / name for name in self.names]
        self.assert_trusted(*paths)
        self.assert_trusted_by_reference(*[path for path in paths if path.name not in BEYOND_REFERENCE])
        for name in self.names:
            before = decoded(self.media / name) if FFMPEG else None
            if before is not None:
                self.assertEqual(decoded(self.out / name), before, name)
            if name in BESIDE:
                self.assertEqual((self.out / name).read_bytes(), (self.media / name).read_bytes(), name)

    def test_no_changed_byte_goes_unseen(self):
        rng = random.Random(7)
        for name in self.names:
            said = self.signed(self.media / name, self.out / name)
            whole = (self.out / name).read_bytes()
            uncovered = self.shown(self.out / name)["binding"]["uncovered"]
            for _ in range(6):
                at = rng.randrange(len(whole))
                changed = bytearray(whole)
                changed[at] ^= 1 << rng.randrange(8)
                other = self.out / ("changed-" + name)
                other.write_bytes(changed)
                if said["sidecar"]:
                    shutil.copy(said["sidecar"], f"{other}.c2pa")
                [(state, _)] = self.states(other).values()
                # Outside the binding stands the store, which its signature covers, and what frames it.
                if not any(gap["start"] <= at < gap["start"] + gap["length"] for gap in uncovered):
                    self.assertNotIn(state, ("trusted", "valid"), f"{name}: byte {at}")

    def test_signing_again_keeps_what_was_there(self):
        for name in self.names:
            if name in BESIDE:
                continue
            first = self.signed(self.media / name, self.out / ("1-" + name))
            second = self.signed(self.out / ("1-" + name), self.out / ("2-" + name), source_type="")
            self.assertEqual([(one["relationship"], one["state"]) for one in second["ingredients"]], [("parentOf", "trusted")])
            labels = [one["label"] for one in self.shown(self.out / ("2-" + name))["manifests"]]
            self.assertEqual(labels, [second["manifest"], first["manifest"]], name)
        again = [path for path in self.out.iterdir() if path.name.startswith("2-")]
        self.assert_trusted(*again)
        self.assert_trusted_by_reference(*[path for path in again if path.name[2:] not in BEYOND_REFERENCE])


@unittest.skipUnless(FFMPEG, "ffmpeg makes the streams, and is not here")
class Streams(SigningTest):
    """Streams in files, as HLS and DASH have them: an initialization segment and media segments."""

    def setUp(self):
        super().setUp()
        self.stream = self.media / self.id().rsplit(".", 1)[1]
        (self.stream / "parts").mkdir(parents=True)
        self.make(self.stream / "init.mp4", self.stream / "parts" / "seg-%d.m4s", [*ENDLESS, "-c:a", "aac"])
        self.assertEqual(len(list(self.stream.glob("parts/*.m4s"))), 11)  # two digits: not the order of letters

    def make(self, init, segments, what):
        subprocess.run([FFMPEG, "-v", "error", "-y", *what, "-t", "11", "-c:v", "mpeg4", "-g", "25", "-f", "hls", "-hls_segment_type", "fmp4",
                        "-hls_time", "1", "-hls_fmp4_init_filename", init.name, "-hls_segment_filename", segments, init.with_suffix(".m3u8")],
                       check=True)

    def sign_stream(self, stream, target, *arguments, **more):
        return self.sign(stream / "init.mp4", target, "--fragments", stream / "parts" / "seg-*.m4s", *arguments, **more)

    def found(self, folder, *segments):
        """State, first failure's words, and of how many segments how many hold."""
        given = [option for segment in segments or ["seg-*.m4s"] for option in ("--fragments", folder / "parts" / segment)]
        answer = self.goodgate("verify", "--json", "--trust", FIXTURES / "root.pem", folder / "init.mp4", *given)
        file = json.loads(answer.stdout)["files"][0]
        failures = [one["explanation"] for one in file["statuses"] if one["kind"] == "failure"]
        counts = file.get("binding", {}).get("segments", {})
        return file["state"], "".join(failures[:1]), (counts.get("matched"), counts.get("bound"))

    def test_a_scan_says_of_each_file_what_validation_says(self):
        signed = self.out / "signed"
        self.sign_stream(self.stream, signed)

        def strengths():
            scanned = subprocess.run([GOODGATE, "scan", "--json", "--no-cache", "--trust", FIXTURES / "root.pem", signed], capture_output=True,
                                     text=True, check=False)
            return {file["path"]: one["strength"] for file in json.loads(scanned.stdout)["files"] for one in file["evidence"]
                    if one["kind"] == "credential"}
        names = ["init.mp4", *(f"parts/seg-{number}.m4s" for number in range(11))]
        self.assertEqual(strengths(), dict.fromkeys(names, "signed_trusted"))
        part = signed / "parts" / "seg-10.m4s"
        part.write_bytes(part.read_bytes()[:-1] + b"!")
        self.assertEqual(self.found(signed)[0], "invalid")
        self.assertEqual({path for path, strength in strengths().items() if strength == "tampered"}, {"init.mp4", "parts/seg-10.m4s"})
        init = signed / "init.mp4"
        init.write_bytes(init.read_bytes().replace(b"digitalCreation", b"digitalCapture_"))
        self.assertEqual(strengths(), dict.fromkeys(names, "tampered"))

    @staticmethod
    def files_of(folder):
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    @staticmethod
    def joined(folder, target):
        parts = sorted(folder.glob("parts/*.m4s"), key=lambda path: int(path.stem.split("-")[1]))
        target.write_bytes(b"".join(path.read_bytes() for path in [folder / "init.mp4", *parts]))
        return decoded(target)

    def test_every_segment_is_bound_and_the_stream_plays_as_before(self):
        said = json.loads(self.sign_stream(self.stream, self.out / "signed", "--json").stdout)
        self.assertEqual((said["written"], said["segments"], said["binding"]), (str(self.out / "signed" / "init.mp4"), 11, "c2pa.hash.bmff.v3"))
        signed = self.out / "signed"
        self.assertEqual(self.files_of(signed), {"init.mp4", *(f"parts/seg-{number}.m4s" for number in range(11))})
        self.assertEqual(said["result_bytes"], sum(path.stat().st_size for path in signed.rglob("*.m*")))
        self.assertEqual(self.found(signed), ("trusted", "", (11, 11)))
        shown = self.goodgate("verify", signed / "init.mp4", "--fragments", signed / "parts" / "seg-*.m4s", "--trust", FIXTURES / "root.pem")
        self.assertIn("content: as signed, all 11 segments;", shown.stdout)
        before = self.joined(self.stream, self.out / "before.mp4")
        self.assertGreater(len(before), 275)  # 11 s of pictures, and sound
        self.assertEqual(self.joined(signed, self.out / "after.mp4"), before)

    def test_whatever_is_changed_missing_or_swapped_is_told(self):
        signed = self.out / "signed"
        self.assertEqual(self.sign_stream(self.stream, signed, "--quiet").returncode, 0)
        rng = random.Random(7)
        for number in range(11):
            part = signed / "parts" / f"seg-{number}.m4s"
            whole = part.read_bytes()
            at = rng.randrange(whole.index(b"moof"), len(whole))
            part.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << rng.randrange(8)]) + whole[at + 1:])
            state, why, _ = self.found(signed)
            self.assertEqual(state, "invalid", f"segment {number}, byte {at}")
            self.assertIn(part.name, why)
            part.write_bytes(whole)
        one, other = signed / "parts" / "seg-3.m4s", signed / "parts" / "seg-7.m4s"
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        state, why, _ = self.found(signed)
        self.assertEqual((state, "seg-4.m4s" in why), ("invalid", True), why)  # the next comes out of its order
        one.write_bytes(first)
        other.write_bytes(first)
        self.assertIn("seg-7.m4s", self.found(signed)[1])
        other.unlink()
        self.assertEqual(self.found(signed), ("trusted", "", (10, 11)))
        shown = self.goodgate("verify", signed / "init.mp4", "--fragments", signed / "parts" / "seg-*.m4s", "--trust", FIXTURES / "root.pem")
        self.assertIn("as signed as far as it is here, 10 of 11 segments", shown.stdout)
        self.assertEqual(self.found(signed, "seg-2.m4s"), ("trusted", "", (1, 11)))
        (signed / "parts" / "seg-7.m4s").write_bytes((self.stream / "parts" / "seg-7.m4s").read_bytes())
        self.assertIn("has no C2PA box with its hashes", self.found(signed)[1])
        shutil.copy(self.stream / "init.mp4", signed / "init.mp4")
        self.assertEqual(self.found(signed)[0], "not stated")

    @unittest.skipUnless(have_oracle(), "the reference is not here")
    def test_the_reference_trusts_each_segment_and_no_changed_one(self):
        signed = self.out / "signed"
        self.assertEqual(self.sign_stream(self.stream, signed, "--quiet").returncode, 0)
        with tempfile.TemporaryDirectory() as folder:
            oracle = Oracle(folder)
            parts = sorted(signed.glob("parts/*.m4s"))
            self.assertEqual(oracle.segment_states(signed / "init.mp4", parts), [("Trusted", [])] * 11)
            changed = bytearray(parts[4].read_bytes())
            changed[-20] ^= 1
            parts[4].write_bytes(changed)
            [(state, failures)] = oracle.segment_states(signed / "init.mp4", [parts[4]])
            self.assertNotIn(state, ("Trusted", "Valid"), failures)

    def test_a_package_of_several_streams_is_signed_into_one_folder(self):
        package = self.media / "dash"
        package.mkdir()
        subprocess.run([FFMPEG, "-v", "error", "-y", *ENDLESS, "-t", "3", "-c:v", "mpeg4", "-g", "25", "-c:a", "aac", "-f", "dash",
                        "-seg_duration", "1", package / "film.mpd"], check=True)
        signed = self.out / "signed"
        signed.mkdir()
        shutil.copy(package / "film.mpd", signed)
        for number in (0, 1):
            answer = self.sign(package / f"init-stream{number}.m4s", signed, "--fragments", package / f"chunk-stream{number}-*.m4s")
            self.assertEqual(answer.returncode, 0, answer.stderr)
            verified = self.goodgate("verify", signed / f"init-stream{number}.m4s", "--fragments", signed / f"chunk-stream{number}-*.m4s",
                                     "--trust", FIXTURES / "root.pem")
            self.assertIn("trusted", verified.stdout)
        self.assertEqual(self.files_of(signed), self.files_of(package))
        self.assertEqual(decoded(signed / "film.mpd"), decoded(package / "film.mpd"))

    def test_signing_again_keeps_what_was_there(self):
        self.assertEqual(self.sign_stream(self.stream, self.out / "1", "--quiet").returncode, 0)
        again = self.sign_stream(self.out / "1", self.out / "2", "--json", source_type="")
        self.assertEqual([one["state"] for one in json.loads(again.stdout)["ingredients"]], ["trusted"])
        self.assertEqual(self.found(self.out / "2"), ("trusted", "", (11, 11)))
        part = self.out / "1" / "parts" / "seg-5.m4s"
        part.write_bytes(part.read_bytes()[:-1] + b"!")
        broken = self.sign_stream(self.out / "1", self.out / "3", "--json", source_type="")
        self.assertEqual([one["state"] for one in json.loads(broken.stdout)["ingredients"]], ["invalid"])
        self.assertEqual(self.joined(self.out / "2", self.out / "2.mp4"), self.joined(self.stream, self.out / "0.mp4"))

    def test_what_cannot_be_signed_leaves_nothing(self):
        target = self.out / "signed" / "deep"
        self.assert_nothing_left(self.sign(self.stream / "init.mp4", target, "--fragments", self.stream / "none-*"), "no file fits")
        self.assert_nothing_left(self.sign(self.stream / "init.mp4", target, "--fragments", self.stream / "init.mp4"), "do not give it as a segment")
        self.assert_nothing_left(self.sign_stream(self.stream, target, "--fragments", self.stream / "parts" / "seg-4.m4s"), "is given twice")
        self.assert_nothing_left(self.sign_stream(self.stream, target, "--fragments", self.media / "film.mp4"), "stands outside its folder")
        self.assert_nothing_left(self.sign_stream(self.stream, target, "--update", source_type=""), "--fragments excludes --update")
        self.assert_nothing_left(self.sign_stream(self.stream, None), "name the folder")
        self.assert_nothing_left(self.sign_stream(self.stream, self.out / "x.c2pa"), "not beside it")
        shutil.copy(self.media / "still.png", self.stream / "parts" / "seg-11.m4s")
        self.assert_nothing_left(self.sign_stream(self.stream, target), "seg-11.m4s: ")
        (self.stream / "parts" / "seg-11.m4s").unlink()
        self.assert_nothing_left(self.sign(self.media / "film.mp4", target, "--fragments", self.media / self.stream.name / "parts" / "*"), "sign it as a file")
        failing = self.sign_stream(self.stream, target, "--cert", FIXTURES / "es256.pem", "--signer", "exit 3", key=None)
        self.assert_nothing_left(failing, "exit code 3")

    def test_what_is_there_is_kept_or_replaced_whole(self):
        target = self.out / "signed"
        (target / "parts").mkdir(parents=True)
        (target / "parts" / "seg-3.m4s").write_text("mine")
        (target / "notes.txt").write_text("mine")
        self.assertIn("seg-3.m4s: is there already", self.sign_stream(self.stream, target).stderr)
        self.assertEqual(self.files_of(target), {"notes.txt", "parts/seg-3.m4s"})
        self.assertEqual(self.sign_stream(self.stream, target, "--force", "--quiet").returncode, 0)
        self.assertEqual(self.found(target), ("trusted", "", (11, 11)))
        self.assertEqual((target / "notes.txt").read_text(), "mine")
        before = {path: (self.stream / path).read_bytes() for path in self.files_of(self.stream)}
        self.assertIn("is a file that is read", self.sign_stream(self.stream, self.stream, "--force").stderr)
        self.assertEqual({path: (self.stream / path).read_bytes() for path in self.files_of(self.stream)}, before)

    def test_stopped_in_the_middle_it_leaves_nothing(self):
        fifo = self.out / "hold"
        os.mkfifo(fifo)
        # The key's command waits for us: every segment is written by then, and nothing is in its place.
        command = [GOODGATE, "credentials", "sign", self.stream / "init.mp4", "--fragments", self.stream / "parts" / "seg-*.m4s", "-o",
                   self.out / "signed", "--cert", FIXTURES / "es256.pem", "--source-type", "digitalCreation", "--signer",
                   f"test -e {self.out}/tried && read line < {fifo}; touch {self.out}/tried; openssl dgst -sha256 -sign {FIXTURES}/es256.test-key.pem"]
        signing = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        written = []
        for _ in range(600):
            written = list(self.out.glob("signed/.signing-*/new/parts/seg-*.m4s"))
            if len(written) == 11:
                break
            time.sleep(0.05)
        self.assertEqual(len(written), 11)
        self.assertEqual(list(self.out.glob("signed/[!.]*")), [self.out / "signed" / "parts"])
        os.killpg(signing.pid, signal.SIGINT)  # as a terminal does
        _, said = signing.communicate(timeout=30)
        self.assertEqual(signing.returncode, 69, said)
        self.assertFalse((self.out / "signed").exists(), said)

    def test_a_full_disk_leaves_nothing(self):
        self.make(self.stream / "init.mp4", self.stream / "parts" / "seg-%d.m4s", ["-f", "lavfi", "-i", "testsrc=s=640x480", "-q:v", "1"])
        command = [GOODGATE, "credentials", "sign", self.stream / "init.mp4", "--fragments", self.stream / "parts" / "seg-*.m4s", "-o",
                   self.out / "signed", "--cert", FIXTURES / "es256.pem", "--key", FIXTURES / "es256.test-key.pem", "--source-type", "digitalCreation"]
        largest = max(path.stat().st_size for path in self.stream.rglob("*.m4s"))
        limit = largest // 512 - 20  # one segment does not fit
        answer = subprocess.run(["sh", "-c", f'trap "" XFSZ; ulimit -f {limit}; exec "$@"', "sh", *map(str, command)], capture_output=True,
                                text=True, check=False)
        self.assert_nothing_left(answer, ".m4s", "File too large")


class Claims(SigningTest):
    def test_every_algorithm(self):
        for name in ("es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"):
            said = self.signed(self.media / "still.png", self.out / f"{name}.png", "--alg", name, key=name)
            self.assertEqual(said["algorithm"].lower(), name)
        self.assert_trusted_by_reference(*self.out.iterdir())

    def test_both_versions_of_claims_one_on_the_other(self):
        for name in ("still.jpg", "film.mp4", "sound.mp3"):
            self.signed(self.media / name, self.out / ("v1-" + name), "--claim", "1")
            self.signed(self.out / ("v1-" + name), self.out / ("v12-" + name), source_type="")
            self.signed(self.out / ("v12-" + name), self.out / ("v121-" + name), "--claim", "1", source_type="")
        paths = list(self.out.iterdir())
        self.assertEqual(self.shown(self.out / "v121-film.mp4")["manifests"][0]["claim_version"], 1)
        self.assert_trusted_by_reference(*paths)

    def test_history_ingredients_and_further_assertions(self):
        self.signed(self.media / "still.png", self.out / "part.png", source_type="trainedAlgorithmicMedia")
        (self.out / "actions.json").write_text(json.dumps([
            {"action": "c2pa.color_adjustments", "when": "2026-11-20T10:00:00Z", "parameters": {"name": "warmer"}},
            {"action": "c2pa.placed", "parameters": {"ingredientIds": ["part.png"]}}]))
        (self.out / "meta.json").write_text(json.dumps({
            "@context": {"exif": "http://ns.adobe.com/exif/1.0/"}, "exif:GPSVersionID": "2.2.0.0"}))
        (self.out / "mining.json").write_text(json.dumps({"entries": {"cawg.ai_inference": {"use": "notAllowed"}}}))
        said = self.signed(self.media / "film.mp4", self.out / "film.mp4", "--parent", self.media / "film.mov", "--component",
                           self.out / "part.png", "--input", self.media / "sound.wav", "--made-with", "House Painter/3", "--title",
                           "The harbour", "--actions", self.out / "actions.json", "--assertion",
                           f"c2pa.metadata={self.out / 'meta.json'}", "--assertion",
                           f"cawg.training-mining={self.out / 'mining.json'}", source_type="compositeWithTrainedAlgorithmicMedia")
        self.assertEqual([one["relationship"] for one in said["ingredients"]], ["parentOf", "componentOf", "inputTo"])
        manifest = self.shown(self.out / "film.mp4")["manifests"][0]
        self.assertEqual([one["action"] for one in manifest["actions"]],
                         ["c2pa.opened", "c2pa.edited", "c2pa.placed", "c2pa.color_adjustments", "c2pa.placed"])
        self.assertEqual(manifest["actions"][1]["digital_source_type"].rsplit("/", 1)[1], "compositeWithTrainedAlgorithmicMedia")
        self.assert_trusted_by_reference(self.out / "film.mp4")

    def test_updates_leave_the_content_as_it_is(self):
        for name in ("still.jpg", "still.png", "film.mp4", "film.mov", "still.gif"):
            self.signed(self.media / name, self.out / name)
            self.signed(self.out / name, self.out / ("u1-" + name), "--update", source_type="")
            self.signed(self.out / ("u1-" + name), self.out / ("u2-" + name), "--update", source_type="")
            self.signed(self.out / ("u2-" + name), self.out / ("u3-" + name), source_type="")
            self.assertEqual(len(self.shown(self.out / ("u3-" + name))["manifests"]), 4, name)
        self.assert_trusted_by_reference(*self.out.iterdir())

    def test_updates_where_the_format_binds_the_length_need_room(self):
        for name in ("sound.wav", "sound.mp3", "still.tiff", "still.webp"):
            self.signed(self.media / name, self.out / ("tight-" + name))
            answer = self.sign(self.out / ("tight-" + name), self.out / "none", "--update", source_type="")
            self.assertIn("--room", answer.stderr, name)
            self.signed(self.media / name, self.out / name, "--room", 20000)
            self.signed(self.out / name, self.out / ("u1-" + name), "--update", source_type="")
            self.signed(self.out / ("u1-" + name), self.out / ("u2-" + name), "--update", source_type="")
        self.assertFalse((self.out / "none").exists())
        self.assert_trusted_by_reference(*self.out.iterdir())
        if "paper.pdf" in self.names:  # grows with each update: what is behind the old end is not excluded
            self.signed(self.media / "paper.pdf", self.out / "paper.pdf")
            answer = self.sign(self.out / "paper.pdf", self.out / "none", "--update", source_type="")
            self.assertIn("PDF: an update would change bytes that are signed", answer.stderr)

    def test_sidecars(self):
        for name in ("still.jpg", "film.mp4", "sound.wav"):
            shutil.copy(self.media / name, self.out / name)
            said = self.signed(self.out / name, None, "--sidecar")
            self.assertEqual((said["written"], said["sidecar"]), ("", f"{self.out / name}.c2pa"))
            self.assertEqual((self.out / name).read_bytes(), (self.media / name).read_bytes())
            self.signed(self.out / name, self.out / ("copy-" + name), "--sidecar", source_type="")
            self.signed(self.out / ("copy-" + name), self.out / ("in-" + name), source_type="")
            self.assertEqual(len(self.shown(self.out / ("in-" + name))["manifests"]), 3)
            # What stands inside goes before a sidecar, so it is taken out of a copy that has one.
            self.signed(self.out / ("in-" + name), self.out / ("out-" + name), "--sidecar", source_type="")
            self.assertEqual(len(self.shown(self.out / ("out-" + name))["manifests"]), 4)
            self.assertIn("name a copy", self.sign(self.out / ("in-" + name), None, "--sidecar", source_type="").stderr)
        self.assert_trusted(*[path for path in self.out.iterdir() if path.suffix != ".c2pa"])

    @unittest.skipUnless(CORPUS.exists(), f"no corpus at {CORPUS}")
    def test_what_others_signed_is_carried_on(self):
        with open(CORPUS / "MANIFEST.tsv", newline="") as table:
            rows = list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
        signed = []
        for row in rows:
            sound = row[5] == "media" and row[7] in ("Trusted", "Valid") and row[8] in ("", "signingCredential.untrusted")
            if not sound or int(row[1]) > 2_000_000 or row[0].endswith((".c2pa", ".m4s")):
                continue
            before = self.shown(CORPUS / row[0])
            target = self.out / row[0].replace("/", "-")
            said = self.signed(CORPUS / row[0], target)
            self.assertEqual(said["ingredients"][0]["state"], before["state"], row[0])
            kept = before["manifests"] + [{"label": one} for one in before["unreferenced_manifests"]]
            after = self.shown(target)
            now = [one["label"] for one in after["manifests"]] + after["unreferenced_manifests"]
            self.assertEqual(set(now), {said["manifest"], *(one["label"] for one in kept)}, row[0])
            signed.append(target)
        self.assertGreater(len(signed), 40)
        self.assert_trusted_by_reference(*signed)


class Keys(SigningTest):
    def test_encrypted_key(self):
        key = self.out / "locked.pem"
        subprocess.run(["openssl", "pkcs8", "-topk8", "-in", FIXTURES / "es256.test-key.pem", "-out", key, "-passout", "pass:harbour"],
                       check=True, capture_output=True)
        options = ["--cert", FIXTURES / "es256.pem", "--key", key]
        environment = os.environ | {"GOODGATE_KEY_PASSWORD": "harbour"}
        self.signed(self.media / "still.png", self.out / "locked.png", *options, key=None, env=environment)
        self.assert_trusted(self.out / "locked.png")
        wrong = self.sign(self.media / "still.png", self.out / "x.png", *options, key=None,
                          env=environment | {"GOODGATE_KEY_PASSWORD": "quay"})
        self.assertIn("does not open with this password", wrong.stderr)
        nobody = self.sign(self.media / "still.png", self.out / "x.png", *options, key=None, start_new_session=True)
        self.assertIn("GOODGATE_KEY_PASSWORD", nobody.stderr)
        self.assertFalse((self.out / "x.png").exists())

    def test_signer_command(self):
        key = FIXTURES / "es256.test-key.pem"
        command = f"openssl dgst -sha256 -sign {key}"
        options = ["--cert", FIXTURES / "es256.pem"]
        self.signed(self.media / "still.png", self.out / "der.png", *options, "--signer", command, key=None)
        self.signed(self.media / "still.png", self.out / "text.png", *options, "--signer", command + " | base64 -w0", key=None)
        padding = "-sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest"
        self.signed(self.media / "still.png", self.out / "rsa.png", "--cert", FIXTURES / "ps256.pem", "--signer",
                    f'test "$GOODGATE_SIGN_ALGORITHM" = PS256 && openssl dgst -sha256 -sign {FIXTURES / "ps256.test-key.pem"} {padding}',
                    key=None)
        self.assert_trusted_by_reference(*self.out.iterdir())
        for wrong, words in (("exit 3", "exit code 3"), ("true", "wrote no signature"), ("echo no", "is not that of the first"),
                             (f"openssl dgst -sha256 -sign {FIXTURES / 'es384.test-key.pem'}", "is not that of the first"),
                             ("kill -9 $$", "signal 9"), ("head -c 100000 /dev/zero", "more than a signature")):
            answer = self.sign(self.media / "still.png", self.out / "x.png", *options, "--signer", wrong, key=None)
            self.assertIn(words, answer.stderr)
        begun = time.monotonic()
        slow = self.sign(self.media / "still.png", self.out / "x.png", *options, "--signer", "exec sleep 30", "--signer-timeout", 1,
                         key=None)
        self.assertIn("within 1 s", slow.stderr)
        self.assertLess(time.monotonic() - begun, 15)
        self.assertFalse((self.out / "x.png").exists())

    MODULE = "/usr/lib/softhsm/libsofthsm2.so"

    @unittest.skipUnless(os.path.exists(MODULE) and shutil.which("softhsm2-util"), "softhsm2 is not here")
    def test_keys_on_a_token(self):
        tokens = self.out / "tokens"
        tokens.mkdir()
        (self.out / "softhsm.conf").write_text(f"directories.tokendir = {tokens}\n")
        environment = os.environ | {"SOFTHSM2_CONF": str(self.out / "softhsm.conf"), "GOODGATE_KEY_PASSWORD": "1234"}

        def softhsm(*arguments):
            subprocess.run(["softhsm2-util", *map(str, arguments)], env=environment, check=True, capture_output=True)

        softhsm("--init-token", "--free", "--label", "Studio", "--pin", "1234", "--so-pin", "5678")
        for number, name in enumerate(("es256", "es384", "es512", "ps256", "ed25519")):
            softhsm("--import", FIXTURES / f"{name}.test-key.pem", "--token", "Studio", "--label", name, "--id", f"A{number}", "--pin", "1234")
        for name, algorithm in (("es256", "es256"), ("es384", "es384"), ("es512", "es512"), ("ps256", "ps384"), ("ed25519", "ed25519")):
            said = self.signed(self.media / "still.png", self.out / f"{algorithm}.png", "--cert", FIXTURES / f"{name}.pem", "--alg", algorithm,
                               "--key", f"pkcs11:token=Studio;object={name}", "--pkcs11-module", self.MODULE, key=None, env=environment)
            self.assertEqual(said["algorithm"].lower(), algorithm)
        self.assert_trusted_by_reference(*self.out.glob("*.png"))

        def refused(address, **more):
            return self.sign(self.media / "still.png", self.out / "x.png", "--cert", FIXTURES / "es256.pem", "--key", address,
                             "--pkcs11-module", self.MODULE, key=None, env=environment | more).stderr

        self.assertIn("no private key that the address names", refused("pkcs11:token=Studio;object=nobody"))
        self.assertIn("names several keys", refused("pkcs11:token=Studio"))
        self.assertIn("there is none that the address names", refused("pkcs11:token=Other;object=es256"))
        self.assertIn("has a PIN in it", refused("pkcs11:token=Studio;object=es256?pin-value=1234"))
        self.assertIn("logging in", refused("pkcs11:token=Studio;object=es256", GOODGATE_KEY_PASSWORD="0000"))
        self.assertIn("is not that of the first", refused("pkcs11:token=Studio;object=es384"))
        self.assertIn("is no PKCS #11 address", refused("pkcs11:what"))


class TimeStamps(SigningTest):
    def test_an_authority_says_when(self):
        folder = self.out / "tsa"
        folder.mkdir()
        server = TimeAuthority.of(folder, FIXTURES / "tsa.pem", FIXTURES / "tsa.test-key.pem", FIXTURES / "issuing.pem")
        self.addCleanup(server.shutdown)
        options = ["--tsa", FIXTURES / "root.pem", "--timestamp", f"http://127.0.0.1:{server.server_port}/"]
        for name in ("still.jpg", "film.mp4", "sound.wav"):
            said = self.signed(self.media / name, self.out / name, *options)
            self.assertEqual((said["time_stamp"]["authority"], said["time_stamp"]["trusted"]), ("Test tsa", True))
            if name != "sound.wav":
                self.signed(self.out / name, self.out / ("u-" + name), *options, "--update", source_type="")
        self.assert_trusted_by_reference(*[path for path in self.out.iterdir() if path.is_file()])
        answer = self.sign(self.media / "still.png", self.out / "x.png", "--timestamp", f"http://127.0.0.1:{server.server_port + 1}/")
        self.assertNotEqual(answer.returncode, 0)
        self.assertFalse((self.out / "x.png").exists())


class Refusals(SigningTest):
    def test_certificates_that_are_not_for_it(self):
        source = self.media / "still.png"

        def refused(certificate, key):
            return self.sign(source, self.out / "x.png", "--cert", FIXTURES / certificate, "--key", FIXTURES / key, key=None)

        self.assert_nothing_left(refused("es384.pem", "es256.test-key.pem"), "is not that of the first certificate", "es384.pem")
        self.assert_nothing_left(refused("expired.pem", "expired.test-key.pem"), "is valid from 2021-01-01", "not now")
        self.assert_nothing_left(refused("tsa.pem", "tsa.test-key.pem"), "none of the purposes")
        self.assert_nothing_left(refused("root.pem", "root.test-key.pem"), "is an authority's")
        self.assert_nothing_left(refused("es256.test-key.pem", "es256.test-key.pem"), "no certificate of the signer")
        self.assert_nothing_left(refused("es256.pem", "es256.pem"), "no private key in PEM")
        self.assert_nothing_left(self.sign(source, self.out / "x.png", "--alg", "ps256"), "is not one for Ps256")
        self.assert_nothing_left(self.sign(source, self.out / "x.png", "--alg", "rs256"), "no signature algorithm")

    def test_files_and_targets(self):
        source = self.media / "still.png"
        self.assert_nothing_left(self.sign(self.out / "none.png", self.out / "x.png"), "none.png")
        self.assert_nothing_left(self.sign(source, None), "name the signed copy with -o")
        self.assert_nothing_left(self.sign(source, self.out / "no" / "x.png"), "x.png")
        self.assert_nothing_left(self.sign(source, self.out / "x.png", source_type=""), "--source-type")
        self.assert_nothing_left(self.sign(source, self.out / "x.png", source_type="magic"), "trainedAlgorithmicMedia")
        self.assert_nothing_left(self.sign(source, self.out / "x.png", "--update", source_type=""), "no credentials that could be updated")
        kept = self.out / "kept.png"
        kept.write_text("mine")
        self.assertIn("is there already", self.sign(source, kept).stderr)
        self.assertEqual(kept.read_text(), "mine")
        self.signed(source, kept, "--force")
        self.assert_trusted(kept)
        self.assertIn("is the file that is read", self.sign(kept, kept, "--force").stderr)
        damaged = self.out / "damaged.png"
        damaged.write_bytes(source.read_bytes()[:-40])
        self.assertIn("PNG", self.sign(damaged, self.out / "x.png").stderr)
        self.assertFalse((self.out / "x.png").exists())

    def test_what_may_not_be_stated(self):
        actions = self.out / "actions.json"
        self.signed(self.media / "still.png", self.out / "signed.png")
        for stated, words in (([{"action": "c2pa.edited"}], "an update may not state c2pa.edited"),
                              ([{"action": "c2pa.published"}, {"action": "c2pa.created"}], "can only be the first action"),
                              ([{"what": "x"}], "does not say what was done"), ({"a": 1}, "is no list of actions"),
                              ([{"action": "c2pa.published", "parameters": {"ingredientIds": ["x"]}}], "which is not given")):
            actions.write_text(json.dumps(stated))
            answer = self.sign(self.out / "signed.png", self.out / "x.png", "--update", "--actions", actions, source_type="")
            self.assertIn(words, answer.stderr)
        self.assertIn("update has no ingredients", self.sign(self.out / "signed.png", self.out / "x.png", "--update", "--component",
                                                             self.media / "still.jpg", source_type="").stderr)
        self.assertIn("so it is the parent itself", self.sign(self.out / "signed.png", self.out / "x.png", "--parent",
                                                              self.media / "still.jpg").stderr)
        actions.write_text("{}")
        self.assertIn("made by signing itself", self.sign(self.media / "still.png", self.out / "x.png", "--assertion",
                                                          f"c2pa.hash.data={actions}").stderr)
        self.assertFalse((self.out / "x.png").exists())

    def test_a_full_disk_leaves_nothing(self):
        big = self.media / "big.wav"
        subprocess.run([FFMPEG, "-v", "error", "-y", "-f", "lavfi", "-i", "sine=d=60", big], check=True)
        command = [GOODGATE, "credentials", "sign", big, "-o", self.out / "x.wav", "--cert", FIXTURES / "es256.pem", "--key",
                   FIXTURES / "es256.test-key.pem", "--source-type", "digitalCreation"]
        answer = subprocess.run(["sh", "-c", 'trap "" XFSZ; ulimit -f 2000; exec "$@"', "sh", *map(str, command)], capture_output=True,
                                text=True, check=False)
        self.assert_nothing_left(answer, "x.wav", "File too large")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]], verbosity=2)
