#!/usr/bin/env python3
"""Files that hang on things: kept once, streamed in and out, seen by whom the thing is seen, sealed, erased; terms of tools.

usage: desk_attachments.py GOODGATE [unittest arguments]
"""
import base64
import concurrent.futures
import glob
import hashlib
import http.client
import io
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time
import unittest
import urllib.parse
import zipfile

from desk_harness import FINAL, GOODGATE, MILD, SMALL_JPEG, Answer, DeskTest, Person

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
                    "00055ffea8" "0000000049454e44ae426082")
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def office(folder):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(folder + "/document.xml", "<x/>")
    return made.getvalue()


class AttachTest(DeskTest):
    def setUp(self):
        super().setUp()
        self.production()

    def ask_raw(self, who, method, path, body=None, headers=None):
        """As it stands, over a connection of its own; held against the description."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        fields = {"Authorization": "Bearer " + who.token} if who.token else {}
        connection.request(method, "/api/v1" + path, body, fields | (headers or {}))
        answer = Answer(connection.getresponse())
        connection.close()
        if method != "HEAD" and Person.description:
            Person.description.check(method, "/api/v1" + path, answer)
        return answer

    def attach(self, who, to, content, name="note.txt", headers=None, **more):
        query = urllib.parse.urlencode({"object": to, "name": name, **more})
        return self.ask_raw(who, "POST", "/attachments?" + query, content, {"Content-Type": "application/octet-stream"} | (headers or {}))

    def attached(self, who, to, content, name="note.txt", **more):
        answer = self.attach(who, to, content, name, **more)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def content(self, who, attachment, headers=None, method="GET", more=""):
        return self.ask_raw(who, method, f"/attachments/{attachment['id']}/content{more}", headers=headers)

    def kept(self):
        """What the register holds of contents: state and chunks of each."""
        with sqlite3.connect(self.register, timeout=30) as database:
            return database.execute("SELECT c.state, count(k.number) FROM content c LEFT JOIN content_chunk k ON k.content = c.id"
                                    " GROUP BY c.id ORDER BY c.id").fetchall()

    def wait_for(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), end, "it never came true")
            time.sleep(0.05)

    def resident_kib(self):
        return int(re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{self.server_process()}/status").read())[1])

    def server_process(self):
        return self.server.pid


class Attached(AttachTest):
    def test_a_content_is_kept_once_and_every_entry_says_who_and_when(self):
        use = self.declared(FINAL)["id"]
        first = self.attached(self.partner, use, PDF, "deal.pdf", purpose="contract")
        second = self.attached(self.coordinator, use, PDF, "the same deal.pdf", purpose="contract")
        self.assertNotEqual(first["id"], second["id"])
        self.assertEqual((first["sha256"], first["size_bytes"], first["media_type"]), (sha256(PDF), len(PDF), "application/pdf"))
        self.assertEqual((first["created_by"], second["created_by"]), (self.partner.id, self.coordinator.id))
        self.assertEqual(self.kept(), [("kept", 1)])
        self.assertEqual([one["name"] for one in self.contact.get("/attachments?object=" + use).json["items"]],
                         ["deal.pdf", "the same deal.pdf"])
        entry = self.auditor.get(f"/attachments/{first['id']}/history").json["items"][0]["entry"]
        self.assertEqual(entry["act"], "attachment.attached")
        self.assertEqual(entry["facts"], {"object": use, "sha256": sha256(PDF), "size_bytes": len(PDF), "purpose": "contract"})
        self.assertNotIn("deal.pdf", str(entry))
        # Taken from one, the other has it still; taken from both, it is gone.
        removed = self.partner.post(f"/attachments/{first['id']}/remove", {"reason": "The wrong one"}, version=1)
        self.assertEqual((removed.status, removed.json["state"]), (200, "removed"))
        self.assertEqual(self.content(self.partner, first).status, 404)
        self.assertEqual(self.content(self.partner, second).bytes, PDF)
        self.assertEqual(self.coordinator.post(f"/attachments/{second['id']}/remove", {"reason": "Also"}, version=7).status, 412)
        self.assertEqual(self.coordinator.post(f"/attachments/{second['id']}/remove", {"reason": "Also"}, version=1).status, 200)
        self.wait_for(lambda: self.kept() == [])
        self.assertEqual(self.coordinator.post(f"/attachments/{second['id']}/remove", {"reason": "Again"}, version="*").status, 409)
        self.assertEqual(len(self.auditor.get(f"/attachments/{second['id']}/history").json["items"]), 2)
        self.assertEqual(self.verify().returncode, 0)

    def test_two_people_attach_the_same_content_at_the_same_time(self):
        use = self.declared(FINAL)["id"]
        content = os.urandom(3_000_000)
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            made = list(pool.map(lambda number: self.attach((self.partner, self.coordinator)[number % 2], use, content, f"{number}.bin"), range(4)))
        self.assertEqual([answer.status for answer in made], [201] * 4)
        self.wait_for(lambda: self.kept() == [("kept", 12)])
        for answer in made:
            self.assertEqual(sha256(self.content(self.contact, answer.json).bytes), sha256(content))

    def test_the_same_request_sent_twice_attaches_once(self):
        use = self.declared(FINAL)["id"]
        key = {"Idempotency-Key": "one and the same"}
        first = self.attach(self.partner, use, b"words", headers=key)
        self.assertEqual(self.attach(self.partner, use, b"words", headers=key).json["id"], first.json["id"])
        other = self.attach(self.partner, use, b"other words", headers=key)
        self.assertEqual(other.status, 400, other.text)
        self.wait_for(lambda: self.kept() == [("kept", 1)])

    def test_ranges_and_head(self):
        use = self.declared(FINAL)["id"]
        content = bytes(range(256)) * 3000  # three chunks
        made = self.attached(self.partner, use, content, "clip.bin")
        tag = f'"{sha256(content)}"'
        whole = self.content(self.contact, made)
        self.assertEqual((whole.status, whole.bytes, whole.headers["ETag"], whole.headers["Accept-Ranges"]), (200, content, tag, "bytes"))
        head = self.content(self.contact, made, method="HEAD")
        self.assertEqual((head.status, head.headers["Content-Length"], head.bytes), (200, str(len(content)), b""))
        size = len(content)
        for asked, first, end in (("bytes=0-0", 0, 1), ("bytes=262140-262150", 262140, 262151), ("bytes=-5", size - 5, size),
                                  ("bytes=100-", 100, size), ("bytes=524288-9999999", 524288, size)):
            part = self.content(self.contact, made, {"Range": asked})
            self.assertEqual((part.status, part.headers["Content-Range"]), (206, f"bytes {first}-{end - 1}/{size}"), asked)
            self.assertEqual(part.bytes, content[first:end], asked)
        beyond = self.content(self.contact, made, {"Range": f"bytes={size}-"})
        self.assertEqual((beyond.status, beyond.headers["Content-Range"]), (416, f"bytes */{size}"))
        self.assertEqual(self.content(self.contact, made, {"Range": "bytes=0-9", "If-Range": tag}).status, 206)
        self.assertEqual(self.content(self.contact, made, {"Range": "bytes=0-9", "If-Range": '"another"'}).bytes, content)
        self.assertEqual(self.content(self.contact, made, {"If-None-Match": tag}).status, 304)

    def test_a_name_is_never_more_than_a_name(self):
        use = self.declared(FINAL)["id"]
        for name, kept in (("../../etc/passwd", "passwd"), ("C:\\temp\\sky.txt", "sky.txt"), ('a "quoted" name.txt', 'a "quoted" name.txt'),
                           ("Größe 漢字 🎬.txt", "Größe 漢字 🎬.txt"), ("50%;x=y.txt", "50%;x=y.txt"), ("<img src=x>.txt", "<img src=x>.txt")):
            made = self.attached(self.partner, use, b"words " + name.encode(), name)
            self.assertEqual(made["name"], kept)
            answer = self.content(self.contact, made, more="?download=1")
            field = answer.headers["Content-Disposition"]
            self.assertRegex(field, r"^attachment; filename=\"[ !#$&-\[\]-~]*\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$")
            self.assertEqual(urllib.parse.unquote(field.rsplit("''", 1)[1]), kept)
            self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        for name in ("a\r\nSet-Cookie: x=y.txt", "a\0b.txt", "tab\there.txt", "x" * 300, "", "..", "/", "evil\u202egnp.txt", b"\xff\xfe.txt"):
            query = urllib.parse.urlencode({"object": use, "name": name})
            answer = self.ask_raw(self.partner, "POST", "/attachments?" + query, b"words")
            self.assertIn(answer.status, (400, 422), name)
            self.assertNotIn("Set-Cookie", answer.headers)
        long = self.attached(self.partner, use, b"long", "x" * 251 + ".txt")
        self.assertEqual(len(long["name"]), 255)

    def test_what_it_is_is_told_by_its_content(self):
        use = self.declared(FINAL)["id"]
        mail = b"From: a@studio.example\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nSubject: Yes\r\n\r\nGo on.\r\n"
        for name, content, media_type in (
                ("sky.png", PNG, "image/png"), ("deal.pdf", PDF, "application/pdf"), ("note.txt", "Grüße\n".encode(), "text/plain"),
                ("yes.eml", mail, "message/rfc822"), ("page.html", b"<!doctype html><p>x", "text/html"),
                ("letter.docx", office("word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                ("list.xlsx", office("xl"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/svg+xml")):
            made = self.attached(self.partner, use, content, name)
            self.assertEqual((made["media_type"], made.get("remark")), (media_type, None), name)
            answer = self.content(self.contact, made)
            self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'; sandbox; frame-ancestors 'none'")
            in_place = media_type.split(";")[0] in ("image/png", "text/plain")
            self.assertTrue(answer.headers["Content-Disposition"].startswith("inline" if in_place else "attachment"), name)
            if "html" in media_type or "svg" in media_type:
                self.assertEqual(answer.headers["Content-Type"], "application/octet-stream")
        lie = self.attached(self.partner, use, PDF + b"%more", "holiday.jpg")
        self.assertEqual(lie["media_type"], "application/pdf")
        self.assertEqual(lie["remark"], "its name ends in .jpg, but what it holds is: PDF")
        self.assertEqual(self.attached(self.partner, use, b"only words", "clip.mp4")["remark"],
                         "its name ends in .mp4, but what it holds is: text")
        for name, content in (("sky.png", b"\x7fELF\x02\x01\x01" + bytes(60)), ("run.txt", b"#!/bin/sh\nrm -rf /\n"),
                              ("a.pdf", b"MZ" + bytes(58) + b"\x40\0\0\0" + b"PE\0\0" + bytes(20)), ("start.bat", b"format c:\r\n"),
                              ("x.wasm", b"\0asm\1\0\0\0" + bytes(9))):
            answer = self.attach(self.partner, use, content, name)
            self.assertEqual(answer.status, 422, name)
            self.assertIn("programs are not kept here", answer.text)
        self.wait_for(lambda: {state for state, _ in self.kept()} == {"kept"})

    def test_what_is_wrong_is_said_and_nothing_is_kept(self):
        use = self.declared(FINAL)["id"]
        for content, more, status, says in (
                (b"", {}, 400, "empty"), (b"words", {"sha256": "00" * 32}, 422, sha256(b"words")), (b"words", {"sha256": "zz"}, 422, "64 digits"),
                (b"words", {"purpose": "fun"}, 422, "evidence or other"), (b"words", {"thread": "3"}, 422, "0 entries"),
                (b"words", {"sealed_for": self.title}, 422, "no such person")):
            answer = self.attach(self.partner, use, content, **more)
            self.assertEqual(answer.status, status, answer.text)
            self.assertIn(says, answer.text)
        self.assertEqual(self.attach(self.partner, "use_" + "0" * 26, b"words").status, 404)
        self.assertEqual(self.attach(self.partner, self.company, b"words").status, 404)
        self.assertEqual(self.attach(Person(self.port), use, b"words").status, 401)
        # Fewer bytes than were announced: the connection ends, and that is all.
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest("POST", f"/api/v1/attachments?object={use}&name=a.txt")
        connection.putheader("Authorization", "Bearer " + self.partner.token)
        connection.putheader("Content-Length", "100")
        connection.endheaders(b"only a few")
        connection.close()
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.partner.get("/attachments?object=" + use).json["items"], [])
        self.assertEqual(glob.glob(self.register + ".arriving*"), [])

    def test_who_sees_the_thing_sees_what_hangs_on_it(self):
        use = self.declared(FINAL)["id"]
        other_company = self.made(self.admin, "companies", {"name": "Other Shore Films"})
        stranger = self.joined(self.admin, "Olga Other", "partner", company=other_company)
        mine = self.attached(self.partner, use, b"ours alone", "ours.txt", purpose="clip")
        for path in (f"/attachments/{mine['id']}", f"/attachments/{mine['id']}/history", f"/attachments/{mine['id']}/content",
                     "/attachments?object=" + use):
            self.assertEqual(self.ask_raw(stranger, "GET", path).status, 404, path)
            self.assertEqual(self.ask_raw(self.auditor, "GET", path).status, 200, path)
        self.assertEqual(stranger.get("/attachments").json["items"], [])
        self.assertEqual(len(self.partner.get("/attachments").json["items"]), 1)
        self.assertEqual(self.attach(stranger, use, b"words").status, 404)
        self.assertEqual(self.attach(self.auditor, use, b"words").status, 403)
        self.assertEqual(self.attach(self.admin, use, b"words").status, 403)
        self.assertEqual(stranger.post(f"/attachments/{mine['id']}/remove", {"reason": "x"}, version="*").status, 404)
        self.assertEqual(self.contact.post(f"/attachments/{mine['id']}/remove", {"reason": "x"}, version="*").status, 403)
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        agent = self.joined(self.admin, "Rita Representative", "talent_representative", represents=[talent])
        self.assertEqual(self.content(agent, mine).status, 404)
        named = self.declared(FINAL, people=[talent])["id"]
        clip = self.attached(self.partner, named, PNG, "sky.png", purpose="clip")
        self.assertEqual(self.content(agent, clip).bytes, PNG)
        self.assertEqual([one["id"] for one in agent.get("/attachments").json["items"]], [clip["id"]])

    def test_a_thread_and_an_approval_name_what_was_there(self):
        use = self.declared(FINAL)["id"]
        asked = self.contact.post(f"/uses/{use}/ask", {"question": "How does the sky look?"}, version="*")
        self.assertEqual(asked.status, 200, asked.text)
        shown = self.attached(self.partner, use, PNG, "sky.png", purpose="clip", thread=0)
        self.assertEqual(shown["thread"], 0)
        gone = self.attached(self.partner, use, b"not this one", "wrong.txt")
        self.assertEqual(self.partner.post(f"/attachments/{gone['id']}/remove", {"reason": "wrong"}, version="*").status, 200)
        secret = self.attached(self.partner, use, b"source", "source.txt", sealed_for=self.legal.id)
        self.assertEqual(self.partner.post(f"/uses/{use}/answer", {"answer": "Like this"}, version="*").status, 200)
        approved = self.approved(self.coordinator.get("/uses/" + use).json)
        approval = self.contact.get("/approvals/" + approved["approval"]).json
        self.assertEqual(approval["attachments"], [
            {"id": shown["id"], "purpose": "clip", "media_type": "image/png", "sha256": sha256(PNG)}, {"id": secret["id"], "sealed": True}])
        self.assertIn("SHA-256 " + sha256(PNG), approval["text"])
        self.assertNotIn("sky.png", approval["text"])

    def test_a_legal_hold_keeps_them(self):
        use = self.declared(FINAL)["id"]
        made = self.attached(self.partner, use, PDF, "deal.pdf")
        self.assertEqual(self.legal.post(f"/titles/{self.title}/hold", {"reason": "Dispute"}, version="*").status, 200)
        refused = self.partner.post(f"/attachments/{made['id']}/remove", {"reason": "x"}, version="*")
        self.assertEqual(refused.status, 409)
        self.assertIn("Dispute", refused.text)
        self.assertEqual(self.legal.post(f"/titles/{self.title}/release", {"reason": "Settled"}, version="*").status, 200)
        self.assertEqual(self.partner.post(f"/attachments/{made['id']}/remove", {"reason": "x"}, version="*").status, 200)

    def test_a_back_up_has_them_and_so_has_what_is_restored(self):
        use = self.declared(FINAL)["id"]
        content = os.urandom(700_000)
        made = self.attached(self.partner, use, content, "take.bin")
        secret = self.attached(self.partner, use, b"a source", "source.txt", sealed_for=self.legal.id)
        copy, restored = self.register + ".copy", os.path.join(self.folder.name, "restored.db")
        done = self.goodgate("backup", "--register", self.register, copy)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.stop()
        done = self.goodgate("restore", "--register", restored, "--key", self.register + ".key", "--name", "desk.example", copy)
        self.assertEqual(done.returncode, 0, done.stderr)
        os.replace(self.register + ".key", restored + ".key")
        self.register = restored
        self.start()
        for someone in (self.partner, self.legal):
            someone.port, someone.connection = self.port, None
        self.assertEqual(self.content(self.partner, made).bytes, content)
        opened = self.legal.post(f"/attachments/{secret['id']}/open")
        self.assertEqual(self.ask_raw(Person(self.port), "GET", opened.json["content"].removeprefix("/api/v1")).bytes, b"a source")

    def test_the_evidence_pack_has_the_files_that_are_not_sealed(self):
        use = self.declared(FINAL)["id"]
        self.attached(self.partner, use, PDF, "deal.pdf", purpose="contract")
        self.attached(self.partner, use, b"the source itself", "source.txt", sealed_for=self.legal.id)
        pack = zipfile.ZipFile(io.BytesIO(self.ask_raw(self.auditor, "GET", f"/titles/{self.title}/evidence?object={use}").bytes))
        self.assertEqual(pack.read("attachments/" + sha256(PDF)), PDF)
        listed = pack.read("attachments.csv").decode()
        self.assertIn(sha256(PDF), listed)
        self.assertEqual(listed.count(",sealed,"), 1)
        self.assertNotIn(b"the source itself", b"".join(pack.read(name) for name in pack.namelist()))
        pack.extractall(os.path.join(self.folder.name, "pack"))
        done = subprocess.run(["bash", "verify.sh"], cwd=os.path.join(self.folder.name, "pack"), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class BigFiles(AttachTest):
    options = ("--attachment-max", "210")

    def blocks(self, mebibytes):
        block = os.urandom(1 << 20)
        hashed = hashlib.sha256()
        for number in range(mebibytes):
            piece = number.to_bytes(4, "big") + block[4:]
            hashed.update(piece)
            yield piece
        self.sent = hashed.hexdigest()

    def send(self, use, mebibytes, announced=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.putrequest("POST", f"/api/v1/attachments?object={use}&name=reel.bin")
        connection.putheader("Authorization", "Bearer " + self.partner.token)
        connection.putheader("Content-Length", str(announced or mebibytes << 20))
        connection.endheaders()
        for piece in self.blocks(mebibytes):
            connection.send(piece)
        return connection

    def test_two_hundred_megabytes_need_little_memory_and_hold_nobody_up(self):
        use = self.declared(FINAL)["id"]
        before = self.resident_kib()
        waits, done = [], threading.Event()

        def declare():
            while not done.is_set():
                began = time.monotonic()
                self.made(self.coordinator, "uses", self.use_body(MILD))
                waits.append(time.monotonic() - began)
                time.sleep(0.05)

        writer = threading.Thread(target=declare)
        writer.start()
        answer = Answer(self.send(use, 200).getresponse())
        done.set()
        writer.join()
        self.assertEqual(answer.status, 201, answer.text)
        self.assertEqual((answer.json["sha256"], answer.json["size_bytes"]), (self.sent, 200 << 20))
        hashed, size = hashlib.sha256(), 0
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request("GET", f"/api/v1/attachments/{answer.json['id']}/content", headers={"Authorization": "Bearer " + self.contact.token})
        response = connection.getresponse()
        while piece := response.read(1 << 20):
            hashed.update(piece)
            size += len(piece)
        self.assertEqual((hashed.hexdigest(), size), (self.sent, 200 << 20))
        grown = (self.resident_kib() - before) / 1024
        print(f"200 MiB in and out: {grown:.0f} MiB more memory, {len(waits)} other writes, the longest {max(waits):.2f} s", flush=True)
        self.assertLess(grown, 100)
        self.assertLess(max(waits), 5)
        reader = self.coordinator.post(f"/attachments/{answer.json['id']}/remove", {"reason": "done"}, version="*")
        self.assertEqual(reader.status, 200)
        self.wait_for(lambda: self.kept() == [])

    def test_a_file_that_is_too_large_is_told_the_limit_before_it_is_read(self):
        use = self.declared(FINAL)["id"]
        connection = self.send(use, 0, announced=211 << 20)
        answer = Answer(connection.getresponse())
        self.assertEqual(answer.status, 413)
        self.assertIn(str(210 << 20), answer.text)
        self.assertEqual(self.kept(), [])

    def test_killed_while_it_arrives_leaves_nothing(self):
        use = self.declared(FINAL)["id"]
        small = self.attached(self.partner, use, b"before", "before.txt")
        self.send(use, 30, announced=200 << 20)  # half of the body
        self.kill_and_start()
        self.assertEqual(self.kept(), [("kept", 1)])
        self.assertEqual(glob.glob(self.register + ".arriving*"), [])
        # The whole body is there, and some of its chunks are in the register.
        sender = threading.Thread(target=lambda: self.send(use, 100))
        sender.start()
        self.wait_for(lambda: any(state == "arriving" and chunks > 8 for state, chunks in self.kept()))
        sender.join()
        self.kill_and_start()
        self.wait_for(lambda: self.kept() == [("kept", 1)])
        self.assertEqual([one["id"] for one in self.partner.get("/attachments?object=" + use).json["items"]], [small["id"]])
        self.assertEqual(self.verify().returncode, 0)
        self.assertEqual(self.content(self.partner, small).bytes, b"before")

    def kill_and_start(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()
        self.start()
        for someone in (self.partner, self.coordinator, self.contact):
            someone.port, someone.connection = self.port, None


class SealedEvidence(AttachTest):
    def opened(self, who, attachment, **body):
        answer = who.post(f"/attachments/{attachment['id']}/open", body)
        if answer.status != 200:
            return answer
        return self.ask_raw(Person(self.port), "GET", answer.json["content"].removeprefix("/api/v1"))

    def in_file(self, words):
        return any(words in open(path, "rb").read() for path in glob.glob(self.register + "*"))

    def test_only_its_holders_open_it_and_each_reading_is_logged_first(self):
        use = self.declared(FINAL)["id"]
        content = b"The caller from the harbour office was Hanna Holm. " * 9000
        other = self.joined(self.admin, "Lena Legal", "legal")
        made = self.attached(self.partner, use, content, "Hanna Holm.txt", purpose="evidence", sealed_for=self.legal.id)
        self.assertEqual({key for key in made if key not in ("id", "noun", "state", "title", "version", "created", "updated")}, {"object", "sealed"})
        for word in (b"Hanna", b"harbour office"):
            self.assertFalse(self.in_file(word), word)
        seen = {someone: someone.get("/attachments?object=" + use).json["items"][0] for someone in (self.legal, other, self.auditor, self.admin)}
        self.assertEqual([one["may_open"] for one in seen.values()], [True, False, False, False])
        self.assertNotIn("Hanna", str([one for one in seen.values()]))
        for someone in (self.partner, other, self.admin, self.auditor, self.contact):
            self.assertEqual(self.opened(someone, made).status, 403)
        self.assertEqual(self.content(self.legal, made).status, 409)
        opening = self.legal.post(f"/attachments/{made['id']}/open")
        self.assertEqual((opening.json["name"], opening.json["purpose"], opening.json["sha256"]), ("Hanna Holm.txt", "evidence", sha256(content)))
        self.assertEqual(opening.json["holders"], [self.legal.id])
        history = self.auditor.get(f"/attachments/{made['id']}/history").json["items"]
        self.assertEqual([one["act"] for one in history], ["attachment.sealed", "attachment.opened"])  # before the first byte
        self.assertEqual(history[1]["entry"]["actor"]["id"], self.legal.id)
        place = opening.json["content"].removeprefix("/api/v1")
        read = self.ask_raw(Person(self.port), "GET", place, headers={"Range": "bytes=5-9"})
        self.assertEqual((read.status, read.bytes, read.headers["Cache-Control"]), (200, content, "no-store"))
        self.assertEqual(self.ask_raw(Person(self.port), "GET", place).status, 404)  # once
        self.assertEqual(len(self.auditor.get(f"/attachments/{made['id']}/history").json["items"]), 2)  # GET logged nothing
        self.assertEqual(self.verify().returncode, 0)

    def test_a_key_under_a_passphrase_needs_it(self):
        use = self.declared(FINAL)["id"]
        earlier = self.attached(self.partner, use, b"sealed before", "a.txt", sealed_for=self.legal.id)
        self.assertEqual(self.legal.post("/account/evidence-passphrase", {"passphrase": "short"}).status, 422)
        self.assertEqual(self.legal.post("/account/evidence-passphrase", {"passphrase": "grey gulls over the pier"}).status, 200)
        made = self.attached(self.partner, use, b"sealed after", "b.txt", sealed_for=self.legal.id)
        self.assertEqual(self.opened(self.legal, earlier).bytes, b"sealed before")
        for body in ({}, {"passphrase": "white gulls over the pier"}):
            refused = self.opened(self.legal, made, **body)
            self.assertEqual((refused.status, "passphrase" in refused.text), (422, True), refused.text)
        self.assertEqual(self.opened(self.legal, made, passphrase="grey gulls over the pier").bytes, b"sealed after")
        self.assertEqual(self.legal.post("/account/evidence-passphrase", {"passphrase": "a new tide every day"}).status, 422)
        self.assertEqual(self.legal.post("/account/evidence-passphrase", {"passphrase": "a new tide every day",
                                                                          "before": "grey gulls over the pier"}).status, 200)
        self.assertEqual(self.opened(self.legal, made, passphrase="a new tide every day").bytes, b"sealed after")

    def test_holders_come_and_go_by_one_of_them(self):
        use = self.declared(FINAL)["id"]
        content = os.urandom(600_000)
        made = self.attached(self.partner, use, content, "a.bin", sealed_for=self.legal.id)
        place = f"/attachments/{made['id']}/holders"
        self.assertEqual(self.contact.post(place, {"add": [self.contact.id]}, version="*").status, 403)
        self.assertEqual(self.legal.post(place, {"add": [self.contact.id]}, version=9).status, 412)
        stranger = self.made(self.admin, "people", {"name": "Sam Stranger"})
        self.assertEqual(self.legal.post(place, {"add": [stranger]}, version="*").status, 422)
        added = self.legal.post(place, {"add": [self.contact.id]}, version="*")
        self.assertEqual(added.status, 200, added.text)
        self.assertEqual(self.opened(self.contact, made).bytes, content)
        self.assertEqual(self.contact.post(place, {"drop": [self.legal.id]}, version="*").status, 200)
        self.assertEqual(self.opened(self.legal, made).status, 403)
        self.assertEqual(self.opened(self.contact, made).bytes, content)
        self.assertEqual(self.contact.post(place, {"drop": [self.contact.id]}, version="*").status, 422)
        self.wait_for(lambda: len(self.kept()) == 1)

    def test_a_changed_byte_is_not_given_out_as_evidence(self):
        use = self.declared(FINAL)["id"]
        made = self.attached(self.partner, use, os.urandom(400_000), "a.bin", sealed_for=self.legal.id)
        self.stop()
        with sqlite3.connect(self.register) as database:
            chunk = bytearray(database.execute("SELECT bytes FROM content_chunk WHERE number = 1").fetchone()[0])
            chunk[1000] ^= 1
            database.execute("UPDATE content_chunk SET bytes = ? WHERE number = 1", (bytes(chunk),))
        self.start()
        self.legal.port, self.legal.connection = self.port, None
        place = self.legal.post(f"/attachments/{made['id']}/open").json["content"]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", place)
        with self.assertRaises((http.client.IncompleteRead, ConnectionError)):
            connection.getresponse().read()


class ErasedAttachments(AttachTest):
    options = ("--smtp-host", "127.0.0.1", "--smtp-port", "9", "--smtp-security", "none", "--mail-from", "desk@studio.example")

    def test_what_hangs_on_a_persons_consents_goes_with_the_person(self):
        talent = self.made(self.admin, "people", {"name": "Tara Talent", "email": "tara@talent.example"})
        use = self.declared(FINAL, people=[talent])["id"]
        consent = self.made(self.coordinator, "consents", {"title": self.title, "person": talent, "text": "May we?", "uses": [use]})
        words = b"My passport is number 7731-HARBOUR-KESTREL. " * 20000
        release = self.attached(self.coordinator, consent, words, "Tara Talent release.txt", purpose="release")
        before = self.attached(self.coordinator, consent, b"an older QUILL paper", "older.txt", purpose="release")
        self.assertEqual(self.coordinator.post(f"/attachments/{before['id']}/remove", {"reason": "older"}, version="*").status, 200)
        elsewhere = self.attached(self.partner, use, PNG, "sky.png", purpose="clip")
        pictured, other = (self.partner.post(f"/uses/{one}/assets", {"assets": [
            {"sha256": "ab" * 32, "file": "double.png", "status": "final", "kind": "generated", "picture": SMALL_JPEG}]}).json["items"][0]["id"]
            for one in (use, self.declared(MILD)["id"]))
        self.assertEqual(self.partner.get(f"/assets/{pictured}/picture").bytes, base64.b64decode(SMALL_JPEG))
        held = self.legal.get(f"/people/{talent}/export").json["attachments"]
        self.assertEqual([one["id"] for one in held], [release["id"], before["id"]])
        self.assertEqual(held[0]["content"], f"/api/v1/attachments/{release['id']}/content")
        proof = self.auditor.get(f"/ledger/{self.title}/checkpoint").text
        self.assertEqual(self.legal.post(f"/people/{talent}/erase", {"ground": "GDPR Art. 17(1)(b)"}, version="*").status, 200)
        self.assertEqual(self.content(self.coordinator, release).status, 404)
        self.assertEqual([self.partner.get(f"/assets/{one}/picture").status for one in (pictured, other)], [404, 200])
        self.assertEqual(self.coordinator.get("/attachments/" + release["id"]).json["state"], "erased")
        self.assertEqual(self.content(self.coordinator, elsewhere).bytes, PNG)
        self.wait_for(lambda: self.kept() == [("kept", 1)])
        for path in glob.glob(self.register + "*"):
            found = open(path, "rb").read()
            for word in (b"KESTREL", b"QUILL", b"Tara Talent", sha256(words).encode()):
                self.assertNotIn(word, found, path)
        kept = os.path.join(self.folder.name, "kept.txt")
        open(kept, "w").write(proof)
        done = self.verify("--known", kept)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_sealed_evidence_that_nobody_holds_any_more_goes_too(self):
        use = self.declared(FINAL)["id"]
        holder = self.joined(self.admin, "Hugo Holder", "legal")
        alone = self.attached(self.partner, use, b"for one", "a.txt", sealed_for=holder.id)
        shared = self.attached(self.partner, use, b"for two", "b.txt", sealed_for=f"{holder.id},{self.legal.id}")
        self.assertEqual(self.legal.post(f"/people/{holder.id}/erase", {"ground": "GDPR Art. 17(1)(b)"}, version="*").status, 200)
        self.assertEqual(self.coordinator.get("/attachments/" + alone["id"]).json["state"], "erased")
        self.assertEqual(self.coordinator.get("/attachments/" + shared["id"]).json["state"], "attached")
        opened = self.legal.post(f"/attachments/{shared['id']}/open").json
        self.assertEqual(opened["holders"], [self.legal.id])
        self.assertEqual(self.verify().returncode, 0)

    def test_a_signed_link_plays_the_clips_of_its_one_consent(self):
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        use = self.declared(FINAL, people=[talent])["id"]
        consent = self.made(self.coordinator, "consents", {"title": self.title, "person": talent, "text": "May we?", "uses": [use]})
        clip = self.attached(self.coordinator, consent, PNG, "sky.png", purpose="clip")
        paper = self.attached(self.coordinator, consent, PDF, "deal.pdf", purpose="contract")
        other = self.attached(self.partner, use, PNG + b"\0", "other.png", purpose="clip")
        link = Person(self.port, self.coordinator.post(f"/consents/{consent}/links", {"email": "tara@talent.example"}).json["token"])
        self.assertEqual([one["id"] for one in link.get("/link/clips").json["items"]], [clip["id"]])
        opened = link.post(f"/link/clips/{clip['id']}/open")
        place = opened.json["content"].removeprefix("/api/v1")
        self.assertEqual(self.ask_raw(Person(self.port), "GET", place).bytes, PNG)
        part = self.ask_raw(Person(self.port), "GET", place, headers={"Range": "bytes=1-3"})
        self.assertEqual((part.status, part.bytes), (206, PNG[1:4]))
        for one in (paper, other):
            self.assertEqual(link.post(f"/link/clips/{one['id']}/open").status, 404)
        self.assertEqual(self.ask_raw(Person(self.port), "GET", "/opened/" + "x" * 43).status, 404)


class ToolTerms(AttachTest):
    def store(self, who, content, date, version="*", **more):
        query = urllib.parse.urlencode({"name": "terms.html", "date": date, **more})
        return self.ask_raw(who, "POST", f"/tools/{self.tool}/terms?{query}", content, {"If-Match": version})

    def test_stored_terms_are_the_snapshot_and_others_stop_what_relied_on_them(self):
        first = b"<html><head><title>t</title></head><body><h1>Terms</h1><p>We keep nothing.</p><p>One &amp; all</p></body></html>"
        stored = self.store(self.contact, first, "2026-10-01", recheck="2027-10-01", url="https://house.example/terms")
        self.assertEqual(stored.status, 200, stored.text)
        self.assertEqual(stored.json["terms"], {"date": "2026-10-01", "url": "https://house.example/terms", "sha256": sha256(first), "recheck": "2027-10-01"})
        use = self.approved(self.declared(FINAL))
        self.assertEqual(use["state"], "approved")
        again = self.store(self.contact, first, "2026-11-01")
        self.assertEqual((again.status, "recheck" in again.json["terms"]), (200, False))
        self.assertEqual(self.partner.get("/uses/" + use["id"]).json["state"], "approved")  # the same terms
        self.assertEqual(self.kept(), [("kept", 1)])
        second = first.replace(b"We keep nothing.", b"We keep <b>all</b>.")
        changed = self.store(self.contact, second, "2026-11-20")
        self.assertEqual(changed.json["terms"]["sha256"], sha256(second))
        voided = self.partner.get("/uses/" + use["id"]).json
        self.assertEqual(voided["state"], "voided")
        self.assertIn("terms of House Painter changed", voided["voided_why"])
        listed = self.auditor.get(f"/tools/{self.tool}/terms").json["items"]
        self.assertEqual([(one["date"], one["sha256"] == sha256(second), one["in_force"]) for one in listed],
                         [("2026-11-20", True, True), ("2026-11-01", False, False), ("2026-10-01", False, False)])
        self.assertEqual(self.content(self.partner, listed[2]).bytes, first)
        compared = self.partner.get(f"/tools/{self.tool}/terms/changes?from={listed[1]['id']}&to={listed[0]['id']}").json["lines"]
        self.assertEqual(compared, [{"in": "both", "text": "Terms"}, {"in": "before", "text": "We keep nothing."},
                                    {"in": "after", "text": "We keep all."}, {"in": "both", "text": "One & all"}])
        self.assertEqual(self.verify().returncode, 0)

    def test_what_is_not_right_is_refused(self):
        self.assertEqual(self.store(self.partner, PDF, "2026-10-01").status, 403)
        self.assertEqual(self.store(self.contact, PDF, "2026-02-30").status, 422)
        self.assertEqual(self.store(self.contact, PDF, "").status, 422)
        self.assertEqual(self.store(self.contact, PDF, "2026-10-01", version='"v77"').status, 412)
        query = urllib.parse.urlencode({"name": "terms.pdf", "date": "2026-10-01"})
        self.assertEqual(self.ask_raw(self.contact, "POST", f"/tools/{self.tool}/terms?{query}", PDF).status, 428)
        self.assertEqual(self.contact.get(f"/tools/{self.tool}/terms").json["items"], [])
        self.wait_for(lambda: self.kept() == [])
        stored = self.store(self.contact, PDF, "2026-10-01")
        listed = self.contact.get(f"/tools/{self.tool}/terms").json["items"]
        self.assertEqual((stored.status, len(listed)), (200, 1))
        self.assertEqual(self.contact.get(f"/tools/{self.tool}/terms/changes?from={listed[0]['id']}&to={listed[0]['id']}").status, 409)


class AttachCommand(AttachTest):
    def attach_by_command(self, *arguments):
        environment = os.environ | {"GOODGATE_TOKEN": self.partner.token}
        return subprocess.run([GOODGATE, "attach", *arguments, "--server", f"http://127.0.0.1:{self.port}"], capture_output=True, text=True,
                              env=environment)

    def test_a_file_is_attached_from_a_terminal(self):
        use = self.declared(FINAL)["id"]
        path = os.path.join(self.folder.name, "night sky.png")
        open(path, "wb").write(PNG)
        done = self.attach_by_command(path, "--to", use, "--purpose", "clip")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"^att_[0-9A-Z]{26}  night sky\.png  image/png\n$")
        self.assertEqual(self.content(self.partner, {"id": done.stdout.split()[0]}).bytes, PNG)
        lie = os.path.join(self.folder.name, "x.jpg")
        open(lie, "wb").write(PDF)
        done = self.attach_by_command(lie, "--to", use)
        self.assertIn("note: its name ends in .jpg, but what it holds is: PDF\n", done.stdout)
        sealed = self.attach_by_command(path, "--to", use, "--sealed-for", self.legal.id)
        self.assertRegex(sealed.stdout, r"^att_[0-9A-Z]{26}  sealed\n$")
        for arguments, says in ((("missing.png", "--to", use), "missing.png"), ((path, "--to", use, "--purpose", "fun"), "purpose"),
                                ((path, "--to", "use_" + "0" * 26), "nothing to attach to")):
            refused = self.attach_by_command(*arguments)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn(says, refused.stderr)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
