#!/usr/bin/env python3
"""The whole program as people and pipelines call it: the sample production, exit codes, outputs, Ctrl-C.

usage: tests/program_test.py GOODGATE [-k NAME]
"""

import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOODGATE = os.path.abspath(sys.argv.pop(1))


def goodgate(*arguments, cwd=None, env=None):
    return subprocess.run([GOODGATE, *arguments], capture_output=True, text=True, cwd=cwd, timeout=110,
                          env={**os.environ, "NO_COLOR": "", **(env or {})})


class SampleProduction(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = os.path.join(cls.temporary.name, "try")
        goodgate("demo", cls.folder, "--media-only").check_returncode()

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def check(self, *more):
        return goodgate("check", "delivery", "--title", "title.yaml", "--as-of", "2026-11-23", "--no-cache", *more, cwd=self.folder)

    def test_verdict_is_fail_and_each_file_stands_where_it_should(self):
        run = self.check("--json")
        self.assertEqual(run.returncode, 1, run.stderr)
        report = json.loads(run.stdout)
        self.assertEqual(report["verdict"], "fail")
        standing = {file["path"]: file["standing"] for file in report["files"]}
        self.assertEqual(standing["reel/harbour_dawn.png"], "covered")
        self.assertEqual(standing["stills/keeper_portrait.png"], "captured")
        self.assertEqual(standing["reel/episode_1.mov"], "no_evidence")
        for failed in ("reel/crowd_plate.png", "reel/storyboard_temp.png", "reel/sky_replacement.png", "reel/opening_title.mov",
                       "archive/quay_1934.png", "sound/narration_de_voice.wav"):
            self.assertEqual(standing[failed], "failed", failed)
        self.assertEqual(standing["stills/net_repair_damaged.png"], "held")

    def test_one_credential_holds_and_one_was_broken_after_signing(self):
        run = goodgate("credentials", "verify", "episode-1", "reel-2", "--no-bundled", "--trust", "sample-root.pem", "--json", cwd=self.folder)
        found = {file["path"]: file for file in json.loads(run.stdout)["files"]}
        self.assertEqual({path: file["state"] for path, file in found.items() if file["state"] != "not stated"},
                         {"episode-1/wanted_poster.png": "trusted", "reel-2/harbour_signed.png": "invalid"})
        failures = [one["code"] for one in found["reel-2/harbour_signed.png"]["statuses"] if one["kind"] == "failure"]
        self.assertEqual(failures, ["assertion.dataHash.mismatch"])
        scanned = json.loads(goodgate("scan", "episode-1", "reel-2", "--json", "--no-cache", cwd=self.folder).stdout)
        strengths = {file["path"]: one["strength"] for file in scanned["files"] for one in file["evidence"] if one["kind"] == "credential"}
        self.assertEqual(strengths, {"episode-1/wanted_poster.png": "signed", "reel-2/harbour_signed.png": "tampered"})
        held = goodgate("check", "reel-2", "--title", "title.yaml", "--no-cache", "--json", cwd=self.folder)
        self.assertIn("credential-broken", {one["rule"] for one in json.loads(held.stdout)["findings"] if one["severity"] == "hold"})

    def test_digests_are_those_of_the_files(self):
        for file in json.loads(self.check("--json").stdout)["files"]:
            content = (pathlib.Path(self.folder) / "delivery" / file["path"]).read_bytes()
            self.assertEqual(file["sha256"], hashlib.sha256(content).hexdigest())

    def test_offsets_of_evidence_point_at_the_words_in_the_file(self):
        report = json.loads(goodgate("scan", "delivery/reel/crowd_plate.png", "--json", "--no-cache", cwd=self.folder).stdout)
        evidence = report["files"][0]["evidence"][0]
        content = (pathlib.Path(self.folder) / "delivery/reel/crowd_plate.png").read_bytes()
        self.assertEqual(content[evidence["where"]["offset"] + 8:][:10], b"parameters")

    def test_prompts_are_hashed_unless_asked_for(self):
        self.assertNotIn("1930s clothes", self.check("--json").stdout)
        self.assertNotIn("1930s clothes", self.check("--all").stdout)
        self.assertIn("1930s clothes", self.check("--json", "--show-prompts").stdout)

    def test_html_is_one_file_without_network(self):
        target = os.path.join(self.folder, "report.html")
        self.check("--html=" + target)
        page = pathlib.Path(target).read_text()
        self.assertIn("default-src 'none'", page)
        self.assertEqual(re.findall(r'(?:src|href)="(?!data:|#)[^"]+"', page), [])

    def test_a_pipe_stays_a_pipe_and_a_link_a_link(self):
        folder = pathlib.Path(self.folder)
        pipe, link, target = folder / "pipe", folder / "link.json", folder / "target.json"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
            self.check("-q", f"--json={pipe}")
            piped = json.loads(reader.communicate(timeout=60)[0])
        self.assertEqual(piped["verdict"], "fail")
        self.assertTrue(pipe.is_fifo())
        target.write_text("old")
        link.symlink_to(target)
        self.check("-q", f"--json={link}")
        self.assertTrue(link.is_symlink())
        self.assertEqual(json.loads(target.read_text())["verdict"], "fail")
        refused = self.check("-q", f"--json={folder}")
        self.assertEqual(refused.returncode, 69)
        self.assertIn("cannot be written", refused.stderr)

    def test_junit_counts_agree_with_the_verdict(self):
        suite = ElementTree.fromstring(self.check("--junit").stdout)
        cases = list(suite.iter("testcase"))
        self.assertGreaterEqual(len(cases), 13)
        self.assertGreaterEqual(len(list(suite.iter("failure"))), 6)

    def test_any_number_of_jobs_and_the_cache_give_the_same_bytes(self):
        one = self.check("--json", "--jobs=1").stdout
        self.assertEqual(self.check("--json", "--jobs=4").stdout, one)
        cache = os.path.join(self.folder, "cache", "scan.db")
        for _ in range(2):
            cached = goodgate("check", "delivery", "--title", "title.yaml", "--as-of", "2026-11-23", "--cache", cache, "--json", cwd=self.folder)
            self.assertEqual(cached.stdout, one)

    def test_terminal_report_names_what_to_do_without_colour_in_a_pipe(self):
        run = self.check()
        self.assertNotIn("\x1b", run.stdout)
        self.assertIn("FAIL", run.stdout.upper().splitlines()[0])
        self.assertIn("crowd_plate.png", run.stdout)

    def test_a_wrong_title_file_says_line_and_what_to_write(self):
        text = pathlib.Path(self.folder, "title.yaml").read_text().replace("outcome: notify", "outcome: notfy")
        path = os.path.join(self.folder, "wrong.yaml")
        pathlib.Path(path).write_text(text)
        run = goodgate("check", "delivery", "--title", path, cwd=self.folder)
        self.assertEqual(run.returncode, 65)
        self.assertRegex(run.stderr, r"wrong\.yaml:\d+:\d+: .*notfy.*notify")
        self.assertEqual(run.stdout, "")


class CommandLine(unittest.TestCase):
    def test_version_and_help(self):
        self.assertRegex(goodgate("--version").stdout, r"^goodgate \d+\.\d+\.\d+\n$")
        self.assertIn("goodgate check delivery/ --title title.yaml", goodgate("--help").stdout)

    def test_bad_usage_is_64_and_names_the_word(self):
        run = goodgate("scan", "--no-such-flag", "x")
        self.assertEqual(run.returncode, 64)
        self.assertIn("no-such-flag", run.stderr + run.stdout)
        self.assertEqual(goodgate().returncode, 64)

    def test_missing_path_is_65_and_named(self):
        run = goodgate("scan", "/no/such/folder")
        self.assertEqual(run.returncode, 65)
        self.assertIn("/no/such/folder", run.stderr)

    def test_output_that_cannot_be_written_is_69_and_leaves_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            run = goodgate("scan", folder, "--json=" + folder + "/none/x.json", "--no-cache")
            self.assertEqual(run.returncode, 69)
            self.assertEqual(os.listdir(folder), [])

    def test_form_flags_never_take_the_path_behind_them(self):
        with tempfile.TemporaryDirectory() as folder:
            run = goodgate("scan", "--json", folder, "--no-cache")
            self.assertEqual(json.loads(run.stdout)["files"], [])

    def test_completion_scripts_parse(self):
        script = goodgate("completion", "bash").stdout
        self.assertEqual(subprocess.run(["bash", "-n"], input=script, text=True).returncode, 0)
        self.assertEqual(goodgate("completion", "tcsh").returncode, 64)


class Interrupted(unittest.TestCase):
    def test_ctrl_c_leaves_a_partial_report_that_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            for index in range(3):
                with open(os.path.join(folder, f"big_{index}.bin"), "wb") as file:
                    file.truncate(40 << 30)  # sparse: hashing it takes long
            pathlib.Path(folder, "small.txt").write_text("x")
            process = subprocess.Popen([GOODGATE, "scan", folder, "--json", "--no-cache", "--jobs=2"], stdout=subprocess.PIPE, text=True)
            time.sleep(1.0)
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=60)
            report = json.loads(out)
            self.assertTrue(report["partial"])
            self.assertGreaterEqual(report["files_not_reached"], 1)
            self.assertEqual(process.returncode, 2)


class Folders(unittest.TestCase):
    def test_many_files_in_one_folder_and_names_of_any_encoding(self):
        with tempfile.TemporaryDirectory() as folder:
            for index in range(3000):
                pathlib.Path(folder, f"{index}.txt").write_text(str(index))
            with open(os.fsencode(folder) + b"/caf\xe9\x1b[31m.txt", "w") as file:
                file.write("x")
            run = goodgate("scan", folder, "--jsonl", "--no-cache")
            lines = [json.loads(line) for line in run.stdout.splitlines()]
            self.assertEqual(sum(line["type"] == "file" for line in lines), 3001)
            self.assertEqual(lines[-1]["type"], "summary")
            self.assertNotIn("\x1b", goodgate("scan", folder, "--all", "--no-cache").stdout)


class RulebookForms(unittest.TestCase):
    def test_a_book_comes_back_from_every_form_and_serves_as_that(self):
        book = goodgate("rulebook", "export", "studio-genai").stdout
        with tempfile.TemporaryDirectory() as folder:
            for name in ("book.yaml", "book.csv", "book.xlsx"):
                path = os.path.join(folder, name)
                self.assertEqual(goodgate("rulebook", "export", "studio-genai", "-o", path).returncode, 0)
                self.assertEqual(goodgate("rulebook", "export", path, "--to", "yaml").stdout, book, name)
                before = pathlib.Path(path).read_bytes()
                self.assertEqual(goodgate("rulebook", "check", "--write", path).returncode, 0)
                self.assertEqual(pathlib.Path(path).read_bytes(), before, name)

    def test_what_is_wrong_in_a_sheet_is_said_with_its_line(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "book.csv")
            text = goodgate("rulebook", "export", "template", "--to", "csv").stdout
            path.write_text(text.replace(",approve,", ",aprove,", 1))
            run = goodgate("rulebook", "check", str(path))
            self.assertEqual(run.returncode, 65)
            self.assertRegex(run.stderr, r"book\.csv:\d+:\d+: rows: outcome: 'aprove' is not an outcome; did you mean 'approve'")

    def test_a_form_that_is_none_is_refused_and_dmn_is_not_read(self):
        self.assertEqual(goodgate("rulebook", "export", "template", "--to", "docx").returncode, 65)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "book.dmn")
            self.assertEqual(goodgate("rulebook", "export", "template", "-o", path).returncode, 0)
            self.assertEqual(ElementTree.parse(path).getroot().tag, "{https://www.omg.org/spec/DMN/20191111/MODEL/}definitions")
            run = goodgate("rulebook", "check", path)
            self.assertEqual(run.returncode, 65)
            self.assertIn("DMN is written, not read", run.stderr)


class Proofs(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        text = goodgate("rulebook", "export", "studio-genai", "--to", "yaml").stdout
        head, row, rest = text.partition("id: final-deliverable")
        self.assertTrue(row)
        self.house = os.path.join(self.temporary.name, "house.yaml")
        pathlib.Path(self.house).write_text(head + row + rest.replace("outcome: approve", "outcome: consult", 1))

    def test_every_shipped_book_is_proved_alone_and_together(self):
        run = goodgate("rulebook", "prove", "--shipped")
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        lines = run.stdout.splitlines()
        self.assertRegex(lines[0], r"^archive-documentary \S+: \d+ invariants proved, \d+ facts monotone, no dead row, no contradiction")
        self.assertIn(" + ", lines[-1])

    def test_counter_example_is_a_declaration_that_is_decided_as_it_says(self):
        run = goodgate("rulebook", "prove", self.house)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("the invariant final-is-approved is broken: a use it speaks of needs only consult, not approve\n", run.stdout)
        run = goodgate("rulebook", "prove", self.house, "--json")
        self.assertEqual(run.returncode, 1, run.stderr)
        broken = [check for check in json.loads(run.stdout)["proofs"][0]["checks"] if check["failed"]]
        self.assertEqual([check["subject"] for check in broken], ["final-is-approved"])
        witness = broken[0]["witnesses"][0]
        use = os.path.join(self.temporary.name, "use.json")
        pathlib.Path(use).write_text(json.dumps(witness["declaration"]))
        self.assertEqual(goodgate("rulebook", "decide", use, "-b", self.house).stdout.strip(), witness["decided"]["outcome"])

    def test_versions_that_differ_are_told_with_both_decisions(self):
        run = goodgate("rulebook", "diff", "studio-genai", self.house)
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("studio-genai/final-deliverable needs less now", run.stdout)
        self.assertIn("  before → approve by studio-genai/final-deliverable", run.stdout)
        self.assertEqual(goodgate("rulebook", "diff", self.house, self.house).returncode, 0)

    def test_without_the_prover_beside_it_says_so(self):
        alone = os.path.join(self.temporary.name, "goodgate")
        shutil.copy(GOODGATE, alone)
        run = subprocess.run([alone, "rulebook", "prove", "template"], capture_output=True, text=True, timeout=110)
        self.assertEqual(run.returncode, 69)
        self.assertIn("goodgate-prover is not installed beside goodgate", run.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
