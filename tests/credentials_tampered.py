"""Changes single signed bytes of small signed files, and asks both our validator and the reference (c2pa-rs): neither may believe
one of them. Files are those of tests/fixtures/signed, which Goodgate signed, and those of the corpus that the reference signed.
See signing_harness.py for where the reference and the corpus are looked for; without them ours is asked alone.

usage: credentials_tampered.py GOODGATE [unittest arguments]
"""
import collections
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

from signing_harness import CORPUS, FIXTURES, GOODGATE, ROOT, Oracle, have_oracle

SIGNED = ROOT / "tests" / "fixtures" / "signed"
REFERENCE_SIGNED = ["claim-v1.jpg", "sample1.avif", "sample1.gif", "sample1.mp3", "sample1.svg", "sample1.wav", "sample1.webp"]
REFERENCE_ROOTS = ROOT.parent / "shared" / "oracles" / "c2pa" / "trust" / "c2pa-rs-test-roots.pem"
BELIEVED = {"trusted", "valid", "Trusted", "Valid"}
CONTENT_CHANGES = 24  # of each file
STORE_CHANGES = 16
AT = "2026-11-23T12:00:00Z"  # nothing of this has run out then


def verified(paths):
    """What our validator says, by path."""
    lists = ["--trust", FIXTURES / "root.pem", "--tsa", FIXTURES / "root.pem"]
    if REFERENCE_ROOTS.exists():
        lists += ["--trust", REFERENCE_ROOTS]
    answer = subprocess.run([GOODGATE, "credentials", "verify", "--json", "--at", AT, *map(str, lists), *map(str, paths)],
                            capture_output=True, text=True, check=False)
    return {file["path"]: file for file in json.loads(answer.stdout)["files"]}


def content_places(report, size):
    """Bytes of the file that its binding covers."""
    places, at = [], 0
    for gap in [*report["binding"]["uncovered"], {"start": size, "length": 0}]:
        places += range(at, gap["start"])
        at = gap["start"] + gap["length"]
    return places


def store_places(content, report):
    """Bytes of the active manifest's assertions and claim, where the store stands in the file as it is."""
    label = report["manifests"][0]["label"].encode()
    start = content.rfind(b"jumdc2ma", 0, content.rfind(label)) if label in content else -1
    if content.count(b"jumdc2ma") + content.count(b"jumdc2um") != len(report["manifests"]) or content[:3] == b"GIF":
        return []  # in pieces, with lengths between them that nobody signed
    first = content.find(b"c2pa.assertions\0", content.rfind(b"jumdc2ma" if start >= 0 else b"jumdc2um"))
    end = content.find(b"c2pa.signature\0", first)
    if first < 0 or end < 0:
        return []
    # The frame of a superbox is no part of what is hashed, and nothing hangs on it: from the first label on.
    return list(range(first, end - 33))


def spread(rng, places, count):
    """One place of each of `count` stretches of the same length."""
    step = len(places) / count if places else 0
    return sorted({places[int((index + rng.random()) * step)] for index in range(count)}) if places else []


class Tampered(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.kept.name)
        paths = [path for path in sorted(SIGNED.iterdir()) if path.suffix not in (".c2pa", ".dpx")]
        paths += [CORPUS / "ref-signed" / name for name in REFERENCE_SIGNED if (CORPUS / "ref-signed" / name).exists()]
        cls.seeds = []
        for path in paths:
            seed = cls.folder / f"{'ours' if path.parent == SIGNED else 'reference'}-{path.name}"
            shutil.copy(path, seed)
            cls.seeds.append(seed)
        cls.reports = verified(cls.seeds)
        cls.changed = {}  # path: what was changed
        rng = random.Random(11)
        for seed in cls.seeds:
            content = seed.read_bytes()
            report = cls.reports[str(seed)]
            for kind, places, count in (("content", content_places(report, len(content)), CONTENT_CHANGES),
                                        ("store", store_places(content, report), STORE_CHANGES)):
                for at in spread(rng, places, count):
                    other = bytearray(content)
                    other[at] ^= 1 << rng.randrange(8)
                    path = cls.folder / f"{seed.stem}-{at}{seed.suffix}"
                    path.write_bytes(other)
                    cls.changed[str(path)] = f"{seed.name}: {kind}, byte {at}: {content[at]:02x} is {other[at]:02x}"

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def test_ours_believes_none_of_them(self):
        for seed in self.seeds:
            self.assertEqual(self.reports[str(seed)]["state"], "trusted", seed)
        self.assertGreaterEqual(len(self.changed), 500 if CORPUS.exists() else 300)
        found = verified(self.changed)
        self.assertEqual([], [what for path, what in self.changed.items() if found[path].get("state") in BELIEVED])

    def test_nor_does_the_reference(self):
        if not have_oracle():
            self.skipTest("the reference is not set up here")
        oracle_folder = self.folder / "oracle"
        oracle_folder.mkdir()
        oracle = Oracle(oracle_folder)
        states = {path: one["state"] for path, one in oracle.states([*self.seeds, *self.changed], "native").items()}
        for seed in self.seeds:
            self.assertEqual(states[str(seed)], "Trusted", seed)
        ours = verified(self.changed)
        pairs = collections.Counter((ours[path].get("state", "unreadable"), states[path]) for path in self.changed)
        print(f"{len(self.changed)} changed files: " + ", ".join(
            f"{count} ours {mine}, theirs {theirs}" for (mine, theirs), count in pairs.most_common()), file=sys.stderr)
        self.assertEqual([], [what for path, what in self.changed.items() if states[path] in BELIEVED])


if __name__ == "__main__":
    unittest.main(verbosity=2)
