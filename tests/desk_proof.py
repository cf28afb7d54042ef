#!/usr/bin/env python3
"""What strangers verify: evidence packs, checked with openssl and with Go's log; and that whoever changes the register's
file is found.

usage: desk_proof.py GOODGATE [unittest arguments]
"""
import contextlib
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
import zipfile

from desk_harness import FINAL, GOODGATE, MILD, DeskTest, Person

GO_PEER = os.path.join(os.path.dirname(GOODGATE), "src", "ledger", "tlog_peer")


def verify(folder, *arguments):
    return subprocess.run(["sh", os.path.join(folder, "verify.sh"), *arguments], capture_output=True, text=True)


def sum_up(folder):
    """SHA256SUMS as somebody who changed a file would write it again."""
    lines = []
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name != "SHA256SUMS":
                with open(path, "rb") as file:
                    lines.append(f"{hashlib.sha256(file.read()).hexdigest()}  {os.path.relpath(path, folder)}\n")
    with open(os.path.join(folder, "SHA256SUMS"), "w") as file:
        file.writelines(sorted(lines))


class Evidence(DeskTest):
    def setUp(self):
        super().setUp()
        self.production()
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        agent = self.joined(self.admin, "Rex Representative", "talent_representative", represents=[talent])
        self.consent = self.made(self.partner, "consents", {"title": self.title, "person": talent, "text": "My silhouette, scene 12"})
        self.assertEqual(agent.post(f"/consents/{self.consent}/give", version=1).status, 200)
        self.use = self.approved(self.declared(FINAL, people=[talent], consents=[self.consent]))
        self.mild = self.declared(MILD)

    def unpacked(self, archive):
        folder = tempfile.mkdtemp(dir=self.folder.name)
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(folder)
        return folder

    def pack(self, path, who=None):
        answer = (who or self.auditor).get(path)
        self.assertEqual(answer.status, 200, answer.text)
        return self.unpacked(io.BytesIO(answer.bytes))

    def names(self, folder, place):
        return sorted(os.listdir(os.path.join(folder, place)))

    def test_auditor_verifies_the_whole_title_offline(self):
        place = f"/titles/{self.title}/evidence"
        folder = self.pack(place)
        good = verify(folder)
        self.assertEqual(good.returncode, 0, good.stderr)
        size = int(self.auditor.get(f"/ledger/{self.title}/checkpoint").text.splitlines()[1])
        self.assertEqual(good.stdout, f"VERIFIED: {size} of the {size} entries of desk.example/{self.title}, 0 of them erased since, "
                                      "with all documents they speak of\n")
        self.assertEqual(self.names(folder, "approvals"), [self.use["approval"] + ".json"])
        self.assertTrue(self.names(folder, "rulebooks")[0].startswith("studio-genai@"))
        self.assertEqual(len(self.names(folder, "documents")), size)
        with open(os.path.join(folder, "README.txt")) as file:
            self.assertIn("WHAT IT DOES NOT SHOW", file.read())
        # The key that came another way is the one the pack is signed with, and another is refused.
        own = os.path.join(folder, "ledger.pem")
        self.assertEqual(verify(folder, own).returncode, 0)
        other = os.path.join(self.folder.name, "other.pem")
        subprocess.run(f"openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out {other}", shell=True, check=True, capture_output=True)
        self.assertEqual(verify(folder, other).returncode, 1)
        # The same from the file, without a server.
        archive = os.path.join(self.folder.name, "pack.zip")
        packed = self.goodgate("ledger", "pack", "--register", self.register, "--name", "desk.example", "--title", self.title, "-o", archive)
        self.assertEqual(packed.returncode, 0, packed.stderr)
        self.assertEqual(verify(self.unpacked(archive)).returncode, 0)
        self.go_accepts(folder)
        # It is for those who may read the ledger; an object of another place is not found.
        self.assertEqual(self.partner.get(place).status, 403)
        self.assertEqual(Person(self.port).get(place).status, 401)
        self.assertEqual(self.auditor.get(f"{place}?object={self.tool}").status, 404)

    def go_accepts(self, folder):
        if not os.path.exists(GO_PEER):
            return print("SKIPPED: Go's verifier is not built")
        with open(os.path.join(folder, "ledger.vkey")) as file:
            key = file.read().strip()
        questions, entries = "", self.names(folder, "entries")
        for proof in [name for name in entries if name.endswith(".tlog-proof")]:
            base = os.path.join(folder, "entries", proof.removesuffix(".tlog-proof"))
            commitment = hashlib.sha256(open(base + ".salt", "rb").read() + open(base + ".json", "rb").read()).hexdigest()
            questions += f"proof {base}.tlog-proof {key} {commitment}\n"
        answers = subprocess.run([GO_PEER], input=questions, capture_output=True, text=True).stdout.splitlines()
        self.assertEqual([answer[:2] for answer in answers], ["ok"] * questions.count("\n"))

    def test_flipped_byte_in_each_class_of_file_is_found_and_named(self):
        folder = self.pack(f"/titles/{self.title}/evidence?object={self.use['id']}")
        good = verify(folder)
        self.assertEqual(good.returncode, 0, good.stderr)
        entries, approval = self.names(folder, "entries"), self.names(folder, "approvals")[0]
        number = entries[len(entries) // 2].split(".")[0]
        proved = [f"entries/{number}.json", f"entries/{number}.salt", f"entries/{number}.tlog-proof", f"documents/{number}.json",
                  f"approvals/{approval}", "rulebooks/" + self.names(folder, "rulebooks")[0], "checkpoint.txt", "ledger.pem", "ledger.vkey"]
        self.flipped(folder, proved + ["README.txt", "index.csv", "verify-entry.sh"])
        # The same by somebody who writes SHA256SUMS anew; all at once, but for what all entries are proved by.
        for names in (proved[:1], proved[1:2], proved[2:3], proved[3:6], ["checkpoint.txt"], ["ledger.pem"], ["ledger.vkey"]):
            self.flipped(folder, names, sum_up)
        os.remove(os.path.join(folder, proved[0]))
        gone = verify(folder)
        self.assertEqual(gone.returncode, 1)
        self.assertIn(proved[0], gone.stderr)

    def flipped(self, folder, names, afterwards=lambda folder: None):
        kept = {}
        for name in names + ["SHA256SUMS"]:
            with open(os.path.join(folder, name), "rb") as file:
                kept[name] = file.read()
        for name in names:
            self.write(folder, name, kept[name][:len(kept[name]) // 2], bytes([kept[name][len(kept[name]) // 2] ^ 1]), kept[name][len(kept[name]) // 2 + 1:])
        afterwards(folder)
        bad = verify(folder)
        self.assertEqual(bad.returncode, 1, names)
        for name in names:  # of an entry whose parts do not fit, the number is told
            told = name.split(".")[0] if afterwards is sum_up and name.startswith("entries/") else name
            self.assertRegex(bad.stderr, f"NOT VERIFIED: [^\n]*{told}")
        for name, content in kept.items():
            self.write(folder, name, content)

    def write(self, folder, name, *parts):
        with open(os.path.join(folder, name), "wb") as file:
            file.writelines(parts)


def flip(row, column, byte=0):
    """Changes one byte of a stored text or blob."""
    return (f"UPDATE {row[0]} SET {column} = flip({column}, {byte}) WHERE tree = :tree AND {row[1]}",)


class Tampered(DeskTest):
    """One stored byte of every class, rows moved and cut: each is found and named in the register's own file."""

    def test_every_class_of_stored_byte_is_found_and_located(self):
        self.production()
        while self.size() <= 260:  # the tree has a tile above the leaves
            self.declared(MILD)
        kept = os.path.join(self.folder.name, "kept.txt")
        with open(kept, "w") as file:
            file.write(self.checkpoint())
        size = self.size()
        self.stop()
        entry, tail = ("entry", "position = 100"), "position >= 250"
        spare = "INSERT INTO entry SELECT tree, {to}, object, act, time, record, salt, commitment, erased FROM entry WHERE tree = :tree AND position = {of}"
        move = "UPDATE entry SET position = {to} WHERE tree = :tree AND position = {of}"
        cut = (f"DELETE FROM entry WHERE tree = :tree AND {tail}", "DELETE FROM checkpoint WHERE tree = :tree AND size > 250",
               "UPDATE tile SET hashes = substr(hashes, 1, 250 * 32) WHERE tree = :tree AND level = 0 AND number = 0",
               "DELETE FROM tile WHERE tree = :tree AND NOT (level = 0 AND number = 0)")
        for name, changes, kind, index in (
                ("record", flip(entry, "record", 20), "record_altered", 100),
                ("salt", flip(entry, "salt", 5), "record_altered", 100),
                ("commitment", flip(entry, "commitment", 31), "commitment_altered", 100),
                ("leaf", flip(("tile", "level = 0 AND number = 0"), "hashes", 100 * 32 + 3), "tile_altered", 100),
                ("interior tile", flip(("tile", "level = 1"), "hashes", 7), "tile_altered", 0),
                ("checkpoint's root", flip(("checkpoint", f"size = {size}"), "note", self.at_line(kept, 2)), "signature_wrong", size),
                ("checkpoint's signature", flip(("checkpoint", f"size = {size}"), "note", self.at_line(kept, 4) + 60), "signature_wrong", size),
                ("rows reordered", (move.format(of=100, to=9999), move.format(of=101, to=100), move.format(of=9999, to=101)), "row_misplaced", 100),
                ("row duplicated", ("DELETE FROM entry WHERE tree = :tree AND position = 101", spare.format(of=100, to=101)), "row_duplicated", 101),
                ("row removed", ("DELETE FROM entry WHERE tree = :tree AND position = 100",), "row_missing", 100),
                ("row put behind the tail", (spare.format(of=100, to=size),), "tile_missing", size),
                ("tail cut", (f"DELETE FROM entry WHERE tree = :tree AND {tail}",), "row_missing", 250),
                ("tail cut with all that tells", cut, "truncated_below_known", 250)):
            with self.subTest(name):
                self.found(changes, kept, kind, index)

    def checkpoint(self):
        return self.auditor.get(f"/ledger/{self.title}/checkpoint").text

    def size(self):
        return int(self.checkpoint().splitlines()[1])

    def at_line(self, path, number):
        """Where a line begins, and four bytes further: within what is base 64."""
        with open(path) as file:
            return sum(len(line.encode()) for line in file.readlines()[:number]) + 4

    def found(self, changes, kept, kind, index):
        copy = os.path.join(tempfile.mkdtemp(dir=self.folder.name), "copy.db")
        shutil.copy(self.register, copy)
        with contextlib.closing(sqlite3.connect(copy)) as rows:
            rows.create_function("flip", 2, self.flipped)
            for change in changes:
                rows.execute(change, {"tree": self.title})
            rows.commit()
        verified = self.goodgate("ledger", "verify", "--register", copy, "--key", self.register + ".key", "--name", "desk.example",
                                 "--tree", self.title, "--known", kept, "--json")
        self.assertEqual(verified.returncode, 1, verified.stdout + verified.stderr)
        fault = json.loads(verified.stdout)[0]["faults"][0]
        self.assertEqual((fault["kind"], fault["index"]), (kind, index), fault)

    def flipped(self, value, at):
        if isinstance(value, str):  # another letter, which base 64 may have too
            return value[:at] + ("B" if value[at] == "A" else "A") + value[at + 1:]
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1:]


if __name__ == "__main__":
    unittest.main(warnings="ignore")
