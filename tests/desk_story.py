#!/usr/bin/env python3
"""The guidance as one story, what the desk does not let pass, and what stands after it is killed.

usage: desk_story.py GOODGATE [unittest arguments]
"""
import http.client
import json
import os
import random
import sqlite3
import subprocess
import threading
import time
import unittest

from desk_harness import FINAL, MILD, DeskTest, Person


class Story(DeskTest):
    def test_the_guidance_from_declaration_to_proof(self):
        self.production()
        # Low risk: cleared at once, and the contact hears of it.
        mild = self.declared(MILD)
        self.assertEqual((mild["state"], mild["decision"]["outcome"]), ("cleared", "notify"))
        with sqlite3.connect(self.register) as rows:
            told = rows.execute("SELECT payload FROM outbox WHERE channel = 'mail' AND topic = 'use.declared'").fetchall()
        self.assertEqual([json.loads(row[0])["to"] for row in told], [self.contact.id])

        # A final deliverable waits; the contact sees it and why, asks, and is answered.
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        agent = self.joined(self.admin, "Rex Representative", "talent_representative", represents=[talent])
        consent = self.made(self.partner, "consents", {"title": self.title, "person": talent, "text": "My silhouette on the pier, scene 12"})
        self.assertEqual(self.partner.post(f"/consents/{consent}/give", version="*").status, 403)
        self.assertEqual(agent.post(f"/consents/{consent}/give", version=1).status, 200)
        use = self.declared(FINAL, people=[talent], consents=[consent])
        self.assertEqual(use["state"], "waiting_for_approval")
        inbox = self.contact.get("/inbox").json["items"]
        self.assertEqual([item["id"] for item in inbox], [use["id"]])
        self.assertIn("studio-genai/", inbox[0]["why"])
        self.assertEqual(self.contact.post(f"/uses/{use['id']}/ask", {"question": "Is the pier a real place?"}, version=use["version"]).status, 200)
        answer = self.partner.post(f"/uses/{use['id']}/answer", {"answer": "No, invented."}, version="*")
        self.assertEqual(answer.json["state"], "waiting_for_approval")

        # Nothing proceeds before the approval; then it is a sealed document with conditions.
        refused = self.partner.post(f"/uses/{use['id']}/clearances")
        self.assertEqual(refused.status, 409, refused.text)
        use = self.approved(answer.json, conditions=[{"text": "Keep the prompt log", "owner": "partner"}], expires="2099-06-30")
        self.assertEqual(use["state"], "approved", use)
        approval = self.auditor.get(f"/approvals/{use['approval']}").json
        self.assertIn("Keep the prompt log", approval["text"])
        self.assertRegex(approval["seal"], "^[0-9a-f]{64}$")
        for duty in use["duties"]:
            if duty["due"] in ("before_work", "before_generation") and duty["evidence"] not in ("approval", "consent", "told"):
                met = self.partner.post(f"/uses/{use['id']}/duties/{duty['id']}", {"evidence": "done, see folder"}, version="*")
                self.assertEqual(met.status, 200, met.text)
        cleared = self.partner.post(f"/uses/{use['id']}/clearances")
        self.assertEqual(cleared.status, 201, cleared.text)
        self.assertTrue(Person(self.port).get(f"/clearances/{cleared.json['token']}").json["valid"])
        asset = self.made(self.partner, "assets", {"title": self.title, "use": use["id"], "sha256": "ab" * 32, "file": "vfx/pier_0001.png",
                                                   "status": "final", "kind": "generated", "generated": "2026-11-24"})
        self.assertEqual(self.partner.post(f"/approvals/{approval['id']}/conditions/0", {"evidence": "log.txt"}, version="*").status, 200)

        # Talent withdraws: the use stops, the approval is void, the clearance does not hold any more.
        self.assertEqual(agent.post(f"/consents/{consent}/withdraw", {"reason": "changed her mind"}, version="*").status, 200)
        self.assertEqual(self.partner.get(f"/uses/{use['id']}").json["state"], "voided")
        self.assertEqual(self.partner.get(f"/approvals/{approval['id']}").json["state"], "voided")
        self.assertFalse(Person(self.port).get(f"/clearances/{cleared.json['token']}").json["valid"])
        self.assertEqual(self.partner.post(f"/uses/{use['id']}/clearances").status, 409)

        # The auditor has the life of the use with its places in the ledger, and proves one entry offline.
        history = self.auditor.get(f"/uses/{use['id']}/history").json["items"]
        self.assertEqual([item["act"] for item in history][:2], ["use.created", "use.declared"])
        self.assertIn("use.voided", [item["act"] for item in history])
        checkpoint = self.auditor.get(f"/ledger/{self.title}/checkpoint")
        self.assertEqual(checkpoint.status, 200, checkpoint.text)
        self.assertTrue(checkpoint.text.startswith(f"desk.example/{self.title}\n"))
        kept = os.path.join(self.folder.name, "kept.txt")
        with open(kept, "w") as file:
            file.write(checkpoint.text)
        pack = os.path.join(self.folder.name, "evidence")
        proved = self.goodgate("ledger", "prove", "--register", self.register, "--name", "desk.example", "--tree", self.title,
                               "--position", str(history[1]["position"]), "-o", pack)
        self.assertEqual(proved.returncode, 0, proved.stderr)
        self.assertTrue(asset)
        self.stop()
        good = self.verify("--known", kept)
        self.assertEqual(good.returncode, 0, good.stdout + good.stderr)
        self.check_pack(pack)
        self.tampered_register_is_found(kept)

    def check_pack(self, pack):
        names = {name: os.path.join(pack, name) for name in os.listdir(pack)}
        command = ["bash", names["verify.sh"], names["entry.tlog-proof"], names["entry.json"], names["entry.salt"], names["ledger.pem"]]
        good = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(good.returncode, 0, good.stdout + good.stderr)
        with open(names["entry.json"], "r+") as file:
            text = file.read().replace("use.declared", "use.withdrawn")
            file.seek(0)
            file.write(text)
        self.assertNotEqual(subprocess.run(command, capture_output=True).returncode, 0)

    def tampered_register_is_found(self, kept):
        with sqlite3.connect(self.register) as rows:
            rows.execute("UPDATE entry SET record = replace(record, 'use.declared', 'use.withdrawn') WHERE tree = ? AND act = 'use.declared'", (self.title,))
            position = rows.execute("SELECT min(position) FROM entry WHERE tree = ? AND act = 'use.declared'", (self.title,)).fetchone()[0]
        bad = self.verify("--known", kept, "--json")
        self.assertEqual(bad.returncode, 1)
        faults = [tree for tree in json.loads(bad.stdout) if tree["tree"] == self.title][0]["faults"]
        self.assertEqual((faults[0]["kind"], faults[0]["index"]), ("record_altered", position))


class Guards(DeskTest):
    def test_what_the_server_does_not_let_pass(self):
        self.production()
        nobody = Person(self.port)
        use = self.declared(FINAL)
        place = f"/uses/{use['id']}"
        agree = {"reviewer": "contact"}
        # Every route but the open ones wants to know who is asking.
        for method, path in (("GET", "/uses"), ("POST", "/uses"), ("GET", "/inbox"), ("GET", "/people"), ("POST", place + "/agree"),
                             ("GET", f"/ledger/{self.title}/checkpoint"), ("GET", "/events"), ("POST", "/tokens")):
            self.assertEqual(nobody.ask(method, path, {} if method == "POST" else None).status, 401, path)
        self.assertEqual(Person(self.port, "ggp_nonsense").get("/uses").status, 401)
        # A change says which version it is about; a stale one is refused.
        self.assertEqual(self.contact.post(place + "/agree", agree).status, 428)
        self.assertEqual(self.contact.post(place + "/agree", agree, version=1).status, 412)
        # Administrators decide nothing; partners of others see nothing.
        self.assertEqual(self.admin.post(place + "/agree", agree, version="*").status, 403)
        other = self.made(self.admin, "companies", {"name": "Other Pictures"})
        stranger = self.joined(self.admin, "Stan Stranger", "partner", company=other)
        self.assertEqual(stranger.get(place).status, 404)
        self.assertEqual(stranger.get("/uses").json["items"], [])
        self.assertEqual(stranger.post(place + "/withdraw", {"reason": "mine"}, version="*").status, 403)
        # Wrong input says where.
        wrong = self.partner.post("/uses", self.use_body(MILD) | {"cost": {"currency": "kroner", "expected": 1}})
        self.assertEqual(wrong.status, 422, wrong.text)
        self.assertEqual(wrong.json["errors"][0]["pointer"], "#/cost/currency")
        # A session needs its CSRF token for changes, and GET changes nothing.
        signed_in = nobody.post("/session", {"email": "pat@studio.example", "password": "a quiet tide at noon partner"})
        self.assertEqual(signed_in.status, 201, signed_in.text)
        cookie = {"Cookie": signed_in.headers["Set-Cookie"].split(";")[0]}
        self.assertEqual(nobody.ask("POST", "/uses", self.use_body(MILD), headers=cookie).status, 403)
        self.assertEqual(nobody.ask("POST", "/uses", self.use_body(MILD), headers=cookie | {"X-CSRF-Token": signed_in.json["csrf"]}).status, 201)
        self.assertEqual(nobody.post("/session", {"email": "pat@studio.example", "password": "wrong"}).status, 403)
        # The same request twice happens once.
        first = self.partner.post("/uses", self.use_body(MILD), **{"Idempotency-Key": "k-1"})
        second = self.partner.post("/uses", self.use_body(MILD), **{"Idempotency-Key": "k-1"})
        self.assertEqual((first.status, first.json["id"]), (second.status, second.json["id"]))
        self.assertGreaterEqual(self.partner.post("/uses", self.use_body(FINAL), **{"Idempotency-Key": "k-1"}).status, 400)

    def test_pages_lead_to_each_other(self):
        self.production()
        for number in range(7):
            self.made(self.partner, "uses", self.use_body(MILD, covers=[f"vfx/{number}_*.png"]))
        seen, cursor = [], ""
        while cursor is not None:
            page = self.partner.get(f"/uses?limit=3&cursor={cursor}").json
            seen += [item["id"] for item in page["items"]]
            cursor = page["next"]
        self.assertEqual(len(seen), 7)
        self.assertEqual(seen, sorted(set(seen)))

    def test_second_server_on_one_file_is_told_what_to_do(self):
        second = self.goodgate("serve", "--register", self.register, "--listen", "127.0.0.1:0")
        self.assertEqual(second.returncode, 69)
        self.assertIn("another goodgate has this register open", second.stderr)

    def test_backup_is_restored_after_verifying(self):
        self.production()
        copy = os.path.join(self.folder.name, "copy.db")
        self.assertEqual(self.goodgate("backup", "--register", self.register, copy).returncode, 0)
        key = ["--key", self.register + ".key", "--name", "desk.example"]
        target = os.path.join(self.folder.name, "restored.db")
        done = self.goodgate("restore", copy, "--register", target, *key)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        again = self.goodgate("restore", copy, "--register", target, *key)
        self.assertEqual(again.returncode, 69)


class Killed(DeskTest):
    rounds = int(os.environ.get("KILL_ROUNDS", "5"))

    def test_every_acknowledged_write_is_there(self):
        self.production()
        acknowledged = []
        for _ in range(self.rounds):
            self.kill_under_load(acknowledged)
            good = self.verify()
            self.assertEqual(good.returncode, 0, good.stdout)
            with sqlite3.connect(self.register) as rows:
                kept = {row[0]: row[1] for row in rows.execute("SELECT id, state FROM record WHERE noun = 'use'")}
                entries = dict(rows.execute("SELECT object, count(*) FROM entry WHERE act IN ('use.created', 'use.declared') GROUP BY object"))
            for use, state in acknowledged:
                self.assertEqual(kept.get(use), state)
            # Nothing half done: each use has one entry for each act that it shows.
            self.assertEqual({use: 1 if state == "draft" else 2 for use, state in kept.items()}, entries)
            self.restart()

    def restart(self):
        self.start()
        for person in (self.partner, self.contact):
            person.port, person.connection = self.port, None

    def kill_under_load(self, acknowledged):
        def work():
            partner = Person(self.port, self.partner.token)
            try:
                while True:
                    use = partner.post("/uses", self.use_body(MILD))
                    if use.status != 201:
                        return
                    declared = partner.post(f"/uses/{use.json['id']}/declare", version=1)
                    if declared.status == 200:
                        acknowledged.append((use.json["id"], "cleared"))
            except (OSError, http.client.HTTPException):
                return
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.2, 1.0))
        self.server.kill()
        self.server.wait()
        self.server.stdout.close()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    unittest.main(warnings="ignore")
