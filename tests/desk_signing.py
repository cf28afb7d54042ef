#!/usr/bin/env python3
"""What one signs is what one saw; how one signs in; the keys that anybody may check signatures with.

usage: desk_signing.py GOODGATE [unittest arguments]
"""
import base64
import hashlib
import unittest

from desk_harness import FINAL, MILD, DeskTest, Person


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


class Signing(DeskTest):
    def setUp(self):
        super().setUp()
        self.production()

    def to_sign(self, who, use, **more):
        answer = who.post(f"/uses/{use['id']}/agreement", more)
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json["sha256"], sha256(answer.json["text"]))
        return answer.json

    def test_the_text_that_was_shown_is_the_one_that_is_sealed(self):
        use = self.declared(FINAL)
        before = self.legal.get(f"/uses/{use['id']}").json
        condition = {"conditions": [{"text": "Keep the prompt log", "owner": "partner"}]}
        first = self.to_sign(self.contact, use, reviewer="contact", **condition)
        self.assertEqual(first["waits_for"], ["legal"])
        self.assertEqual(self.legal.get(f"/uses/{use['id']}").json, before)  # it signed nothing
        self.assertEqual(self.contact.post(f"/uses/{use['id']}/agree", {"reviewer": "contact", "text_sha256": first["sha256"], **condition}, version="*").status, 200)
        last = self.to_sign(self.legal, use, reviewer="legal")
        self.assertEqual(last["waits_for"], [])
        self.assertIn("On condition that: Keep the prompt log", last["text"])
        agreed = self.legal.post(f"/uses/{use['id']}/agree", {"reviewer": "legal", "text_sha256": last["sha256"]}, version="*")
        self.assertEqual(agreed.status, 200, agreed.text)
        approval = self.legal.get(f"/approvals/{agreed.json['approval']}").json
        self.assertEqual(approval["text"], last["text"])

    def test_another_text_than_the_one_that_was_shown_is_not_signed(self):
        use = self.declared(FINAL)
        shown = self.to_sign(self.contact, use, reviewer="contact")
        other = {"reviewer": "contact", "text_sha256": shown["sha256"], "expires": "2027-01-31"}
        refused = self.contact.post(f"/uses/{use['id']}/agree", other, version="*")
        self.assertEqual(refused.status, 412, refused.text)
        self.assertIn("/text_sha256", refused.text)
        # Something that the version of the use does not tell of: a tool's terms are read anew under its name.
        tool = self.contact.get(f"/tools/{self.tool}").json
        self.assertEqual(self.contact.ask("PATCH", f"/tools/{self.tool}", {"product": "House Painter Pro"}, f"\"v{tool['version']}\"").status, 200)
        refused = self.contact.post(f"/uses/{use['id']}/agree", {"reviewer": "contact", "text_sha256": shown["sha256"]}, version="*")
        self.assertEqual(refused.status, 412, refused.text)
        self.assertEqual(self.contact.get(f"/uses/{use['id']}").json["state"], "waiting_for_approval")

    def test_only_who_may_agree_is_shown_what_they_would_sign(self):
        use = self.declared(FINAL)
        self.assertEqual(self.partner.post(f"/uses/{use['id']}/agreement", {"reviewer": "contact"}).status, 403)
        self.assertEqual(self.legal.post(f"/uses/{use['id']}/agreement", {"reviewer": "contact"}).status, 403)
        asked = self.declared({**MILD, "final_deliverable": "unsure"})
        self.assertNotEqual(asked["state"], "waiting_for_approval")
        self.assertEqual(self.contact.post(f"/uses/{asked['id']}/agreement", {"reviewer": "contact"}).status, 409)


class Account(DeskTest):
    def test_tells_its_owner_how_they_sign_in(self):
        self.production()
        self.assertEqual(self.partner.get("/account").json, {"email": "pat@studio.example", "second_factor": False, "recovery_codes": 0, "evidence_passphrase": False})

    def test_the_ledgers_key_is_for_anybody(self):
        self.production()
        key = Person(self.port).get("/ledger-key").json
        name, key_id, public = key["key"].split("+", 2)  # the last has any character of base64
        self.assertEqual(name, key["name"])
        raw = base64.b64decode(public)
        self.assertEqual(key_id, hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8])
        self.assertIn(base64.b64encode(raw[1:]).decode()[-16:], key["pem"].replace("\n", ""))
        self.assertEqual(self.auditor.get(f"/ledger/{self.title}/proofs/0").json["pem"], key["pem"])


if __name__ == "__main__":
    unittest.main(warnings="ignore")
