#!/usr/bin/env python3
"""Signed links: talent and who speaks for them answer for a consent without an account, by codes that are mailed.

usage: desk_links.py GOODGATE [unittest arguments]
"""
import base64
import http.client
import json
import os
import re
import sqlite3
import subprocess
import unittest
import urllib.parse

from desk_harness import FINAL, Person
from desk_outgoing import MailTest, eventually, part


class Links(MailTest):
    def setUp(self):
        super().setUp()
        self.production()
        self.talent = self.made(self.admin, "people", {"name": "Tara Talent", "email": "tara@talent.example"})
        self.use = self.made(self.partner, "uses", self.use_body(FINAL))
        self.consent = self.made(self.partner, "consents", {
            "title": self.title, "person": self.talent, "uses": [self.use], "text": "My silhouette on the pier, scene 12",
            "scope": {"territories": ["US", "DE"]}, "expires": "2099-06-30"})

    def link(self, **body):
        answer = self.partner.post(f"/consents/{self.consent}/links", body)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json, Person(self.port, answer.json["token"])

    def code(self, talent, address="tara@talent.example"):
        before = len(self.mailbox.to(address))
        sent = talent.post("/link/code")
        self.assertEqual(sent.status, 202, sent.text)
        self.assertEqual(sent.json["to"], address[0] + "…" + address[address.index("@"):])
        mail = eventually(lambda: [one for one in self.mailbox.to(address)[before:] if one["Subject"] == "Your code"])[-1]
        return re.search(r"^    (\d{8})$", part(mail, "plain"), re.M).group(1)

    def consent_now(self):
        return self.partner.get(f"/consents/{self.consent}").json

    def test_talent_gives_and_withdraws_and_keeps_a_receipt_that_verifies(self):
        link, talent = self.link(send=True)
        mail = eventually(lambda: self.mailbox.to("tara@talent.example"))[0]
        self.assertIn(link["url"], part(mail, "plain"))
        self.assertEqual(link["url"], "https://desk.example/link#" + link["token"])
        page = talent.get("/link").json
        self.assertEqual(page["consent"]["text"], "My silhouette on the pier, scene 12")
        self.assertEqual(page["uses"][0]["tools"], [{"product": "House Painter", "product_version": "3"}])
        self.assertEqual((page["steps"], page["has_receipt"]), (["give", "refuse", "ask"], False))
        self.assertEqual(talent.get("/link/receipt").status, 404)

        code = self.code(talent)
        self.assertEqual(talent.post("/link/give", {"code": code, "version": page["consent"]["version"] + 1}).status, 412)
        given = talent.post("/link/give", {"code": code, "version": page["consent"]["version"]})
        self.assertEqual((given.status, given.json["state"]), (200, "given"), given.text)
        self.assertEqual(self.consent_now()["given_by"], self.talent)
        self.assertEqual(talent.post("/link/withdraw", {"code": code, "reason": "again"}).status, 422)  # a code is good once

        receipt = talent.get("/link/receipt").json
        self.assertEqual(receipt["answer"], "given")
        self.assertIn("My silhouette on the pier", receipt["text"])
        self.check_receipt(receipt)
        mail = eventually(lambda: [one for one in self.mailbox.to("tara@talent.example") if one["Subject"].startswith("Your receipt")])[0]
        (attached,) = mail.iter_attachments()
        mailed = json.loads(attached.get_content() if isinstance(attached.get_content(), str) else attached.get_content().decode())
        self.assertEqual(mailed["ledger"]["record"], receipt["ledger"]["record"])

        gone = talent.post("/link/withdraw", {"code": self.code(talent), "reason": "changed my mind"})
        self.assertEqual((gone.status, gone.json["state"]), (200, "withdrawn"), gone.text)
        self.assertEqual(talent.get("/link/receipt").json["answer"], "withdrawn")
        acts = [item["act"] for item in self.partner.get(f"/links/{link['id']}/history").json["items"]]
        self.assertEqual(acts, ["link.created", "link.used", "link.used"])
        entry = [item["entry"] for item in self.partner.get(f"/consents/{self.consent}/history").json["items"] if item["act"] == "consent.given"][0]
        self.assertEqual(entry["actor"], {"id": self.talent, "capacity": "signed_link"})
        self.assertNotIn("talent.example", json.dumps(entry))

    def check_receipt(self, receipt):
        pack = os.path.join(self.folder.name, "pack")
        done = self.goodgate("ledger", "prove", "--register", self.register, "--name", "desk.example", "--tree", self.title, "--position", "0", "-o", pack)
        self.assertEqual(done.returncode, 0, done.stderr)
        ledger = receipt["ledger"]
        for name, value in (("entry.tlog-proof", ledger["proof"].encode()), ("entry.json", ledger["record"].encode()),
                            ("entry.salt", base64.b64decode(ledger["salt"])), ("ledger.pem", ledger["pem"].encode())):
            with open(os.path.join(pack, name), "wb") as file:
                file.write(value)
        names = [os.path.join(pack, name) for name in ("verify.sh", "entry.tlog-proof", "entry.json", "entry.salt", "ledger.pem")]
        good = subprocess.run(["bash", *names], capture_output=True, text=True)
        self.assertEqual(good.returncode, 0, good.stdout + good.stderr)

    def test_who_opens_every_address_changes_nothing(self):
        link, talent = self.link(send=True)
        mail = eventually(lambda: self.mailbox.to("tara@talent.example"))[0]
        eventually(lambda: self.admin.get("/messages?state=waiting").json["items"] == [])
        eventually(lambda: self.waiting_rows() == 0)
        before = self.dump()
        addresses = set(re.findall(r'https://[^\s"<>]+', part(mail, "plain") + part(mail, "html")))
        self.assertGreaterEqual(len(addresses), 1)
        for address in addresses:
            path = urllib.parse.urlparse(address).path
            for one in (path, "/api/v1/link", "/api/v1/link/code", "/api/v1/link/give", "/api/v1/link/receipt"):
                for method in ("GET", "HEAD", "OPTIONS"):
                    for headers in ({}, {"Authorization": "Bearer " + link["token"]}):
                        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                        connection.request(method, one, headers=headers)
                        connection.getresponse().read()
        self.assertEqual(self.dump(), before)
        self.assertEqual(talent.get("/link").json["consent"]["state"], "asked")

    def waiting_rows(self):
        with sqlite3.connect(self.register) as rows:
            return rows.execute("SELECT count(*) FROM outbox WHERE done IS NULL").fetchone()[0]

    def dump(self):
        with sqlite3.connect(self.register) as rows:
            return list(rows.iterdump())

    def test_questions_are_asked_and_answered(self):
        _, talent = self.link()
        asked = talent.post("/link/ask", {"code": self.code(talent), "question": "Is my face in it?"})
        self.assertEqual((asked.status, asked.json["state"]), (200, "asked"), asked.text)
        eventually(lambda: [one for one in self.mailbox.to("pat@studio.example") if "question" in one["Subject"]])
        self.assertEqual(self.contact.post(f"/consents/{self.consent}/answer", {"answer": "No."}, version="*").status, 403)
        self.assertEqual(self.partner.post(f"/consents/{self.consent}/answer", {"answer": "No."}, version="*").status, 200)
        eventually(lambda: [one for one in self.mailbox.to("tara@talent.example") if "answered" in one["Subject"]])
        thread = talent.get("/link").json["consent"]["thread"]
        self.assertEqual([one.get("question") or one.get("answer") for one in thread], ["Is my face in it?", "No."])
        self.assertEqual(self.partner.post(f"/consents/{self.consent}/answer", {"answer": "No."}, version="*").status, 409)

    def test_a_link_reaches_its_consent_alone_and_ends(self):
        agent = self.made(self.admin, "people", {"name": "Rex Representative", "email": "rex@agency.example", "represents": [self.talent]})
        link, by_agent = self.link(person=agent)
        for method, path in (("GET", f"/consents/{self.consent}"), ("GET", "/uses"), ("POST", f"/consents/{self.consent}/give"), ("GET", "/session")):
            self.assertEqual(by_agent.ask(method, path, {} if method == "POST" else None, "*" if method == "POST" else None).status, 401, path)
        self.assertEqual(Person(self.port).post("/invitations/accept", {"token": link["token"], "password": "a quiet tide at noon"}).status, 404)
        self.assertEqual(Person(self.port).get("/link").status, 401)
        self.assertEqual(Person(self.port, self.partner.token).get("/link").status, 401)
        # Somebody who does not represent the person gets none, nor does who may not ask for consents.
        self.assertEqual(self.partner.post(f"/consents/{self.consent}/links", {"person": self.contact.id}).status, 422)
        self.assertEqual(self.contact.post(f"/consents/{self.consent}/links", {}).status, 403)
        # Wrong codes run out; a fresh one is good.
        self.code(by_agent, "rex@agency.example")
        for _ in range(6):
            wrong = by_agent.post("/link/refuse", {"code": "00000000", "reason": "no"})
            self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "#/code"))
        self.assertIn("too often", wrong.json["errors"][0]["detail"])
        refused = by_agent.post("/link/refuse", {"code": self.code(by_agent, "rex@agency.example"), "reason": "not like this"})
        self.assertEqual((refused.status, refused.json["state"]), (200, "refused"), refused.text)
        # Taken back, it opens nothing.
        self.assertEqual(self.partner.post(f"/links/{link['id']}/retire", {"reason": "sent in error"}, version="*").status, 200)
        self.assertEqual(by_agent.get("/link").status, 401)
        self.assertEqual(by_agent.post("/link/code").status, 401)

    def test_too_many_codes_are_refused(self):
        _, talent = self.link()
        statuses = [talent.post("/link/code").status for _ in range(7)]
        self.assertEqual((statuses[0], statuses[-1]), (202, 429))


if __name__ == "__main__":
    unittest.main(warnings="ignore")
