#!/usr/bin/env python3
"""Files that come in: uploads that are cut off and go on, jobs that outlive their server, deliveries scanned at the desk,
and `goodgate check` at a desk.

usage: desk_intake.py GOODGATE [unittest arguments]
"""
import base64
import hashlib
import http.client
import io
import json
import os
import pathlib
import random
import resource
import signal
import socket
import subprocess
import time
import unittest
import zipfile

import bound_files
from desk_delivery import AI_TEXT, png
from desk_harness import FINAL, GOODGATE, DeskTest, Person

PARTIAL = "application/partial-upload"


class Intake(DeskTest):
    options = ("--upload-keep-free", "1 MB")

    def announce(self, who, name, size, **more):
        answer = who.post("/uploads", {"title": self.title, "name": name, "size": size, **more})
        self.assertEqual(answer.status, 201, answer.text)
        self.assertEqual(answer.headers["Location"], "/api/v1/uploads/" + answer.json["id"])
        return answer.json["id"]

    def send(self, who, upload, offset, content):
        """A part; the connection is one of its own, as those of browsers that are closed are."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("PATCH", "/api/v1/uploads/" + upload, content,
                           {"Authorization": "Bearer " + who.token, "Content-Type": PARTIAL, "Upload-Offset": str(offset)})
        response = connection.getresponse()
        response.text = response.read().decode()
        connection.close()
        return response

    def uploaded(self, who, name, content, **more):
        upload = self.announce(who, name, len(content), **more)
        if content:
            answer = self.send(who, upload, 0, content)
            self.assertEqual((answer.status, answer.headers["Upload-Complete"]), (204, "?1"), answer.text)
        return upload

    def offset(self, who, upload):
        answer = self.head(who, upload)
        self.assertEqual(answer.status, 200)
        return int(answer.headers["Upload-Offset"])

    def head(self, who, upload):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("HEAD", "/api/v1/uploads/" + upload, headers={"Authorization": "Bearer " + who.token})
        response = connection.getresponse()
        response.read()
        connection.close()
        return response

    def begin_part(self, who, upload, offset, size):
        """The head of a part of `size` bytes, whose bytes come when the test likes."""
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        sock.sendall(f"PATCH /api/v1/uploads/{upload} HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {who.token}\r\n"
                     f"Content-Type: {PARTIAL}\r\nUpload-Offset: {offset}\r\nContent-Length: {size}\r\n\r\n".encode())
        return sock

    def scan(self, who, uploads, name="Reel 1", **more):
        answer = who.post("/deliveries/scan", {"title": self.title, "name": name, "uploads": uploads, **more})
        self.assertEqual(answer.status, 202, answer.text)
        self.assertEqual(answer.headers["Location"], "/api/v1/jobs/" + answer.json["id"])
        return answer.json["id"]

    def over(self, who, job, timeout=60):
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            answer = who.get("/jobs/" + job)
            self.assertEqual(answer.status, 200, answer.text)
            if answer.json["state"] not in ("waiting", "running"):
                return answer.json
            time.sleep(0.05)
        self.fail("the job does not end: " + answer.text)

    def scanned(self, who, uploads, **more):
        job = self.over(who, self.scan(who, uploads, **more))
        self.assertEqual(job["state"], "done", job)
        return who.get("/deliveries/" + job["result"]["delivery"]).json

    def spool(self):
        folder = self.register + ".uploads"
        return sorted(name for name in os.listdir(folder) if name.startswith("upl_")) if os.path.isdir(folder) else []

    def empty_spool(self):
        """Files go a moment after their job is done."""
        until = time.monotonic() + 10
        while self.spool() and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual(self.spool(), [])

    def kill(self):
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()

    def restart(self, *people):
        self.start()
        for one in people:
            one.port, one.connection = self.port, None


class Uploads(Intake):
    def test_a_file_comes_in_parts_and_wrong_offsets_are_put_right(self):
        self.production()
        content = random.Random(1).randbytes(300_000)
        upload = self.announce(self.partner, "reel 1/größe.mov", len(content), mark="1732700000000")
        self.assertEqual(self.send(self.partner, upload, 0, content[:100_000]).headers["Upload-Offset"], "100000")
        self.assertEqual(self.offset(self.partner, upload), 100_000)
        for wrong in (0, 99_999, 250_000):
            answer = self.send(self.partner, upload, wrong, content[wrong:wrong + 10])
            self.assertEqual((answer.status, answer.headers["Upload-Offset"]), (409, "100000"))
            self.assertIn("#mismatching-upload-offset", answer.text)
        self.assertEqual(self.send(self.partner, upload, 100_000, content[100_000:] + b"x").status, 413)
        self.assertEqual(self.send(self.partner, upload, 100_000, content[100_000:]).headers["Upload-Complete"], "?1")
        shown = self.partner.get("/uploads/" + upload).json
        self.assertEqual((shown["complete"], shown["received"], shown["mark"]), (True, 300_000, "1732700000000"))
        self.assertEqual(self.send(self.partner, upload, 300_000, b"more").status, 409)
        with open(os.path.join(self.register + ".uploads", upload), "rb") as file:
            self.assertEqual(file.read(), content)
        # Nobody else sees it or adds to it; dropping it removes its bytes.
        for other in (self.coordinator, self.admin):
            self.assertEqual(other.get("/uploads/" + upload).status, 404)
            self.assertEqual(self.send(other, upload, 0, b"x").status, 404)
            self.assertEqual(other.ask("DELETE", "/uploads/" + upload).status, 404)
            self.assertEqual(other.get("/uploads").json["items"], [])
        self.assertEqual([one["id"] for one in self.partner.get("/uploads?title=" + self.title).json["items"]], [upload])
        self.assertEqual(self.partner.ask("DELETE", "/uploads/" + upload).status, 204)
        self.assertEqual((self.partner.get("/uploads/" + upload).status, self.spool()), (404, []))

    def test_what_arrived_before_a_cut_stays(self):
        self.production()
        content = random.Random(2).randbytes(200_000)
        upload = self.announce(self.partner, "a.bin", len(content))
        sock = self.begin_part(self.partner, upload, 0, len(content))
        sock.sendall(content[:120_000])
        until = time.monotonic() + 20
        while self.offset(self.partner, upload) < 120_000 and time.monotonic() < until:
            time.sleep(0.02)
        self.assertEqual(self.offset(self.partner, upload), 120_000)
        # The one that hangs is taken over by one that goes on, and adds nothing any more.
        self.assertEqual(self.send(self.partner, upload, 120_000, content[120_000:150_000]).status, 204)
        sock.sendall(b"\0" * 80_000)
        self.assertIn(b" 409 ", sock.recv(4096))
        sock.close()
        # One that is cut off without an answer leaves what came.
        sock = self.begin_part(self.partner, upload, 150_000, 50_000)
        sock.sendall(content[150_000:170_000])
        time.sleep(0.2)
        sock.close()
        while self.offset(self.partner, upload) < 170_000 and time.monotonic() < until:
            time.sleep(0.02)
        self.assertEqual(self.send(self.partner, upload, 170_000, content[170_000:]).headers["Upload-Complete"], "?1")
        with open(os.path.join(self.register + ".uploads", upload), "rb") as file:
            self.assertEqual(file.read(), content)

    def test_names_are_data(self):
        self.production()
        for name in ("../../etc/passwd", "/etc/passwd", "a/../b", "a//b", "a/", ".", "..", "a\\b", "a\nb", "a\0b", "x" * 300, ""):
            answer = self.partner.post("/uploads", {"title": self.title, "name": name, "size": 1})
            self.assertEqual(answer.status, 422, name)
            self.assertEqual(answer.json["errors"][0]["pointer"], "#/name", name)
        upload = self.uploaded(self.partner, "C:evil'; DROP TABLE upload;--/…/pier.png", b"x")
        self.assertEqual(self.spool(), [upload])
        self.assertEqual(self.partner.post("/uploads", {"title": self.title, "name": "a", "size": -1}).status, 422)
        # Who may not deliver on the title may not upload for it.
        self.assertEqual(self.auditor.post("/uploads", {"title": self.title, "name": "a", "size": 1}).status, 403)
        self.assertEqual(self.send(self.partner, "upl_" + "0" * 26, 0, b"x").status, 404)
        self.assertEqual(self.partner.get("/uploads/..%2F..%2Fstudio.db").status, 400)


class UploadLimits(Intake):
    options = ("--upload-max", "20 MB", "--upload-person-max", "40 MB", "--upload-keep-free", "1 MB")

    def start(self):
        # What a full disk does: no file grows beyond this.
        self.server = subprocess.Popen(
            self.serving(),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, restore_signals=False,
            preexec_fn=lambda: (signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.setrlimit(resource.RLIMIT_FSIZE, (15_000_000, 15_000_000))))
        self.port = int(self.server.stdout.readline().rsplit(":", 1)[1])

    def test_too_much_is_refused_and_a_full_disk_loses_nothing(self):
        self.production()
        self.assertEqual(self.partner.post("/uploads", {"title": self.title, "name": "a", "size": 20_000_001}).status, 413)
        upload = self.announce(self.partner, "a", 20_000_000)
        self.announce(self.partner, "b", 20_000_000)
        answer = self.partner.post("/uploads", {"title": self.title, "name": "c", "size": 1})
        self.assertEqual(answer.status, 413)
        self.assertIn("40000000", answer.text)
        content = random.Random(3).randbytes(20_000_000)
        answer = self.send(self.partner, upload, 0, content)
        self.assertEqual(answer.status, 507, answer.text)
        self.assertIn("no room left", answer.text)
        received = self.offset(self.partner, upload)
        self.assertEqual(received, 15_000_000)
        with open(os.path.join(self.register + ".uploads", upload), "rb") as file:
            self.assertEqual(file.read(), content[:received])
        self.assertEqual(self.partner.get("/titles").status, 200)

    def test_room_is_left_on_the_disk(self):
        self.stop()
        self.options = ("--upload-keep-free", "900000 TB")
        self.start()
        self.production()
        answer = self.partner.post("/uploads", {"title": self.title, "name": "a", "size": 1})
        self.assertEqual(answer.status, 507, answer.text)


class UploadsKilled(Intake):
    def test_what_was_acknowledged_is_there_after_kill_9(self):
        self.production()
        chance = random.Random(4)
        content = chance.randbytes(3_000_000)
        upload = self.announce(self.partner, "a.bin", len(content))
        acknowledged = 0
        for round_number in range(8):
            for _ in range(chance.randrange(0, 3)):
                end = min(acknowledged + chance.randrange(1, 200_000), len(content))
                if end > acknowledged:
                    self.assertEqual(self.send(self.partner, upload, acknowledged, content[acknowledged:end]).status, 204)
                acknowledged = end
            sock = self.begin_part(self.partner, upload, acknowledged, len(content) - acknowledged)
            sock.sendall(content[acknowledged:acknowledged + 100_000])
            self.kill()
            sock.close()
            self.restart(self.partner)
            found = self.offset(self.partner, upload)
            self.assertGreaterEqual(found, acknowledged, f"round {round_number}")
            acknowledged = found
        self.assertEqual(self.send(self.partner, upload, acknowledged, content[acknowledged:]).headers["Upload-Complete"], "?1")
        with open(os.path.join(self.register + ".uploads", upload), "rb") as file:
            self.assertEqual(file.read(), content)
        self.assertEqual(self.verify().returncode, 0)

    def test_what_belongs_to_nothing_is_removed_at_the_start(self):
        self.production()
        kept = self.uploaded(self.partner, "a", b"abc")
        self.stop()
        stray = os.path.join(self.register + ".uploads", "upl_" + "Z" * 26)
        with open(stray, "wb") as file:
            file.write(b"left behind")
        other = os.path.join(self.register + ".uploads", "notes.txt")
        with open(other, "wb") as file:
            file.write(b"not ours")
        self.restart(self.partner)
        self.assertEqual(self.spool(), [kept])
        self.assertTrue(os.path.exists(other))


class Scans(Intake):
    def test_what_credentials_bind_together_is_checked_together(self):
        self.production()
        folder = pathlib.Path(self.folder.name) / "reel"
        bound_files.write_stream(pathlib.Path(self.folder.name) / "bare")
        bound_files.sign_stream(GOODGATE, pathlib.Path(self.folder.name) / "bare", folder / "film")
        bound_files.write_package(folder / "imf")
        bound_files.change(folder / "film" / "parts" / "seg-3.m4s")
        bound_files.change(folder / "imf" / "CPL.xml")
        files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        delivery = self.scanned(self.partner, [self.uploaded(self.partner, name, content) for name, content in files.items()])
        findings = self.partner.get(f"/deliveries/{delivery['id']}/report").json["findings"]
        broken = sorted(one["file"] for one in findings if one["rule"] == "credential-broken")
        self.assertEqual(broken, ["film/init.mp4", "film/parts/seg-3.m4s", "imf/CPL.xml", "imf/credentials.c2pa"])
        undeclared = [one["file"] for one in findings if one["rule"] == "undeclared-ai"]
        self.assertIn("film/parts/seg-2.m4s", undeclared)
        self.assertIn("imf/video/reel 1.mxf", undeclared)
        done = subprocess.run([GOODGATE, "scan", "--json", "--no-cache", folder], capture_output=True, text=True)
        handed = self.partner.post("/deliveries", {"title": self.title, "name": "Reel 1", "report": json.loads(done.stdout)}).json
        self.assertEqual(handed["findings_sha256"], delivery["findings_sha256"])

    def test_uploads_become_a_delivery_that_is_judged_as_the_command_does(self):
        self.production()
        files = {"reel 1/pier.png": png(AI_TEXT), "reel 1/plain.png": png("made by hand"), "notes.txt": b"scene 12\n", "empty.bin": b""}
        uploads = [self.uploaded(self.partner, name, content, sha256=hashlib.sha256(content).hexdigest()) for name, content in files.items()]
        delivery = self.scanned(self.partner, uploads, note="rough cut")
        self.assertEqual((delivery["state"], delivery["source"], delivery["note"]), ("fail", "upload", "rough cut"))
        self.assertEqual(delivery["report"]["files"], 4)
        self.assertEqual(self.partner.get("/uploads").json["items"], [])

        # The same files scanned where they lie give the same judgement.
        folder = os.path.join(self.folder.name, "reel")
        for name, content in files.items():
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        done = subprocess.run([GOODGATE, "scan", "--json", "--no-cache", folder], capture_output=True, text=True)
        handed = self.partner.post("/deliveries", {"title": self.title, "name": "Reel 1", "report": json.loads(done.stdout)}).json
        self.assertEqual(handed["findings_sha256"], delivery["findings_sha256"])

        # What can be looked at: pictures, of the type their bytes have; text and all else is gone.
        place = f"/deliveries/{delivery['id']}/files"
        listed = self.partner.get(place).json["items"]
        self.assertEqual([one["path"] for one in listed], sorted(files, key=str.encode))
        by_path = {one["path"]: one for one in listed}
        pier = by_path["reel 1/pier.png"]
        self.assertEqual((pier["standing"], pier["content"]["media_type"], pier["has_picture"]), ("failed", "image/png", True))
        self.assertNotIn("content", by_path["notes.txt"])
        until = time.monotonic() + 10
        while len(self.spool()) > 2 and time.monotonic() < until:
            time.sleep(0.05)
        self.assertEqual(len(self.spool()), 2)
        content = self.partner.get(f"{place}/{pier['number']}/content")
        self.assertEqual((content.status, content.bytes), (200, files["reel 1/pier.png"]))
        self.assertEqual(content.headers["Content-Security-Policy"], "default-src 'none'; sandbox; frame-ancestors 'none'")
        self.assertEqual(content.headers["X-Content-Type-Options"], "nosniff")
        part = self.partner.ask("GET", f"{place}/{pier['number']}/content", headers={"Range": "bytes=1-3"})
        self.assertEqual((part.status, part.bytes, part.headers["Content-Range"]), (206, b"PNG", f"bytes 1-3/{len(content.bytes)}"))
        picture = self.partner.get(f"{place}/{pier['number']}/picture")
        self.assertEqual((picture.status, picture.bytes[:3]), (200, b"\xff\xd8\xff"))
        # The report to read shows the same pictures, and the one in the evidence pack too; a handed-in report has none.
        shown = "data:image/jpeg;base64," + base64.b64encode(picture.bytes).decode()
        report = self.partner.get(f"/deliveries/{delivery['id']}/report?format=html").text
        self.assertEqual((report.count("data:image/jpeg"), shown in report), (2, True))
        with zipfile.ZipFile(io.BytesIO(self.auditor.get(f"/titles/{self.title}/evidence?object={delivery['id']}").bytes)) as pack:
            self.assertIn(shown, pack.read(f"deliveries/{delivery['id']}.html").decode())
        self.assertNotIn("data:image/jpeg", self.partner.get(f"/deliveries/{handed['id']}/report?format=html").text)
        self.assertEqual(self.partner.get(f"{place}/{by_path['notes.txt']['number']}/content").status, 404)
        self.assertEqual(self.partner.get(place + "/99").status, 404)
        one = self.partner.get(f"{place}/{pier['number']}").json
        self.assertTrue(any(evidence["kind"] == "generator" for evidence in one["evidence"]), one)
        self.assertEqual(self.verify().returncode, 0)

    def test_a_script_in_disguise_stays_data(self):
        self.production()
        page = b"<!DOCTYPE html><script>alert(1)</script>"
        drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        delivery = self.scanned(self.partner, [self.uploaded(self.partner, "still.png", page), self.uploaded(self.partner, "logo.svg", drawing)])
        for one in self.partner.get(f"/deliveries/{delivery['id']}/files").json["items"]:
            self.assertNotIn("content", one)
        self.empty_spool()

    def test_a_file_that_is_not_what_was_declared_fails_the_job(self):
        self.production()
        good = self.uploaded(self.partner, "a.png", png("a"))
        bad = self.uploaded(self.partner, "b.png", png("b"), sha256="ab" * 32)
        job = self.over(self.partner, self.scan(self.partner, [good, bad]))
        self.assertEqual(job["state"], "failed")
        self.assertIn("/uploads/1: 'b.png' arrived with the SHA-256 " + hashlib.sha256(png("b")).hexdigest(), job["problem"]["detail"])
        self.assertEqual(self.partner.get("/deliveries").json["items"], [])
        # What was good is not sent again.
        self.assertEqual(self.partner.ask("DELETE", "/uploads/" + bad).status, 204)
        delivery = self.scanned(self.partner, [good, self.uploaded(self.partner, "b.png", png("b"))])
        self.assertEqual(delivery["report"]["files"], 2)

    def test_what_cannot_be_scanned_is_refused_with_its_place(self):
        self.production()
        whole = self.uploaded(self.partner, "a", b"abc")
        half = self.announce(self.partner, "b", 5)
        twin = self.uploaded(self.partner, "a", b"abc")
        foreign = self.uploaded(self.coordinator, "c", b"abc")
        answer = self.partner.post("/deliveries/scan", {"title": self.title, "name": "R", "uploads": [whole, half, twin, foreign]})
        self.assertEqual(answer.status, 422, answer.text)
        self.assertEqual([one["pointer"] for one in answer.json["errors"]], ["#/uploads/1", "#/uploads/2", "#/uploads/3"])
        self.assertEqual(self.auditor.post("/deliveries/scan", {"title": self.title, "name": "R", "uploads": [whole]}).status, 403)

    def test_what_cannot_be_replaced_is_said_before_the_scan(self):
        self.production()
        first = self.scanned(self.partner, [self.uploaded(self.partner, "a.png", png("a"))])
        second = self.scanned(self.partner, [self.uploaded(self.partner, "a.png", png("b"))], replaces=first["id"])
        whole = self.uploaded(self.partner, "a.png", png("c"))
        ask = {"title": self.title, "name": "R", "uploads": [whole]}
        again = self.partner.post("/deliveries/scan", ask | {"replaces": first["id"]})
        self.assertEqual((again.status, "replaced already by " + second["id"] in again.text), (409, True), again.text)
        for other in ("dlv_" + "0" * 26, self.title):
            none = self.partner.post("/deliveries/scan", ask | {"replaces": other})
            self.assertEqual((none.status, [one["pointer"] for one in none.json["errors"]]), (422, ["#/replaces"]), none.text)
        self.assertEqual(len(self.partner.get("/jobs").json["items"]), 2)
        third = self.scanned(self.partner, [whole], replaces=second["id"])
        self.assertEqual(self.partner.get("/deliveries/" + second["id"]).json["replaced_by"], third["id"])

    def test_a_job_is_its_owners_and_asked_for_once(self):
        self.production()
        uploads = [self.uploaded(self.partner, "a.png", png("a"))]
        body = {"title": self.title, "name": "Reel 1", "uploads": uploads}
        first = self.partner.ask("POST", "/deliveries/scan", body, headers={"Idempotency-Key": "k1"})
        again = self.partner.ask("POST", "/deliveries/scan", body, headers={"Idempotency-Key": "k1"})
        self.assertEqual((first.status, again.status, first.json["id"]), (202, 202, again.json["id"]))
        self.assertEqual(self.partner.ask("POST", "/deliveries/scan", body | {"name": "other"}, headers={"Idempotency-Key": "k1"}).status, 400)
        job = self.over(self.partner, first.json["id"])
        self.assertEqual(len(self.partner.get("/deliveries").json["items"]), 1)
        for other in (self.coordinator, self.admin):
            self.assertEqual(other.get("/jobs/" + job["id"]).status, 404)
            self.assertEqual(other.post(f"/jobs/{job['id']}/cancel").status, 404)
            self.assertEqual(other.get("/jobs").json["items"], [])
        self.assertEqual([one["id"] for one in self.partner.get("/jobs").json["items"]], [job["id"]])
        self.assertEqual(self.partner.post(f"/jobs/{job['id']}/cancel").status, 409)


class Jobs(Intake):
    options = ("--upload-keep-free", "1 MB", "--scans", "1")

    def large(self, count=2, size=64_000_000):
        block = random.Random(5).randbytes(1_000_000)
        uploads = []
        for number in range(count):
            upload = self.announce(self.partner, f"{number}.bin", size)
            for offset in range(0, size, 16_000_000):
                part = (block * 16)[:min(16_000_000, size - offset)]
                self.assertEqual(self.send(self.partner, upload, offset, part).status, 204)
            uploads.append(upload)
        return uploads

    def events(self, who):
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        sock.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {who.token}\r\n\r\n".encode())
        return sock

    def heard(self, sock, word, timeout=60):
        text, until = b"", time.monotonic() + timeout
        sock.settimeout(1)
        while word not in text and time.monotonic() < until:
            try:
                text += sock.recv(65536)
            except socket.timeout:
                pass
        return text.decode(errors="replace")

    def test_progress_is_told_to_its_owner_alone_and_not_in_the_ledger(self):
        self.production()
        uploads = self.large()
        before = self.auditor.get(f"/ledger/{self.title}/checkpoint").text.splitlines()[1]
        mine, others = self.events(self.partner), self.events(self.coordinator)
        self.heard(mine, b"retry:")
        self.heard(others, b"retry:")
        job = self.scan(self.partner, uploads)
        text = self.heard(mine, b"event: job.done")
        data = [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ") and job in line]
        self.assertEqual(data[0]["state"], "running")
        self.assertEqual((data[-1]["state"], data[-1]["id"]), ("done", job))
        self.assertIn("delivery", data[-1]["result"])
        self.assertNotIn("job.", self.heard(others, b"event: delivery.judged").replace("job_", ""))
        mine.close()
        others.close()
        after = self.auditor.get(f"/ledger/{self.title}/checkpoint").text.splitlines()[1]
        self.assertEqual(int(after) - int(before), 1)

    def test_a_job_goes_on_after_kill_9_and_after_a_stop(self):
        self.production()
        uploads = self.large()
        job = self.scan(self.partner, uploads)
        while self.partner.get("/jobs/" + job).json["state"] == "waiting":
            time.sleep(0.01)
        self.kill()
        self.restart(self.partner)
        time.sleep(0.1)
        self.stop()
        self.restart(self.partner)
        ended = self.over(self.partner, job)
        self.assertEqual(ended["state"], "done", ended)
        self.assertEqual(len(self.partner.get("/deliveries").json["items"]), 1)
        self.empty_spool()
        self.assertEqual(self.verify().returncode, 0)

    def test_a_job_whose_files_are_gone_says_so(self):
        self.production()
        first = self.large(1)
        waiting = self.uploaded(self.partner, "a.png", png("a"))
        self.scan(self.partner, first)
        job = self.scan(self.partner, [waiting], "Reel 2")
        self.kill()
        os.remove(os.path.join(self.register + ".uploads", waiting))
        self.restart(self.partner)
        ended = self.over(self.partner, job)
        self.assertEqual(ended["state"], "failed")
        self.assertIn("'a.png' is gone", ended["problem"]["detail"])

    def test_a_job_is_cancelled_while_it_waits_and_while_it_runs(self):
        self.production()
        running = self.scan(self.partner, self.large(4))
        upload = self.uploaded(self.partner, "a.png", png("a"))
        waiting = self.scan(self.partner, [upload], "Reel 2")
        self.assertEqual(self.partner.ask("DELETE", "/uploads/" + upload).status, 409)
        self.assertEqual(self.partner.post(f"/jobs/{waiting}/cancel").json["state"], "cancelled")
        self.assertEqual(self.partner.post(f"/jobs/{running}/cancel").json["state"], "cancelled")
        time.sleep(0.5)
        self.assertEqual(self.partner.get("/deliveries").json["items"], [])
        # The uploads are there for another.
        self.assertEqual(self.scanned(self.partner, [upload])["report"]["files"], 1)


class CheckAtDesk(Intake):
    def setUp(self):
        super().setUp()
        self.production()
        self.reel = os.path.join(self.folder.name, "reel")
        os.makedirs(os.path.join(self.reel, "shots"))
        for name, content in (("shots/pier.png", png(AI_TEXT)), ("notes.txt", b"scene 12\n"), ("big.bin", random.Random(6).randbytes(9_000_000))):
            with open(os.path.join(self.reel, name), "wb") as file:
                file.write(content)

    def check(self, *arguments, **more):
        environment = os.environ | {"GOODGATE_TOKEN": self.partner.token, "XDG_CACHE_HOME": self.folder.name}
        return subprocess.run([GOODGATE, "check", self.reel, "--server", f"http://127.0.0.1:{self.port}", "--title", self.title, *arguments],
                              capture_output=True, text=True, env=environment, **more)

    def test_the_report_is_handed_in_and_the_desk_judges(self):
        done = self.check("--json")
        self.assertEqual(done.returncode, 1, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual((report["schema"], report["verdict"]), ("urn:goodgate:schema:check:1", "fail"))
        delivery = self.partner.get("/deliveries").json["items"][0]
        self.assertEqual((delivery["source"], delivery["name"]), ("report", "reel"))
        judged = self.partner.get(f"/deliveries/{delivery['id']}/findings").json["items"]
        self.assertEqual([one["id"] for one in report["findings"]], [one["id"] for one in judged])
        people = self.check("--delivery", "Reel 1, conform", "--replaces", delivery["id"])
        self.assertEqual(people.returncode, 1, people.stderr)
        self.assertIn("FAIL", people.stdout)
        self.assertIn("shots/pier.png", people.stdout)
        self.assertEqual(self.partner.get("/deliveries/" + delivery["id"]).json["state"], "replaced")

    def test_media_go_too_and_what_is_there_is_not_sent_again(self):
        # Half of the large file is there already, from a call that was interrupted.
        path = os.path.join(self.reel, "big.bin")
        with open(path, "rb") as file:
            content = file.read()
        mark = str(os.stat(path).st_mtime_ns // 1_000_000)
        upload = self.announce(self.partner, "big.bin", len(content), mark=mark)
        self.assertEqual(self.send(self.partner, upload, 0, content[:5_000_000]).status, 204)
        done = self.check("--upload", "--html=" + os.path.join(self.folder.name, "report.html"), "--delivery", "Reel 2")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("shots/pier.png", done.stdout)
        self.assertTrue(os.path.getsize(os.path.join(self.folder.name, "report.html")) > 10_000)
        delivery = self.partner.get("/deliveries").json["items"][0]
        self.assertEqual((delivery["source"], delivery["report"]["files"]), ("upload", 3))
        self.assertEqual(self.partner.get("/uploads").json["items"], [])

    def test_ctrl_c_while_sending_keeps_what_is_there(self):
        with open(os.path.join(self.reel, "huge.bin"), "wb") as file:
            file.truncate(2_000_000_000)
        environment = os.environ | {"GOODGATE_TOKEN": self.partner.token, "XDG_CACHE_HOME": self.folder.name}
        sending = subprocess.Popen([GOODGATE, "check", self.reel, "--server", f"http://127.0.0.1:{self.port}", "--title", self.title, "--upload"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        until = time.monotonic() + 30
        while time.monotonic() < until and not any(one["received"] > 10_000_000 for one in self.partner.get("/uploads").json["items"]):
            time.sleep(0.05)
        sending.send_signal(signal.SIGINT)
        _, told = sending.communicate(timeout=30)
        self.assertEqual(sending.returncode, 69, told)
        self.assertIn("call it again to go on", told)
        self.assertEqual(self.partner.get("/deliveries").json["items"], [])
        before = {one["name"]: one["id"] for one in self.partner.get("/uploads").json["items"]}
        os.remove(os.path.join(self.reel, "huge.bin"))
        self.assertEqual(self.check("--upload").returncode, 1)
        self.assertIn("huge.bin", before)

    def test_what_is_wrong_is_said(self):
        done = subprocess.run(
            [GOODGATE, "check", self.reel, "--server", f"http://127.0.0.1:{self.port}", "--title", "ttl_" + "0" * 26], capture_output=True, text=True,
            env=os.environ | {"GOODGATE_TOKEN": self.partner.token, "XDG_CACHE_HOME": self.folder.name})
        self.assertEqual(done.returncode, 65, done.stderr)
        self.assertIn("there is no title ttl_", done.stderr)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
