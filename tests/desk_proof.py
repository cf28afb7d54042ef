#!/usr/bin/env python3
"""What strangers verify: evidence packs, checked with openssl and with Go's log; and that whoever changes the register's
file is found.

usage: desk_proof.py GOODGATE [unittest arguments]
"""
import base64
import contextlib
import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unittest
import zipfile

from desk_harness import FINAL, GOODGATE, MILD, DeskTest, Person
from time_authority import TimeAuthority

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
        self.assertEqual(self.names(folder, "approvals"), [self.use["approval"] + ".json", self.use["approval"] + ".pdf"])
        self.assertTrue(self.names(folder, "rulebooks")[0].startswith("studio-genai@"))
        self.assertEqual(len(self.names(folder, "documents")), 2 * size)  # each with its salt
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
                  f"documents/{number}.salt", f"approvals/{approval}", "rulebooks/" + self.names(folder, "rulebooks")[0], "checkpoint.txt", "ledger.pem", "ledger.vkey"]
        self.flipped(folder, proved + ["README.txt", "index.csv", "verify-entry.sh"])
        # The same by somebody who writes SHA256SUMS anew; all at once, but for what all entries are proved by.
        for names in (proved[:1], proved[1:2], proved[2:3], proved[3:5], proved[5:7], ["checkpoint.txt"], ["ledger.pem"], ["ledger.vkey"]):
            self.flipped(folder, names, sum_up)
        os.remove(os.path.join(folder, proved[0]))
        gone = verify(folder)
        self.assertEqual(gone.returncode, 1)
        self.assertIn(proved[0], gone.stderr)

    def test_guessing_a_document_from_its_entry_gives_nothing(self):
        """Who has an entry and knows what may stand in the document tries it out: only with the salt is it the one."""
        folder = self.pack(f"/titles/{self.title}/evidence?object={self.mild['id']}")
        for number in [name.split(".")[0] for name in self.names(folder, "entries") if name.endswith(".json")]:
            parts = {}
            for name in (f"entries/{number}.json", f"entries/{number}.salt", f"documents/{number}.json", f"documents/{number}.salt"):
                with open(os.path.join(folder, name), "rb") as file:
                    parts[name] = file.read()
            record, salt, document, own_salt = parts.values()
            entry = json.loads(record)
            self.assertEqual((entry["goodgate_entry"], "sha256" in entry["object"], len(own_salt)), (2, False, 32))
            hashes = {hashlib.sha256(front + document).hexdigest() for front in (b"", salt)}
            self.assertFalse([one for one in hashes if one.encode() in record])
            self.assertEqual(hashlib.sha256(own_salt + document).hexdigest(), entry["object"]["commitment"])
            self.assertNotEqual(salt, own_salt)

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
            told = name.split(".")[0] if afterwards is sum_up and name.startswith(("entries/", "documents/")) else name
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


class Erasure(DeskTest):
    """A person leaves the register for good, and every proof stays valid."""

    names = ("Zephyrine Quillfeather", "zephyrine@studio.example", "Connie Contact", "connie@studio.example")

    def setUp(self):
        super().setUp()
        self.production()
        self.talent = self.made(self.admin, "people", {"name": self.names[0], "email": self.names[1]})
        self.agent = self.joined(self.admin, "Rex Representative", "talent_representative", represents=[self.talent])
        self.consent = self.made(self.partner, "consents", {"title": self.title, "person": self.talent, "text": f"I, {self.names[0]}, agree to scene 12"})
        self.assertEqual(self.agent.post(f"/consents/{self.consent}/give", version=1).status, 200)
        self.use = self.approved(self.declared(FINAL, people=[self.talent], consents=[self.consent], summary=f"{self.names[0]} on the pier"))

    def erase(self, person, who=None):
        return (who or self.legal).post(f"/people/{person}/erase", {"ground": "GDPR Art. 17(1)(b)"}, version="*")

    def test_nothing_of_the_name_is_left_and_all_proofs_hold(self):
        before = tempfile.mkdtemp(dir=self.folder.name)
        with zipfile.ZipFile(io.BytesIO(self.auditor.get(f"/titles/{self.title}/evidence").bytes)) as opened:
            opened.extractall(before)
        kept = os.path.join(self.folder.name, "kept.txt")
        shutil.copy(os.path.join(before, "checkpoint.txt"), kept)
        self.assertTrue(self.traces())
        for person in (self.talent, self.contact.id):
            answer = self.erase(person)
            self.assertEqual((answer.status, answer.json["state"]), (200, "erased"), answer.text)
            self.assertTrue(answer.json["name"].startswith("Erased person "))
            self.assertEqual(self.erase(person).status, 409)
        self.assertEqual(self.traces(), [])

        # What must be kept is kept under a pseudonym, sealed anew; nobody signs in any more.
        approval = self.auditor.get(f"/approvals/{self.use['approval']}").json
        self.assertTrue(any(signer["name"].startswith("Erased person ") for signer in approval["signers"]))
        self.assertIn("agree to scene 12", self.legal.get(f"/consents/{self.consent}").json["text"])
        self.assertEqual(self.contact.get("/inbox").status, 401)
        # Proofs made before verify after it; a new pack says what was erased; the ledger is whole.
        self.assertEqual(verify(before).returncode, 0)
        after = tempfile.mkdtemp(dir=self.folder.name)
        with zipfile.ZipFile(io.BytesIO(self.auditor.get(f"/titles/{self.title}/evidence").bytes)) as opened:
            opened.extractall(after)
        good = verify(after)
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertRegex(good.stdout, "[1-9][0-9]* of them erased since")
        erased = [item["erased"] for item in self.auditor.get(f"/consents/{self.consent}/history").json["items"] if "erased" in item]
        self.assertEqual({one["ground"] for one in erased}, {"GDPR Art. 17(1)(b)"})
        self.stop()
        self.assertEqual(self.traces(), [])
        whole = self.verify("--known", kept)
        self.assertEqual(whole.returncode, 0, whole.stdout)
        self.assertRegex(whole.stdout, f"good {self.title}: [0-9]+ entries, [1-9][0-9]* erased")

    def traces(self):
        """Where one of the names still stands: in the register's file or in what SQLite keeps beside it."""
        found = []
        for name in os.listdir(self.folder.name):
            if name.startswith("studio.db"):
                with open(os.path.join(self.folder.name, name), "rb") as file:
                    content = file.read()
                found += [(name, one) for one in self.names if one.encode() in content]
        return found

    def test_legal_hold_keeps_and_only_legal_erases(self):
        for who in (self.admin, self.partner, self.contact):
            self.assertEqual(self.erase(self.talent, who).status, 403)
        for place in (f"/people/{self.talent}", f"/titles/{self.title}"):
            self.assertEqual(self.legal.post(place + "/hold", {"reason": "Quay v. Harbour, 2026"}, version="*").status, 200)
            refused = self.erase(self.talent)
            self.assertEqual(refused.status, 409, refused.text)
            self.assertIn("Quay v. Harbour, 2026", refused.json["detail"])
            self.assertEqual(self.legal.post(place + "/release", {"reason": "settled"}, version="*").status, 200)
        self.assertEqual(self.erase(self.talent).status, 200)

    def test_export_has_all_that_is_held(self):
        for who in (self.legal, self.agent):
            held = who.get(f"/people/{self.talent}/export").json
            self.assertEqual(held["person"]["document"]["email"], self.names[1])
            self.assertEqual({record["id"] for record in held["records"]} & {self.consent, self.use["id"], self.use["approval"]},
                             {self.consent, self.use["id"], self.use["approval"]})
        own = self.contact.get(f"/people/{self.contact.id}/export").json
        self.assertEqual(own["accounts"], [{"email": self.names[3]}])
        self.assertIn("use.agreed", {entry["act"] for entry in own["entries"]})
        self.assertTrue(own["credentials"])
        self.assertEqual(self.partner.get(f"/people/{self.talent}/export").status, 403)


class Witnesses(DeskTest):
    """A partner signs the studio's checkpoints, an authority stamps them, and a cut or a fork is not signed."""

    def setUp(self):
        self.own = tempfile.TemporaryDirectory()
        self.addCleanup(self.own.cleanup)
        self.witness = self.key("partner.example")
        self.certificates = os.path.join(self.own.name, "ca.pem")
        self.authority = TimeAuthority.made(self.own.name)
        self.addCleanup(self.authority.server_close)
        self.addCleanup(self.authority.shutdown)
        self.options = ("--witness", self.witness, "--time-stamp", f"http://127.0.0.1:{self.authority.server_port}/",
                              "--time-certificates", self.certificates)
        super().setUp()
        self.production()
        self.declared(MILD)
        self.place = f"/ledger/{self.title}"
        self.log = self.auditor.get(self.place + "/proofs/0").json["key"]
        with open(os.path.join(self.own.name, "token"), "w") as file:
            file.write(self.auditor.token + "\n")

    def key(self, name):
        made = self.goodgate("ledger", "key", "--name", name, "-o", os.path.join(self.own.name, name))
        self.assertEqual(made.returncode, 0, made.stderr)
        return made.stdout.strip()

    def cosign(self, key="partner.example"):
        own = lambda name: os.path.join(self.own.name, name)
        return self.goodgate("ledger", "cosign", "--server", f"http://127.0.0.1:{self.port}", "--tree", self.title, "--log", self.log,
                             "--token", own("token"), "--key", own(key), "--state", own("state"))

    def started_again(self):
        self.start()
        for person in (self.partner, self.auditor):
            person.port, person.connection = self.port, None

    def test_partner_signs_what_continues_and_nothing_else(self):
        early = os.path.join(self.own.name, "early.db")
        self.assertEqual(self.goodgate("backup", "--register", self.register, early).returncode, 0)
        self.declared(MILD)
        signed = self.cosign()
        self.assertEqual(signed.returncode, 0, signed.stderr)
        self.assertIn("as partner.example", signed.stdout)
        self.declared(FINAL)
        self.assertEqual(self.cosign().returncode, 0)
        found = self.auditor.get(self.place + "/checkpoints").json["items"]
        self.assertEqual([[one["witness"] for one in item["cosignatures"]] for item in found if item["cosignatures"]], [["partner.example"]] * 2)
        self.assertIn("\n— partner.example ", found[0]["checkpoint"])
        # A stranger's signature is not taken, nor one on a head that this log never signed.
        self.key("stranger.example")
        self.assertNotEqual(self.cosign("stranger.example").returncode, 0)
        forged = self.auditor.post(self.place + "/cosignatures", {"checkpoint": found[0]["checkpoint"].replace(f"\n{found[0]['size']}\n", f"\n{found[0]['size'] - 1}\n", 1)})
        self.assertIn(forged.status, (404, 422), forged.text)
        self.assertEqual(self.partner.post(self.place + "/cosignatures", {"checkpoint": found[0]["checkpoint"]}).status, 403)
        good = self.verify("--witness", self.witness)
        self.assertEqual(good.returncode, 0, good.stdout)
        self.assertRegex(good.stdout, "seen by partner.example at 20[0-9TZ:.-]*: good")
        # The studio puts an older register back: the witness sees the cut; then other acts in place of those: it sees the fork.
        self.stop()
        for suffix in ("", "-wal", "-shm"):
            if os.path.exists(self.register + suffix):
                os.remove(self.register + suffix)
        shutil.copy(early, self.register)
        self.started_again()
        cut = self.cosign()
        self.assertEqual((cut.returncode, "it was cut" in cut.stderr), (1, True), cut.stderr)
        for _ in range(4):
            self.declared(MILD)
        fork = self.cosign()
        self.assertEqual((fork.returncode, "not the one seen before" in fork.stderr), (1, True), fork.stderr)
        self.assertEqual([one for item in self.auditor.get(self.place + "/checkpoints").json["items"] for one in item["cosignatures"]], [])

    def test_authority_stamps_the_day_once_and_a_changed_stamp_is_found(self):
        self.stop()
        self.started_again()
        found, until = [], time.monotonic() + 30
        while not found and time.monotonic() < until:
            found = self.auditor.get(self.place + "/checkpoints").json["items"]
            time.sleep(0.1)
        self.assertEqual([stamp["authority"] for stamp in found[0]["time_stamps"]], [self.options[3]])
        # A tool that is not ours agrees.
        for name, content in (("data", found[0]["checkpoint"].encode()), ("stamp", base64.b64decode(found[0]["time_stamps"][0]["response"]))):
            with open(os.path.join(self.own.name, name), "wb") as file:
                file.write(content)
        agreed = subprocess.run("openssl ts -verify -data data -in stamp -CAfile ca.pem", shell=True, cwd=self.own.name, capture_output=True, text=True)
        self.assertEqual(agreed.returncode, 0, agreed.stderr)
        self.declared(MILD)
        self.stop()
        self.started_again()
        time.sleep(0.5)
        self.assertEqual(len(self.auditor.get(self.place + "/checkpoints").json["items"]), 1)
        self.stop()
        good = self.verify("--time-certificates", self.certificates)
        self.assertEqual(good.returncode, 0, good.stdout)
        self.assertIn("/ at 20", good.stdout)
        with contextlib.closing(sqlite3.connect(self.register)) as rows:
            (response,), = rows.execute("SELECT response FROM time_stamp WHERE tree = ?", (self.title,))
            rows.execute("UPDATE time_stamp SET response = ? WHERE tree = ?", (response[:-9] + bytes([response[-9] ^ 1]) + response[-8:], self.title))
            rows.commit()
        bad = self.verify("--time-certificates", self.certificates)
        self.assertEqual((bad.returncode, "wrong: " in bad.stdout), (1, True), bad.stdout)

    def test_stranger_checks_stamps_and_signatures_with_the_script_of_the_pack(self):
        self.stop()
        self.started_again()
        self.declared(MILD)
        self.assertEqual(self.cosign().returncode, 0)
        self.declared(MILD)
        found, until = [], time.monotonic() + 30
        while not any(item["time_stamps"] for item in found) and time.monotonic() < until:
            found = self.auditor.get(self.place + "/checkpoints").json["items"]
            time.sleep(0.1)
        stamped, = [item["size"] for item in found if item["time_stamps"]]
        signed, = [item["size"] for item in found if item["cosignatures"]]
        answer = self.auditor.get(f"/titles/{self.title}/evidence")
        self.assertEqual(answer.status, 200)
        folder = os.path.join(self.own.name, "pack")
        zipfile.ZipFile(io.BytesIO(answer.bytes)).extractall(folder)
        whole = verify(folder)
        self.assertEqual(whole.returncode, 0, whole.stderr)
        log = os.path.join(self.own.name, "log.pem")
        shutil.copy(os.path.join(folder, "ledger.pem"), log)

        def others(*arguments):
            return subprocess.run(["bash", os.path.join(folder, "verify-witnesses.sh"), *arguments], capture_output=True, text=True)

        good = others(log, self.certificates, self.witness)
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertRegex(good.stdout, f"{stamped} entries: stamped .* GMT\n")
        self.assertRegex(good.stdout, f"{signed} entries: seen by partner.example at 20[0-9TZ:-]*\n")
        self.assertRegex(good.stdout, "VERIFIED: [12] earlier heads are how .* begins; 1 time stamps and 1 signatures of witnesses hold\n$")
        # Who is not believed counts for nothing, and another log's key is none.
        self.assertIn("0 time stamps and 0 signatures", others(log).stdout)
        self.assertIn("1 time stamps and 0 signatures", others(log, self.certificates, self.key("stranger.example")).stdout)
        other = os.path.join(self.own.name, "other.pem")
        subprocess.run(f"openssl genpkey -algorithm ed25519 | openssl pkey -pubout -out {other}", shell=True, check=True, capture_output=True)
        self.assertEqual(others(other, self.certificates, self.witness).returncode, 1)
        tsa = os.path.join(self.own.name, "elsewhere")
        os.mkdir(tsa)
        elsewhere = TimeAuthority.made(tsa)
        TimeAuthority.folder = self.own.name
        elsewhere.shutdown()
        elsewhere.server_close()
        strange = others(log, os.path.join(tsa, "ca.pem"), self.witness)
        self.assertIn("is no time stamp of", strange.stderr)
        # What is changed is named.
        places = {name.split(".", 1)[1]: os.path.join(folder, "checkpoints", name)
                  for name in sorted(os.listdir(os.path.join(folder, "checkpoints"))) if name.startswith(f"{signed:06}.cosigned") or name.startswith(f"{stamped:06}.")}
        for kind, path in places.items():
            with open(path, "rb") as file:
                content = file.read()
            at = content.index(b"partner.example ") + 60 if kind == "cosigned.txt" else content.index(b"\n") + 6
            if kind == "1.tsr":
                at = len(content) - 9
            for other_byte in content[at] ^ 1, ord("!"):  # the second is no letter of base 64
                with open(path, "wb") as file:
                    file.write(content[:at] + bytes([other_byte]) + content[at + 1:])
                bad = others(log, self.certificates, self.witness)
                self.assertEqual((bad.returncode, f"checkpoints/{os.path.basename(path).split('.')[0]}" in bad.stderr), (1, True), (kind, bad.stderr))
            with open(path, "wb") as file:
                file.write(content)
        self.assertEqual(others(log, self.certificates, self.witness).returncode, 0)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
