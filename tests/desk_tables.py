#!/usr/bin/env python3
"""Many at once: tables into lists and out again, one act on many uses, and a title in numbers.

usage: desk_tables.py GOODGATE [unittest arguments]
"""
import base64
import csv
import http.client
import io
import sqlite3
import unittest

from desk_harness import FINAL, MILD, DeskTest

def separated(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def raw(who, path):
    """An answer that is no text."""
    connection = http.client.HTTPConnection("127.0.0.1", who.port, timeout=30)
    connection.request("GET", "/api/v1" + path, headers={"Authorization": "Bearer " + who.token})
    response = connection.getresponse()
    return response.status, response.read()


class TablesTest(DeskTest):
    def setUp(self):
        super().setUp()
        self.production()

    def imported(self, who, plural, content, status=200, **more):
        body = {"list": plural, "file": plural + ".csv", "content": base64.b64encode(content).decode(), **more}
        answer = who.post("/imports", body)
        self.assertEqual(answer.status, status, answer.text)
        return answer.json

    def exported(self, who, form, plural):
        answer = raw(who, f"/exports/{form}/{plural}")
        self.assertEqual(answer[0], 200, answer[1][:300])
        return answer[1]

    def entries(self):
        with sqlite3.connect(self.register) as rows:
            return rows.execute("SELECT count(*) FROM entry").fetchone()[0]


class Imports(TablesTest):
    HEADINGS = ["Description", "Partner", "Tool", "cost.currency", "Cost expected", "purpose", "Scratch"]
    MAPPING = {"Cost expected": "cost.expected", "purpose": "facts.purpose", "Scratch": None}

    def test_dry_run_names_every_wrong_cell_and_applying_is_remembered(self):
        good = ["Night sky; scene 4", "harbour pictures", "House Painter 3", "EUR", "120.5", "ideation", "x"]
        wrong = ["Second", "Nobody Pictures", "House Painter", "euros", "a lot", "ideation", "y"]
        content = separated([self.HEADINGS, good, wrong])
        before = self.entries()
        tried = self.imported(self.partner, "uses", content, title=self.title, mapping=self.MAPPING)
        self.assertEqual((tried["dry_run"], tried["kept"], tried["counts"]), (True, False, {"applied": 1, "no_op": 0, "refused": 1}))
        self.assertEqual(self.entries(), before)
        self.assertEqual([(column["field"], column.get("how")) for column in tried["columns"]],
                         [("summary", "suggested"), ("company", "suggested"), ("tools", "suggested"), ("cost.currency", "suggested"),
                          ("cost.expected", "given"), ("facts.purpose", "given"), (None, "given")])
        problems = tried["rows"][1]["problems"]
        self.assertEqual([(one["row"], one["column"], one["value"]) for one in problems],
                         [(3, "B", "Nobody Pictures"), (3, "E", "a lot")])
        self.assertIn("there is no company of this name", problems[0]["message"])
        self.assertIn("write a number", problems[1]["message"])
        # What only the shape refuses is at its cell, too.
        one = self.imported(self.partner, "uses", separated([self.HEADINGS, good[:3] + ["euros"] + good[4:]]), title=self.title, mapping=self.MAPPING)
        self.assertEqual([(one["column"], one["value"]) for one in one["rows"][0]["problems"]], [("D", "euros")])
        # All or nothing keeps nothing; row by row keeps the good one; again, it is there already.
        whole = self.imported(self.partner, "uses", content, title=self.title, mapping=self.MAPPING, dry_run=False, whole=True)
        self.assertEqual((whole["kept"], self.partner.get("/uses").json["items"]), (False, []))
        done = self.imported(self.partner, "uses", content, title=self.title, mapping=self.MAPPING, dry_run=False)
        self.assertEqual((done["kept"], done["counts"]["applied"]), (True, 1))
        use, = self.partner.get("/uses").json["items"]
        self.assertEqual((use["summary"], use["company"], use["tools"], use["cost"], use["facts"], use["state"]),
                         ("Night sky; scene 4", self.company, [self.tool], {"currency": "EUR", "expected": 120.5}, {"purpose": "ideation"}, "draft"))
        again = self.imported(self.partner, "uses", separated([self.HEADINGS, good]), title=self.title, dry_run=False)
        self.assertEqual([(row["result"], row["id"]) for row in again["rows"]], [("no_op", use["id"])])
        self.assertEqual([column.get("how") for column in again["columns"]][4:6], ["remembered", "remembered"])
        # Nobody imports what they may not write.
        refused = self.imported(self.auditor, "uses", separated([self.HEADINGS, ["Other"] + good[1:]]), title=self.title, mapping=self.MAPPING, dry_run=False)
        self.assertEqual(refused["counts"]["refused"], 1)
        self.imported(self.partner, "uses", separated([self.HEADINGS, good]), status=422, mapping={"purpose": "nonsense"})

    def test_what_is_exported_and_imported_again_is_nothing_new(self):
        agent = self.made(self.admin, "people", {"name": "=HYPERLINK(\"x\")", "email": "tara@talent.example"})
        self.made(self.partner, "consents", {"title": self.title, "person": agent, "text": " My voice;\nscene \"12\" ", "scope": {"territories": ["DE", "US"]},
                                             "expires": "2027-01-31"})
        self.made(self.partner, "licences", {"title": self.title, "work": "Old map", "holder": "City; archive", "ai_alteration": "review",
                                             "review": {"by": "Leo", "date": "2026-11-01"}})
        self.declared(FINAL, cost={"currency": "EUR", "expected": 12}, hours={"expected": 3.25, "saved": 40})
        use = self.declared(MILD, covers=["vfx/a;b_*.png"])["id"]
        self.made(self.partner, "assets", {"title": self.title, "use": use, "sha256": "cd" * 32, "file": "-sky.png", "status": "final",
                                           "kind": "generated", "had_credential": False,
                                           "generation": {"signals": ["a1111"], "parameters": {"Seed": "7"}, "width": 64}})
        for plural, who in (("uses", self.partner), ("assets", self.partner), ("consents", self.partner), ("licences", self.partner),
                            ("people", self.admin), ("tools", self.contact), ("companies", self.admin), ("titles", self.coordinator), ("grants", self.admin)):
            before = self.entries()
            rows = who.get(f"/exports/json/{plural}").json
            self.assertGreater(len(rows["rows"]), 0, plural)
            for form in ("csv", "xlsx"):
                content = self.exported(who, form, plural)
                done = self.imported(who, plural, content, dry_run=False)
                self.assertEqual(done["counts"], {"applied": 0, "no_op": len(rows["rows"]), "refused": 0}, (plural, form, done["rows"]))
            self.assertEqual(self.entries(), before, plural)
        people = self.exported(self.admin, "csv", "people").decode("utf-8-sig")
        self.assertIn("'=HYPERLINK", people)
        # A changed cell changes the object it names, at the version that was read.
        table = list(csv.reader(io.StringIO(self.exported(self.partner, "csv", "licences").decode("utf-8-sig"))))
        table[1][table[0].index("work")] = "New map"
        done = self.imported(self.partner, "licences", separated(table), dry_run=False)
        self.assertEqual(done["counts"]["applied"], 1, done)
        table[1][table[0].index("work")] = "Newest map"
        stale = self.imported(self.partner, "licences", separated(table), dry_run=False)
        self.assertIn("read it again", stale["rows"][0]["problems"][0]["message"])
        self.assertEqual([one["work"] for one in self.partner.get("/licences").json["items"]], ["New map"])


class Bulk(TablesTest):
    def test_each_item_is_applied_nothing_new_or_refused(self):
        first, second = (self.made(self.partner, "uses", self.use_body(MILD)) for _ in range(2))
        declared = self.declared(MILD)
        other = self.made(self.admin, "companies", {"name": "Other Pictures"})
        hidden = self.made(self.coordinator, "uses", self.use_body(MILD) | {"company": other})
        items = [{"id": first, "version": 1}, {"id": second, "version": 7}, {"id": declared["id"], "version": 1}, {"id": hidden, "version": 1}]
        before = self.entries()
        tried = self.partner.post("/bulk", {"act": "declare", "items": items, "dry_run": True}).json
        self.assertEqual([item["result"] for item in tried["items"]], ["applied", "refused", "no_op", "refused"])
        self.assertEqual(self.entries(), before)
        done = self.partner.post("/bulk", {"act": "declare", "items": items}).json
        self.assertEqual([item["result"] for item in done["items"]], ["applied", "refused", "no_op", "refused"])
        self.assertIn("read it again", done["items"][1]["problem"])
        self.assertIn("there is no use", done["items"][3]["problem"])
        self.assertEqual([self.admin.get(f"/uses/{use}").json["state"] for use in (first, second, hidden)], ["cleared", "draft", "draft"])
        for act in ("start", "start", "close"):
            version = self.partner.get(f"/uses/{first}").json["version"]
            done = self.partner.post("/bulk", {"act": act, "items": [{"id": first, "version": version}]}).json["items"][0]
        self.assertEqual((done["result"], done["state"]), ("applied", "closed"))
        waiting = [self.declared(FINAL) for _ in range(2)]
        reviewer = waiting[0]["tracks"][0]["reviewer"]
        who = self.legal if reviewer in ("legal", "counsel") else self.contact
        items = [{"id": use["id"], "version": use["version"]} for use in waiting]
        self.assertEqual(who.post("/bulk", {"act": "decline", "items": items, "body": {"reviewer": reviewer}}).status, 422)
        done = who.post("/bulk", {"act": "decline", "items": items, "body": {"reviewer": reviewer, "reason": "Not here"}}).json
        self.assertEqual(done["counts"], {"applied": 2, "no_op": 0, "refused": 0})
        refused = self.auditor.post("/bulk", {"act": "withdraw", "items": items, "body": {"reason": "no"}}).json
        self.assertEqual(refused["counts"]["refused"], 2)
        self.assertEqual(self.verify().returncode, 0)


class Summary(TablesTest):
    def test_counts_and_sums_are_of_what_one_sees(self):
        self.declared(MILD, cost={"currency": "EUR", "expected": 100, "saved": 900}, hours={"expected": 2, "saved": 30})
        self.declared(MILD, cost={"currency": "EUR", "expected": 50.5}, hours={"expected": 1})
        other = self.made(self.admin, "companies", {"name": "Other Pictures"})
        self.made(self.coordinator, "uses", self.use_body(MILD) | {"company": other, "cost": {"currency": "USD", "expected": 7}})
        gone = self.declared(MILD, cost={"currency": "EUR", "expected": 5000})
        self.assertEqual(self.partner.post(f"/uses/{gone['id']}/withdraw", {"reason": "cut"}, version="*").status, 200)
        use = self.approved(self.declared(FINAL), conditions=[{"text": "Keep the log", "owner": "partner", "due": "2099-01-02"}])
        mine = self.partner.get(f"/titles/{self.title}/summary").json
        self.assertEqual((mine["uses"], mine["states"]), (4, {"approved": 1, "cleared": 2, "withdrawn": 1}))
        self.assertEqual(mine["cost"], {"EUR": {"expected": 150.5, "saved": 900}})
        self.assertEqual(mine["hours"], {"expected": 3, "saved": 30})
        self.assertEqual({one["use"] for one in mine["open_conditions"]}, {use["id"]})
        studio = self.legal.get("/summary").json
        self.assertEqual((studio["uses"], studio["cost"]["USD"]["expected"]), (5, 7))
        self.assertEqual(studio["outcomes"]["undecided"], 1)
        stranger = self.joined(self.admin, "Stan Stranger", "partner", company=other)
        self.assertEqual(stranger.get("/summary").json["uses"], 1)
        self.assertEqual(stranger.get("/summary").json["open_conditions"], [])


if __name__ == "__main__":
    unittest.main(warnings="ignore")
