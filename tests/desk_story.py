#!/usr/bin/env python3
"""The desk over HTTP, against the real server and its register.

usage: desk_story.py GOODGATE [unittest arguments]
"""
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None
    print("SKIPPED: answers are not held against the API's description: python3-jsonschema is missing", file=sys.stderr)

GOODGATE = os.path.abspath(sys.argv.pop(1))

MILD = {
    "purpose": "ideation", "final_deliverable": "no", "element": "none", "prominence": "not_seen", "story_relevant": "no",
    "could_mislead": "no", "talent_likeness": "no", "performance_altered": "no", "union_work": "no", "personal_data": "no",
    "third_party_ip": "no", "names_real_people": "no", "unreleased_material": "no", "sensitive_material": "no",
    "several_tools": "no", "model_trained": "no",
}
FINAL = MILD | {"purpose": "post_production", "final_deliverable": "yes", "element": "background", "prominence": "incidental",
                "human_input": "yes"}


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()
        self.json = json.loads(self.text) if "json" in (response.headers.get("Content-Type") or "") else None


def openapi(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/v1/openapi.json")
    return json.loads(connection.getresponse().read())


class Description:
    """The API's description, and whether an answer has the shape it says."""

    def __init__(self, document):
        self.components = document["components"]
        self.operations = []
        for path, methods in document["paths"].items():
            pattern = re.compile("/api/v1" + re.sub(r"\\{[a-z]+\\}", "[^/]+", re.escape(path)).replace("/tile/[^/]+", "/tile/.+") + "$")
            self.operations += [(path.count("{"), method.upper(), pattern, operation) for method, operation in methods.items()]
        self.operations.sort(key=lambda row: row[0])  # a literal path goes before one with parameters

    def check(self, method, path, answer):
        for _, one, pattern, operation in self.operations:
            if one == method and pattern.match(path.split("?")[0]):
                responses = operation["responses"]
                named = responses.get(str(answer.status), responses["default"] if answer.status >= 400 else None)
                assert named is not None, f"{operation['operationId']} answered {answer.status}, which is not described"
                return self.check_body(operation["operationId"], self.components["responses"][named["$ref"].rsplit("/", 1)[1]], answer)
        raise AssertionError(f"{method} {path} is not described")

    def check_body(self, operation, response, answer):
        if "content" not in response:
            return
        (media, content), = response["content"].items()
        found = (answer.headers.get("Content-Type") or "").split(";")[0]
        assert found == media, f"{operation}: {found} in place of {media}"
        if answer.json is not None:
            jsonschema.Draft202012Validator(content["schema"] | {"components": self.components}).validate(answer.json)


class Person:
    """Somebody with a token, over one connection."""

    description = None

    def __init__(self, port, token=None):
        self.port, self.token, self.connection = port, token, None

    def ask(self, method, path, body=None, version=None, headers=None):
        headers = dict(headers or {})
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if body is not None:
            headers["Content-Type"] = "application/json"
        if version is not None:
            headers["If-Match"] = version if isinstance(version, str) else f'"v{version}"'
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.connection.request(method, path if path.startswith("/healthz") else "/api/v1" + path,
                                None if body is None else json.dumps(body), headers)
        answer = Answer(self.connection.getresponse())
        if jsonschema and not path.startswith("/healthz"):
            Person.description = Person.description or Description(openapi(self.port))
            Person.description.check(method, "/api/v1" + path, answer)
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, version=None, **headers):
        return self.ask("POST", path, {} if body is None else body, version, headers)


class DeskTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.register = os.path.join(self.folder.name, "studio.db")
        self.start()

    def tearDown(self):
        self.stop()
        self.folder.cleanup()

    def start(self):
        self.server = subprocess.Popen([GOODGATE, "serve", "--register", self.register, "--listen", "127.0.0.1:0", "--name", "desk.example"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.server.stdout.readline()
        self.assertIn(" at http://127.0.0.1:", line)
        self.port = int(line.rsplit(":", 1)[1])

    def stop(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(timeout=30), 0)
        self.server.stdout.close()

    def goodgate(self, *arguments):
        return subprocess.run([GOODGATE, *arguments], capture_output=True, text=True)

    def verify(self, *arguments):
        return self.goodgate("ledger", "verify", "--register", self.register, "--name", "desk.example", *arguments)

    def signed_up(self):
        """The first administrator, by the link on the terminal."""
        self.server.stdout.readline()
        token = self.server.stdout.readline().strip().rsplit("#", 1)[1]
        body = {"token": token, "name": "Ada Administrator", "email": "ada@studio.example", "password": "harbour lights at dusk 7"}
        nobody = Person(self.port)
        answer = nobody.post("/first-start", body)
        self.assertEqual(answer.status, 201, answer.text)
        self.assertNotEqual(nobody.post("/first-start", body).status, 201)
        return self.with_token(answer)

    def with_token(self, signed_in):
        """A token for a person who has just signed in by a session."""
        cookie = signed_in.headers["Set-Cookie"].split(";")[0]
        someone = Person(self.port)
        answer = someone.ask("POST", "/tokens", {"name": "story", "days": 1},
                             headers={"Cookie": cookie, "X-CSRF-Token": signed_in.json["csrf"]})
        self.assertEqual(answer.status, 201, answer.text)
        return Person(self.port, answer.json["token"])

    def made(self, who, plural, body):
        answer = who.post("/" + plural, body)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json["id"]

    def joined(self, admin, name, role, **more):
        """A person with a role, invited, who chose a password."""
        email = name.split()[0].lower() + "@studio.example"
        person = self.made(admin, "people", {"name": name, "email": email, **more})
        self.made(admin, "grants", {"person": person, "role": role})
        link = admin.post(f"/people/{person}/invitations").json["token"]
        answer = Person(self.port).post("/invitations/accept", {"token": link, "password": "a quiet tide at noon " + role})
        self.assertEqual(answer.status, 201, answer.text)
        self.assertEqual(Person(self.port).post("/invitations/accept", {"token": link, "password": "a quiet tide at noon"}).status, 404)
        someone = self.with_token(answer)
        someone.id = person
        return someone

    def production(self):
        self.admin = self.signed_up()
        self.company = self.made(self.admin, "companies", {"name": "Harbour Pictures"})
        self.coordinator = self.joined(self.admin, "Cleo Coordinator", "coordinator")
        self.contact = self.joined(self.admin, "Connie Contact", "contact")
        self.legal = self.joined(self.admin, "Leo Legal", "legal")
        self.auditor = self.joined(self.admin, "Audrey Auditor", "auditor")
        self.partner = self.joined(self.admin, "Pat Partner", "partner", company=self.company)
        self.title = self.made(self.coordinator, "titles", {
            "name": "The Quiet Harbour", "kind": "documentary", "territories": ["US", "DE"], "agreements": [], "roles": ["deployer"],
            "photography": "2026-03-02", "release": "2027-09-15"})
        self.tool = self.made(self.contact, "tools", {
            "product": "House Painter", "version": "3", "tier": "enterprise", "terms": {"date": "2026-10-01", "url": "https://house.example/terms"},
            "facts": {"trains_on_inputs": "no", "trains_on_outputs": "no", "tool_enterprise": "yes", "terms_read": "yes"}})

    def use_body(self, facts, **more):
        return {"title": self.title, "company": self.company, "summary": "The old harbour at night", "intent": "Ten moods in an afternoon",
                "tools": [self.tool], "facts": facts, **more}

    def declared(self, facts, **more):
        use = self.made(self.partner, "uses", self.use_body(facts, **more))
        answer = self.partner.post(f"/uses/{use}/declare", version=1)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def approved(self, use, **more):
        for track in use["tracks"]:
            who = self.legal if track["reviewer"] in ("legal", "counsel") else self.contact
            answer = who.post(f"/uses/{use['id']}/agree", {"reviewer": track["reviewer"], **more}, version="*")
            self.assertEqual(answer.status, 200, answer.text)
        return answer.json


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
