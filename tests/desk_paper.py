#!/usr/bin/env python3
"""Documents of the desk: approvals as PDF that prove themselves, cue sheets, statements and reports.

usage: desk_paper.py GOODGATE [unittest arguments]
"""
import hashlib
import http.client
import io
import json
import os
import random
import re
import subprocess
import unittest
import zipfile
from html import unescape
from xml.etree import ElementTree

from desk_harness import FINAL, GOODGATE, MILD, DeskTest, Person

SUMMARY = "The old harbour at night — 東京の港, ميناء قديم, Łódź"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


class Papers(DeskTest):
    """People, a title, and one approval with conditions."""

    def setUp(self):
        super().setUp()
        self.production()
        use = self.declared(FINAL, summary=SUMMARY)
        self.use = self.approved(use, expires="2027-12-31", scope={"territories": ["DE"]},
                                 conditions=[{"text": "Show the final frame to the contact", "owner": "Harbour Pictures", "due": "2027-03-01"}])
        self.approval = self.use["approval"]

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def document(self, form, approval=None, who=None):
        answer = (who or self.auditor).get(f"/approvals/{approval or self.approval}/document?format={form}")
        self.assertEqual(answer.status, 200, answer.text)
        return answer

    def pdf(self, name="approval.pdf", approval=None):
        return self.write(name, self.document("pdf", approval).bytes)

    def text_of(self, path):
        found = run("pdftotext", "-layout", path, "-")
        self.assertEqual(found.returncode, 0, found.stderr)
        return found.stdout

    def words_of(self, path):
        return " ".join(run("pdftotext", path, "-").stdout.split())


class Approvals(Papers):
    def key(self):
        return self.auditor.get(f"/ledger/{self.title}/proofs/0").json["key"]

    def verified(self, path, *more):
        return run(GOODGATE, "approval", "verify", path, *more)

    def test_the_document_says_all_that_was_signed_in_every_form(self):
        path = self.pdf()
        with open(path, "rb") as file:
            self.assertEqual(file.read(), self.document("pdf").bytes)  # the same approval gives the same bytes
        sealed = self.document("json").json
        canonical = json.dumps(sealed["approval"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        self.assertEqual(hashlib.sha256(canonical.encode()).hexdigest(), sealed["seal"])
        record = self.auditor.get(f"/approvals/{self.approval}").json
        self.assertEqual(record["seal"], sealed["seal"])
        html = self.document("html")
        self.assertIn("style-src 'sha256-", html.headers["Content-Security-Policy"])
        words = self.words_of(path)
        for text in ("Written approval", "東京の港", "Łódź", "Connie Contact", "Show the final frame to the contact",
                     "Harbour Pictures", "House Painter", "31 December 2027", "Seal " + sealed["seal"], "Final deliverable", "1 / 3"):
            self.assertIn(text.replace(" ", ""), words.replace(" ", ""))
            if text not in ("1 / 3", "Seal " + sealed["seal"]):
                self.assertIn(text, html.text)
        for line in record["text"].splitlines():
            self.assertIn(line[:40].strip(), unescape(html.text))
        information = run("pdfinfo", path).stdout
        self.assertRegex(information, r"Tagged: +yes")
        self.assertRegex(information, r"Title: .*harbour at night")
        files = run("pdfdetach", "-list", path).stdout
        for name in ("approval.json", "entry.json", "entry.salt", "entry.tlog-proof", "ledger.vkey", "print.json"):
            self.assertIn(name, files)
        run("pdfdetach", "-savefile", "approval.json", "-o", self.path("sealed.json"), path)
        with open(self.path("sealed.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), canonical)
        # Whoever may not see the approval does not see its document.
        self.assertEqual(Person(self.port).get(f"/approvals/{self.approval}/document").status, 401)
        self.assertEqual(self.auditor.get(f"/approvals/{self.approval}/document?format=docx").status, 422)

    def test_verified_offline_by_a_key_or_checkpoint_from_elsewhere(self):
        path = self.pdf()
        alone = self.verified(path)
        self.assertEqual((alone.returncode, alone.stdout.split(":")[0]), (1, "NOT VERIFIED YET"), alone.stdout)
        self.assertIn("known from this file alone", alone.stdout)
        good = self.verified(path, "--key", self.key())
        self.assertEqual((good.returncode, good.stdout.split(":")[0]), (0, "VERIFIED"), good.stdout + good.stderr)
        self.assertIn("byte for byte", good.stdout)
        self.assertIn("it may have been revoked since", good.stdout)
        self.assertEqual(self.verified(path, "--key", self.write("ledger.vkey", self.key() + "\n")).returncode, 0)
        kept = self.write("kept.txt", self.auditor.get(f"/ledger/{self.title}/checkpoint").bytes)
        self.assertEqual(self.verified(path, "--checkpoint", kept).returncode, 0)
        as_json = self.write("approval.json", self.document("json").bytes)
        good = self.verified(as_json, "--key", self.key(), "--json")
        self.assertEqual(good.returncode, 0, good.stdout)
        self.assertTrue(json.loads(good.stdout)["verified"])
        # What was sealed, alone, carries no proof.
        run("pdfdetach", "-savefile", "approval.json", "-o", self.path("sealed.json"), path)
        sealed = self.verified(self.path("sealed.json"), "--key", self.key())
        self.assertEqual(sealed.returncode, 1)
        self.assertIn("its proof is in the PDF", sealed.stdout)
        # The server need not be there: it is gone now.
        key = self.key()
        self.stop()
        again = self.verified(path, "--key", key)
        self.assertEqual(again.returncode, 0, again.stdout)

    def wrong(self, content, expected, *more, name="altered.json"):
        path = self.write(name, content if isinstance(content, (bytes, str)) else json.dumps(content, ensure_ascii=False))
        found = self.verified(path, "--key", more[0] if more else self.key())
        self.assertEqual(found.returncode, 1, found.stdout + found.stderr)
        self.assertTrue(found.stdout.startswith("NOT VERIFIED: "), found.stdout)
        self.assertRegex(found.stdout, expected)

    def test_whatever_is_altered_is_named(self):
        def altered(change):
            document = json.loads(self.document("json").text)
            change(document)
            return document

        def swap(document, member, other):
            document["ledger"][member] = other["ledger"][member]

        second = self.approved(self.declared(FINAL, summary="Another sky"))["approval"]
        other = self.document("json", second).json
        self.wrong(altered(lambda d: d["approval"].update(text=d["approval"]["text"].replace("2027", "2029"))), "entry +WRONG +the ledger knows the seal")
        self.wrong(altered(lambda d: d["approval"].update(expires="2029-12-31")), "entry +WRONG +the ledger knows the seal")
        self.wrong(altered(lambda d: d["approval"].update(remark="more")), "seal +WRONG")
        self.wrong(altered(lambda d: swap(d, "record", other)), "entry +WRONG +the entry is not that of its signing")
        self.wrong(altered(lambda d: swap(d, "salt", other)), "ledger +WRONG")
        self.wrong(altered(lambda d: swap(d, "proof", other)), "ledger +WRONG")
        self.wrong(altered(lambda d: d.update(approval=other["approval"])), "entry +WRONG")
        self.wrong(altered(lambda d: d["ledger"].update(record="")), "entry +WRONG")
        another_key = subprocess.run([GOODGATE, "ledger", "key", "--name", "elsewhere.example", "-o", self.path("k")], capture_output=True, text=True).stdout.strip()
        self.wrong(self.document("json").text, "key +WRONG", another_key.splitlines()[-1].split()[-1])
        self.assertEqual(self.verified(self.write("no.txt", "hello")).returncode, 65)
        self.assertEqual(self.verified(self.write("no.pdf", "%PDF-1.7 hello")).returncode, 65)

    def test_an_altered_pdf_is_never_verified(self):
        path, key = self.pdf(), self.key()
        second = self.pdf("second.pdf", self.approved(self.declared(FINAL, summary="Another sky"))["approval"])
        # The pages of one with the files of another.
        mixed = self.path("mixed.pdf")
        self.assertEqual(run("qpdf", path, "--pages", second, "1-z", "--", mixed).returncode, 0)
        found = self.verified(mixed, "--key", key)
        self.assertEqual(found.returncode, 1)
        self.assertRegex(found.stdout, "pages +WRONG +they are not those")
        self.assertRegex(found.stdout, "seal +good")
        # One file of another in it.
        for name in ("approval.json", "entry.json", "entry.salt", "entry.tlog-proof", "ledger.vkey"):
            run("pdfdetach", "-savefile", name, "-o", self.path(name), second)
            swapped = self.path("swapped.pdf")
            done = run("qpdf", path, "--remove-attachment=" + name, swapped + "1")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(run("qpdf", swapped + "1", "--add-attachment", self.path(name), "--filename=" + name, "--key=" + name, "--", swapped).returncode, 0)
            found = self.verified(swapped, "--key", key)
            self.assertEqual(found.returncode, 1, name + found.stdout)
            self.assertRegex(found.stdout, "WRONG")
            # Missing altogether.
            self.assertEqual(self.verified(swapped + "1", "--key", key).returncode, 65)
        # The pages as they should be are printed anew.
        self.verified(mixed, "--key", key, "--print", self.path("again.pdf"))
        self.assertEqual(self.verified(self.path("again.pdf"), "--key", key).returncode, 0)
        # One byte anywhere.
        with open(path, "rb") as file:
            content = file.read()
        chance = random.Random(5)
        for _ in range(12):
            at = chance.randrange(len(content))
            flipped = content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1:]
            self.assertIn(self.verified(self.write("flipped.pdf", flipped), "--key", key).returncode, (1, 65), at)
        self.assertIn(self.verified(self.write("cut.pdf", content[:-200]), "--key", key).returncode, (1, 65))
        self.assertIn(self.verified(self.write("more.pdf", content + b"\n"), "--key", key).returncode, (1, 65))

    def test_what_was_revoked_says_so(self):
        before = self.pdf()
        approval = self.auditor.get(f"/approvals/{self.approval}").json
        answer = self.legal.post(f"/approvals/{self.approval}/revoke", {"reason": "The archive took its licence back"}, approval["version"])
        self.assertEqual(answer.status, 200, answer.text)
        server = f"http://127.0.0.1:{self.port}"
        home = {**os.environ, "GOODGATE_TOKEN": self.partner.token}
        asked = subprocess.run([GOODGATE, "approval", "verify", before, "--server", server], capture_output=True, text=True, env=home)
        self.assertEqual(asked.returncode, 1, asked.stdout + asked.stderr)
        self.assertRegex(asked.stdout, "state +WRONG +it does not hold any more: revoked since .*The archive took its licence back")
        self.assertRegex(asked.stdout, "key +good")
        after = self.pdf("after.pdf")
        self.assertIn("This approval does not hold: Revoked", self.words_of(after))
        # It is still what was signed.
        self.assertEqual(self.verified(after, "--key", self.key()).returncode, 0)


class Packs(Papers):
    def test_an_evidence_pack_holds_what_people_read(self):
        report = {"schema": "urn:goodgate:schema:scan:1", "roots": [], "files": [], "troubles": [], "partial": False, "files_not_reached": 0}
        delivery = self.made(self.partner, "deliveries", {"title": self.title, "name": "Reel 1", "report": report})
        answer = self.auditor.get(f"/titles/{self.title}/evidence")
        self.assertEqual(answer.status, 200, answer.text)
        with zipfile.ZipFile(io.BytesIO(answer.bytes)) as pack:
            names = pack.namelist()
            pack.extractall(self.path("pack"))
        for name in (f"approvals/{self.approval}.json", f"approvals/{self.approval}.pdf", f"deliveries/{delivery}.html", f"deliveries/{delivery}.json"):
            self.assertIn(name, names)
        self.assertEqual(run("sh", self.path("pack/verify.sh")).returncode, 0)
        printed = self.path(f"pack/approvals/{self.approval}.pdf")
        key = run("cat", self.path("pack/ledger.vkey")).stdout.strip()
        found = run(GOODGATE, "approval", "verify", printed, "--key", key)
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
        # The same without a server, from the register's file.
        archive = self.path("pack.zip")
        packed = self.goodgate("ledger", "pack", "--register", self.register, "--name", "desk.example", "--title", self.title, "-o", archive)
        self.assertEqual(packed.returncode, 0, packed.stderr)
        with zipfile.ZipFile(archive) as pack:
            printed = self.write("offline.pdf", pack.read(f"approvals/{self.approval}.pdf"))
        self.assertEqual(run(GOODGATE, "approval", "verify", printed, "--key", key).returncode, 0)


class Disclosures(Papers):
    def setUp(self):
        super().setUp()
        self.asset = self.made(self.partner, "assets", {"title": self.title, "use": self.use["id"], "file": "shots/sky_010.exr", "sha256": "ab" * 32,
                                                        "status": "final", "kind": "generated", "generated": "2026-11-20"})
        self.mild = self.declared(MILD, summary="Mood board")

    def draft(self, who=None):
        answer = (who or self.coordinator).get(f"/titles/{self.title}/disclosure")
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def step(self, who, sheet, name, body=None, status=200):
        answer = who.post(f"/cue_sheets/{sheet['id']}/{name}", body or {}, sheet["version"])
        self.assertEqual(answer.status, status, answer.text)
        return answer.json

    def test_cue_sheet_is_issued_filled_handed_in_accepted_and_unlocked(self):
        self.assertEqual([row["key"] for row in self.draft()["rows"]], [f"{self.use['id']}/{self.asset}"])
        sheet = self.coordinator.post(f"/titles/{self.title}/cue_sheets").json
        self.assertEqual((sheet["state"], sheet["number"], len(sheet["rows"])), ("issued", 1, 1))
        self.assertEqual(self.coordinator.post(f"/titles/{self.title}/cue_sheets").status, 409)
        row = sheet["rows"][0]
        self.assertEqual((row["standing"], row["asset"]["file"], row["approval"]["id"]), ("cleared", "shots/sky_010.exr", self.approval))
        place = f"/cue_sheets/{sheet['id']}"
        wrong = self.coordinator.ask("PATCH", place, {"rows": [{"key": row["key"], "timecode_in": "soon"}]}, sheet["version"])
        self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "#/rows/0/timecode_in"))
        filled = self.coordinator.ask("PATCH", place, {"rows": [{"key": row["key"], "timecode_in": "01:02:03:04", "timecode_out": "01:02:09;00", "note": "=1+1"}]}, sheet["version"])
        self.assertEqual(filled.status, 200, filled.text)
        # A second use comes in when the rows are taken anew; what was filled in stays.
        second = self.approved(self.declared(FINAL, summary="Another sky"))
        renewed = self.step(self.coordinator, filled.json, "renew")
        self.assertEqual([one.get("timecode_in") for one in renewed["rows"]], ["01:02:03:04", None])
        self.assertEqual(renewed["rows"][1]["use"], second["id"])
        handed_in = self.step(self.coordinator, renewed, "submit")
        self.step(self.coordinator, handed_in, "renew", status=409)
        self.step(self.coordinator, handed_in, "accept", status=403)
        accepted = self.step(self.contact, handed_in, "accept")
        self.assertEqual((accepted["state"], accepted["accepted_by"]["name"]), ("accepted", "Connie Contact"))
        opened = self.step(self.coordinator, accepted, "unlock", {"reason": "The out point was wrong"})
        self.assertEqual((opened["state"], opened["unlocked_why"], opened.get("accepted_at")), ("issued", "The out point was wrong", None))
        acts = [entry["act"] for entry in self.auditor.get(place + "/history").json["items"]]
        self.assertEqual(acts, ["cue_sheet.issued", "cue_sheet.filled", "cue_sheet.renewed", "cue_sheet.submitted", "cue_sheet.accepted", "cue_sheet.unlocked"])
        self.forms(place, opened)

    def forms(self, place, sheet):
        pdf = self.coordinator.get(place + "/document?format=pdf")
        self.assertEqual(pdf.bytes, self.coordinator.get(place + "/document?format=pdf").bytes)
        words = self.words_of(self.write("sheet.pdf", pdf.bytes))
        for text in ("Generative AI cue sheet", "東京の港", "shots/sky_010.exr", "01:02:03:04", "House Painter", "Rows SHA-256 " + sheet["rows_sha256"], "Checkpoint of desk.example/"):
            self.assertIn(text.replace(" ", ""), words.replace(" ", ""))
        html = self.coordinator.get(place + "/document?format=html")
        self.assertIn("shots/sky_010.exr", html.text)
        csv = self.coordinator.get(place + "/document?format=csv").text
        self.assertIn("timecode in", csv.splitlines()[0])
        self.assertIn("'=1+1", csv)  # no program runs it
        book = self.coordinator.get(place + "/document?format=xlsx").bytes
        with zipfile.ZipFile(io.BytesIO(book)) as archive:
            self.assertIn("sky_010.exr", archive.read("xl/sharedStrings.xml").decode() + archive.read("xl/worksheets/sheet1.xml").decode())
        self.assertEqual(self.coordinator.get(place + "/document?format=json").json["rows"], sheet["rows"])
        self.text_to_work_on(place, sheet)

    def text_to_work_on(self, place, sheet):
        answer = self.coordinator.get(place + "/document?format=docx")
        self.assertIn(".docx", answer.headers["Content-Disposition"])
        self.assertEqual(answer.bytes, self.coordinator.get(place + "/document?format=docx").bytes)
        with zipfile.ZipFile(io.BytesIO(answer.bytes)) as archive:
            self.assertIsNone(archive.testzip())
            parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        body, styles = parts["word/document.xml"], parts["word/styles.xml"]
        # Each part has a type, each relation leads to a part, each style that is used is there.
        typed = {one.get("PartName", "")[1:] for one in parts["[Content_Types].xml"]} - {""}
        self.assertEqual(typed, {name for name in parts if name.endswith(".xml")} - {"[Content_Types].xml"})
        for relations, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
            self.assertLessEqual({base + one.get("Target") for one in parts[relations]}, set(parts))
        known = {style.get(w + "styleId") for style in styles.iter(w + "style")}
        for kind in ("pStyle", "rStyle", "tblStyle"):
            used = {one.get(w + "val") for one in body.iter(w + kind)}
            self.assertLessEqual(used, known)
            self.assertTrue(used, kind)
        # A table whose heads stand again on each page; the language; on its side; what it says.
        rows = list(body.iter(w + "tr"))
        heads = [row for row in rows if row.find(f"{w}trPr/{w}tblHeader") is not None]
        self.assertEqual(len(heads), 1)
        self.assertIn("Standing", "".join(heads[0].itertext()))
        self.assertEqual(styles.find(f".//{w}rPrDefault//{w}lang").get(w + "val"), "en")
        self.assertEqual([text.text for text in parts["docProps/core.xml"] if text.tag.endswith("}language")], ["en"])
        self.assertEqual(body.find(f".//{w}pgSz").get(w + "orient"), "landscape")
        words = "".join(body.itertext())
        for text in ("Generative AI cue sheet", "東京の港", "shots/sky_010.exr", "House Painter"):
            self.assertIn(text, words)
        self.assertIn("Rows SHA-256 " + sheet["rows_sha256"], "".join(parts["word/footer1.xml"].itertext()))


    def test_a_company_sees_its_own_sheet_and_not_that_of_all(self):
        other = self.made(self.admin, "companies", {"name": "Other Pictures"})
        vendor = self.joined(self.admin, "Olga Other", "partner", company=other)
        use = self.made(vendor, "uses", {**self.use_body(FINAL, summary="A secret of ours"), "company": other})
        self.assertEqual(vendor.post(f"/uses/{use}/declare", version=1).status, 200)
        whole = self.coordinator.post(f"/titles/{self.title}/cue_sheets").json
        self.assertEqual(len(whole["rows"]), 2)
        self.assertEqual(self.partner.get(f"/cue_sheets/{whole['id']}").status, 404)
        own = self.partner.post(f"/titles/{self.title}/cue_sheets")
        self.assertEqual([row["use"] for row in own.json["rows"]], [self.use["id"]])
        self.assertEqual([item["id"] for item in self.partner.get("/cue_sheets").json["items"]], [own.json["id"]])
        self.assertNotIn("A secret of ours", json.dumps(self.draft(self.partner)))
        self.assertEqual(vendor.get(f"/cue_sheets/{own.json['id']}").status, 404)

    def page(self, more="", headers=None):

        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", f"/t/{self.title}/disclosure{more}", headers=headers or {})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()

    def test_nothing_is_public_before_it_is_released_nor_after_it_is_taken_back(self):
        self.assertEqual(self.page()[0], 404)
        draft = self.draft(self.legal)
        self.assertIn("Backgrounds in some scenes", draft["statement"]["elements"][0]["text"])
        self.assertEqual({gap["kind"] for gap in draft["gaps"]} - {"credit", "notice"}, set())
        self.made(self.legal, "disclosures", {"title": self.title, "use": self.use["id"], "kind": "credit", "text": "Night skies made with generative AI by Harbour Pictures"})
        # What was seen is what is released: the register has changed since.
        self.assertEqual(self.legal.post(f"/titles/{self.title}/releases", {"sha256": draft["sha256"]}).status, 412)
        seen = self.draft(self.legal)["sha256"]
        self.assertEqual(self.coordinator.post(f"/titles/{self.title}/releases", {"sha256": seen}).status, 403)
        released = self.legal.post(f"/titles/{self.title}/releases", {"sha256": seen})
        self.assertEqual(released.status, 201, released.text)
        before = self.auditor.get(f"/ledger/{self.title}/checkpoint").text
        status, headers, html = self.page()
        self.assertEqual(status, 200)
        self.assertIsNone(headers["Set-Cookie"])
        self.assertIn("no-cache", headers["Cache-Control"])
        self.assertEqual(self.page(headers={"If-None-Match": headers["ETag"]})[0], 304)
        self.assertIn("The Quiet Harbour", html)
        self.assertIn("Night skies made with generative AI by Harbour Pictures", html)
        for inside in (SUMMARY, "Connie Contact", "House Painter", self.use["id"], "Leo Legal", "sky_010"):
            self.assertNotIn(inside, html)
        data = json.loads(self.page(".jsonld")[2])
        self.assertEqual(data["@context"], "https://schema.org")
        self.assertEqual(data["hasPart"][0]["digitalSourceType"], "https://schema.org/TrainedAlgorithmicMediaDigitalSource")
        self.assertIn(json.dumps(data["name"]), re.search('<script type="application/ld.json">(.*?)</script>', html).group(1))
        self.assertEqual(self.auditor.get(f"/ledger/{self.title}/checkpoint").text, before)  # reading it changed nothing
        # What is public stays as it was released, whatever the register says since.
        self.declared(FINAL | {"element": "main_character"}, summary="A face")
        self.assertNotIn("main character", self.page()[2])
        ended = self.legal.post(f"/releases/{released.json['id']}/end", {"reason": "A credit is wrong"}, released.json["version"])
        self.assertEqual(ended.status, 200, ended.text)
        self.assertEqual((self.page()[0], self.page(".jsonld")[0]), (404, 404))
        acts = [entry["act"] for entry in self.auditor.get(f"/releases/{released.json['id']}/history").json["items"]]
        self.assertEqual(acts, ["release.published", "release.taken_back"])

    def test_each_reader_gets_a_report_as_far_as_the_register_goes(self):
        place = f"/titles/{self.title}/reports/"
        for reader, question in (("insurer", "Which tools, on what terms?"), ("festival", "Is the script written by people?"),
                                 ("broadcaster", "Could an audience take it for something real?"), ("regulator", "How and where are people told?")):
            report = self.coordinator.get(place + reader).json
            self.assertIn(question, [line["question"] for line in report["front"]])
            self.assertTrue(report["not_answered"])
            pdf = self.write(reader + ".pdf", self.coordinator.get(place + reader + "?format=pdf").bytes)
            self.assertIn(question, self.words_of(pdf))
            front = " ".join(run("pdftotext", "-l", "1", pdf, "-").stdout.split())
            self.assertIn("What this report does not say", front)  # the front is one page
            self.assertIn(question, self.coordinator.get(place + reader + "?format=html").text)
            with zipfile.ZipFile(io.BytesIO(self.coordinator.get(place + reader + "?format=xlsx").bytes)) as book:
                self.assertIn("xl/worksheets/sheet2.xml", book.namelist())
        insurer = {line["question"]: line["answer"] for line in self.coordinator.get(place + "insurer").json["front"]}
        self.assertIn("1 element of 1 use", insurer["What in the finished work is made with generative AI?"])
        self.assertIn("House Painter 3: learns from what goes in: No", insurer["Which tools, on what terms?"])
        self.assertIn("Every element is cleared.", insurer["Is each use approved, and does the approval hold?"])
        self.assertEqual(self.coordinator.get(place + "astrologer").status, 404)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
