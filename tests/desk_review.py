#!/usr/bin/env python3
"""The review over HTTP: whose turn it is, deputies, items passed on, what changed meanwhile.

usage: desk_review.py GOODGATE [unittest arguments]
"""
import datetime
import unittest

from desk_harness import FINAL, MILD, DeskTest


def day(offset):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=offset)).isoformat()


class Review(DeskTest):
    def inbox(self, person):
        return {item["id"]: item["why"] for item in person.get("/inbox").json["items"]}

    def test_deputy_decides_for_who_is_away(self):
        self.production()
        vera = self.joined(self.admin, "Vera Vendor", "vendor", company=self.company)
        use = self.declared(FINAL)
        place = f"/uses/{use['id']}"
        self.assertNotIn(use["id"], self.inbox(vera))
        agree = {"reviewer": "legal"}
        self.assertEqual(vera.post(place + "/agree", agree, version="*").status, 403)
        away = {"to": vera.id, "from": day(-1), "until": day(1), "reach": ["legal"]}
        self.assertEqual(self.contact.post(f"/people/{self.legal.id}/away", away, version="*").status, 403)
        wrong = self.legal.post(f"/people/{self.legal.id}/away", away | {"reach": ["contact"]}, version="*")
        self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "#/away/reach/0"))
        gone = self.legal.post(f"/people/{self.legal.id}/away", away, version="*")
        self.assertEqual(gone.status, 200, gone.text)
        self.assertIn("for Leo Legal, who is away", self.inbox(vera)[use["id"]])
        self.assertEqual(vera.get("/session").json["stands_in"], [{"id": self.legal.id, "name": "Leo Legal", "grants": [{"role": "legal"}]}])
        self.assertEqual(self.contact.post(place + "/agree", {"reviewer": "contact"}, version="*").status, 200)
        agreed = vera.post(place + "/agree", agree, version="*")
        self.assertEqual(agreed.status, 200, agreed.text)
        approval = self.auditor.get(f"/approvals/{agreed.json['approval']}").json
        self.assertIn("Signed by Vera Vendor for Leo Legal, who was away, as legal", approval["text"])
        entry = [item for item in self.auditor.get(place + "/history").json["items"] if item["act"] == "use.agreed"][-1]["entry"]
        self.assertEqual((entry["actor"]["id"], entry["facts"]["for"]), (vera.id, self.legal.id))
        second = self.declared(FINAL)
        self.assertEqual(self.legal.post(f"/people/{self.legal.id}/back", version="*").status, 200)
        self.assertEqual(vera.post(f"/uses/{second['id']}/agree", agree, version="*").status, 403)
        self.assertNotIn(second["id"], self.inbox(vera))

    def test_item_passed_on_is_in_one_inbox(self):
        self.production()
        second = self.joined(self.admin, "Lena Legal", "legal")
        use = self.declared(FINAL)
        self.assertIn(use["id"], self.inbox(self.legal))
        passed = self.legal.post(f"/uses/{use['id']}/pass", {"reviewer": "legal", "to": second.id, "note": "Yours, I think"}, version="*")
        self.assertEqual(passed.status, 200, passed.text)
        self.assertNotIn(use["id"], self.inbox(self.legal))
        self.assertIn("passed to you", self.inbox(second)[use["id"]])

    def test_what_changed_since_it_was_seen(self):
        self.production()
        use = self.approved(self.declared(FINAL))
        place = f"/uses/{use['id']}"
        self.assertEqual(self.contact.get(place + "/changes").json["changes"], [])
        amended = self.partner.ask("PATCH", place, {"facts": {"prominence": "prominent"}}, version=use["version"])
        self.assertEqual(amended.status, 200, amended.text)
        stale = self.contact.post(place + "/agree", {"reviewer": "contact"}, version=use["version"])
        self.assertEqual(stale.status, 412)
        changes = self.contact.get(f"{place}/changes?since={use['version']}").json
        self.assertEqual(changes["version"], amended.json["version"])
        self.assertIn({"pointer": "/facts/prominence", "before": "incidental", "after": "prominent", "material": True}, changes["changes"])
        self.assertEqual(self.contact.get(place + "/changes?since=99").status, 404)
        self.assertEqual(self.contact.get(place + "/changes?since=x").status, 422)

    def test_tool_to_be_read_again_asks_the_contact(self):
        self.production()
        tool = self.contact.get(f"/tools/{self.tool}").json
        patch = {"terms": tool["terms"] | {"recheck": day(-1)}}
        amended = self.contact.ask("PATCH", f"/tools/{self.tool}", patch, version=tool["version"])
        self.assertEqual((amended.status, amended.json["state"]), (200, "recheck_due"))
        preview = self.partner.post("/uses/preview", self.use_body(MILD))
        self.assertEqual((preview.json["outcome"], preview.json["record"]["outcome"]), ("consult", "notify"))
        use = self.declared(MILD)
        self.assertEqual(use["state"], "waiting_for_contact")
        self.assertIn("were to be read again", use["decision"]["raised"][0]["why"])


if __name__ == "__main__":
    unittest.main(warnings="ignore")
