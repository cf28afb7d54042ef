"""Compares `goodgate credentials verify` with the reference validator (c2pa-rs) on the corpus of signed media.

usage: credentials_reference.py GOODGATE [unittest arguments]

It compares with what the reference found on 2026-11-23 (MANIFEST.tsv of the corpus), and asks the reference too, at
the same moment, wherever that can be installed: from the folder that GG_C2PA_ORACLE names, else by the corpus's
setup.sh into build/oracle-c2pa, once. Where it cannot, the test says why and is skipped. Without the corpus (../shared
beside the sources) all are skipped.

Differences that are meant stand in tests/expectations/credentials_differences.tsv, each with the wrong verdict
that it prevents. One that is not listed fails the test, and so does a listed one that is gone.
"""

import csv
import fnmatch
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpora" / "credentials"
TRUST = SHARED / "oracles" / "c2pa" / "trust"
DIFFERENCES = ROOT / "tests" / "expectations" / "credentials_differences.tsv"
CLOCK = "2026-11-23T12:00:00Z"
STATES = {"trusted": "Trusted", "valid": "Valid", "invalid": "Invalid", "not stated": "NotStated"}
GOODGATE = ""


def corpus_files():
    with open(CORPUS / "MANIFEST.tsv", newline="") as table:
        rows = list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows[1:]:
        row += [""] * (14 - len(row))
        if row[5] == "media":
            yield row


def oracle_folder():
    """Where the reference is set up, and nothing; or nothing, and why it is not."""
    named = os.environ.get("GG_C2PA_ORACLE", "")
    if named:
        return named, ""
    folder = ROOT / "build" / "oracle-c2pa"
    is_there = (folder / "validate.mjs").exists() and any((folder / "native").glob("*.node"))
    if not is_there:
        folder.parent.mkdir(exist_ok=True)
        try:
            setup = subprocess.run([str(SHARED / "oracles" / "c2pa" / "setup.sh"), str(folder)], capture_output=True,
                                   text=True, check=False, timeout=300)
        except (OSError, subprocess.TimeoutExpired) as error:
            return None, str(error)
        if setup.returncode != 0:
            return None, (setup.stderr or setup.stdout).strip()[-300:]
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    return (str(folder), "") if version.returncode == 0 else (None, "node does not run")


def codes(text):
    return frozenset(filter(None, text.split(",")))


def reference_of_manifest():
    found = {}
    for row in corpus_files():
        state = "NotStated" if row[7] == "NoManifest" else row[7]
        # Of a file that it refuses the reference tells a reason in words, and no codes.
        found[row[0]] = (state, frozenset() if state == "Error" else codes(row[8]), codes(row[9]))
    return found


def reference_live(oracle):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(str(CORPUS / row[0]) for row in corpus_files()))
        listing.flush()
        answer = subprocess.run(["node", f"{oracle}/validate.mjs", "--summary", "--list", listing.name],
                                capture_output=True, text=True, check=False)
    found = {}
    for line in answer.stdout.splitlines():
        one = json.loads(line)
        state = "NotStated" if one["state"] == "NoManifest" else one["state"]
        found[str(pathlib.Path(one["file"]).relative_to(CORPUS))] = (
            state, frozenset(one.get("failure", [])), frozenset(one.get("ingredientFailures", [])))
    return found


def ours(at):
    """What goodgate says of every media file, in one call."""
    command = [GOODGATE, "credentials", "verify", "--json", "--trust", str(TRUST / "c2pa-rs-test-roots.pem")]
    command += ["--at", at] if at else []
    answer = subprocess.run(command + [str(CORPUS / row[0]) for row in corpus_files()],
                            capture_output=True, text=True, check=False)
    found = {}
    for file in json.loads(answer.stdout)["files"]:
        path = file["path"]
        path = str(pathlib.Path(path).relative_to(CORPUS)) if path.startswith("/") else path
        if "error" in file:
            found[path] = ("Error", frozenset(), frozenset())
            continue
        failures = frozenset(s["code"] for s in file["statuses"] if s["kind"] == "failure")
        deltas = frozenset(s["code"] for d in file["ingredient_statuses"] for s in d["statuses"]
                           if s["kind"] == "failure")
        found[path] = (STATES[file["state"]], failures, deltas)
    return found


def listed_differences():
    with open(DIFFERENCES, newline="") as table:
        rows = [row for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return [row for row in rows if not row[0].startswith("#")]


def text_of(result):
    state, failures, deltas = result
    return f"{state} [{','.join(sorted(failures))}] ingredients [{','.join(sorted(deltas))}]"


@unittest.skipUnless(CORPUS.exists(), f"no corpus at {CORPUS}")
class Reference(unittest.TestCase):
    maxDiff = None

    def compare(self, reference, found):
        listed = listed_differences()
        used = set()
        problems = []
        for path, expected in sorted(reference.items()):
            got = found[path]
            fitting = [row for row in listed if fnmatch.fnmatchcase(path, row[0])]
            if fitting:
                used.add(fitting[0][0])
                wanted = (fitting[0][1], codes(fitting[0][2]), codes(fitting[0][3]))
                if got != wanted:
                    problems.append(f"{path}: listed as {text_of(wanted)}, is {text_of(got)}")
                elif got == expected:
                    problems.append(f"{path}: is listed as a difference, and is none")
            elif got != expected:
                problems.append(f"{path}: reference {text_of(expected)}, ours {text_of(got)}")
        problems += [f"{row[0]}: listed, and no such file" for row in listed if row[0] not in used]
        equal = sum(reference[path] == found[path] for path in reference)
        print(f"{equal} of {len(reference)} files equal to the reference", file=sys.stderr)
        self.assertEqual([], problems, "\n" + "\n".join(problems))

    def test_state_and_failures_are_those_of_the_reference_at_its_time(self):
        self.compare(reference_of_manifest(), ours(CLOCK))

    def test_and_at_this_moment(self):
        oracle, why = oracle_folder()
        if oracle is None:
            print(f"THE REFERENCE WAS NOT ASKED: it does not install here ({why})", file=sys.stderr)
            self.skipTest(f"the reference does not install: {why}")
        self.compare(reference_live(oracle), ours(""))

    def test_every_tampered_file_is_rejected(self):
        found = ours(CLOCK)
        tampered = [path for path in found if path.startswith("ref-signed/t-")]
        self.assertGreaterEqual(len(tampered), 9)
        for path in tampered:
            self.assertNotIn(found[path][0], ("Trusted", "Valid"), path)

    def test_every_difference_says_which_wrong_verdict_it_prevents(self):
        for row in listed_differences():
            self.assertEqual(5, len(row), row)
            self.assertGreater(len(row[4]), 20, row)


if __name__ == "__main__":
    GOODGATE = sys.argv.pop(1)
    unittest.main(verbosity=2)
