#!/usr/bin/env python3
"""Deliveries on the desk: handed over as a scan report, judged by the register, and judged again when it changes.

usage: desk_delivery.py GOODGATE [unittest arguments]
"""
import hashlib
import json
import os
import struct
import subprocess
import unittest
import xml.etree.ElementTree
import zlib

from desk_harness import FINAL, GOODGATE, DeskTest, Person


def png(text):
    """A picture of one dot whose text says how it was made."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) +
            chunk(b"tEXt", b"parameters\0" + text.encode()) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


AI_TEXT = "an old pier at night\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 42, Size: 1x1, Model: house"


class DeliveryTest(DeskTest):
    def media(self, **files):
        folder = os.path.join(self.folder.name, "reel")
        os.makedirs(folder, exist_ok=True)
        for name, content in files.items():
            with open(os.path.join(folder, name.replace("_png", ".png")), "wb") as file:
                file.write(content)
        return folder

    def scanned(self, folder):
        done = subprocess.run([GOODGATE, "scan", "--json", "--no-cache", folder], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def delivered(self, who, report, **more):
        answer = who.post("/deliveries", {"title": self.title, "name": "Reel 1", "report": report, **more})
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def delivery(self, id):
        return self.partner.get(f"/deliveries/{id}").json

    def rules(self, id, query=""):
        return [item["rule"] for item in self.partner.get(f"/deliveries/{id}/findings{query}").json["items"]]


class Deliveries(DeliveryTest):
    def test_what_was_cleared_passes_and_withdrawal_fails_it(self):
        self.production()
        picture = png(AI_TEXT)
        report = self.scanned(self.media(pier_png=picture))
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        agent = self.joined(self.admin, "Rex Representative", "talent_representative", represents=[talent])
        consent = self.made(self.partner, "consents", {"title": self.title, "person": talent, "text": "My silhouette on the pier, scene 12"})
        self.assertEqual(agent.post(f"/consents/{consent}/give", version=1).status, 200)

        # The register knows the tool by the name that its files state.
        known = self.contact.ask("PATCH", f"/tools/{self.tool}", {"also": ["Stable Diffusion web UI"]}, version="*")
        self.assertEqual(known.status, 200, known.text)

        # Before anything is declared the delivery fails; nothing of what it was is lost later.
        early = self.delivered(self.partner, report, note="rough cut")
        self.assertEqual((early["state"], self.rules(early["id"])), ("fail", ["undeclared-ai"]))

        use = self.approved(self.declared(FINAL, people=[talent], consents=[consent]), expires="2099-06-30")
        for duty in use["duties"]:
            if duty["evidence"] == "record":
                use = self.partner.post(f"/uses/{use['id']}/duties/{duty['id']}", {"evidence": "done, see folder"}, version="*").json
        self.assertEqual(self.partner.post(f"/uses/{use['id']}/clearances").status, 201)
        self.made(self.partner, "assets", {"title": self.title, "use": use["id"], "sha256": hashlib.sha256(picture).hexdigest(),
                                           "file": "pier.png", "status": "final", "kind": "generated"})
        for kind in ("credit", "cue_sheet", "mark", "notice"):
            self.made(self.partner, "disclosures", {"title": self.title, "use": use["id"], "kind": kind, "text": "row 1"})
        delivery = self.delivered(self.partner, report, replaces=early["id"])
        findings = self.partner.get(f"/deliveries/{delivery['id']}/findings").json["items"]
        self.assertEqual(delivery["state"], "pass", findings)
        self.assertEqual(delivery["uses"], [use["id"]])
        self.assertEqual(self.delivery(early["id"])["state"], "replaced")

        # Talent withdraws: the approval voids, and what was delivered fails at once, with the reason.
        self.assertEqual(agent.post(f"/consents/{consent}/withdraw", {"reason": "changed her mind"}, version="*").status, 200)
        self.assertEqual(self.partner.get(f"/approvals/{use['approval']}").json["state"], "voided")
        failed = self.delivery(delivery["id"])
        self.assertEqual(failed["state"], "fail")
        self.assertTrue({"approval-voided", "consent-withdrawn", "use-stopped"} <= set(self.rules(delivery["id"])))
        self.assertEqual(failed["judgements"][-1]["because"]["act"], "consent.withdrawn")
        self.assertEqual([one["verdict"] for one in failed["judgements"]][-2:], ["pass", "fail"])
        # What it was judged before is kept, and each judgement is an entry.
        before = failed["judgements"][-2]["number"]
        kept = self.partner.get(f"/deliveries/{delivery['id']}/findings?judgement={before}&severity=fail").json["items"]
        self.assertEqual(kept, [])
        history = self.auditor.get(f"/deliveries/{delivery['id']}/history").json["items"]
        self.assertEqual(history[-1]["act"], "delivery.judged_again")
        self.assertEqual(history[-1]["entry"]["facts"]["verdict_before"], "pass")
        self.assertTrue(history[-1]["entry"]["rulebooks"][0]["sha256"])
        self.assertEqual(self.partner.get("/deliveries?state=fail").json["items"][0]["id"], delivery["id"])
        self.assertEqual(self.verify().returncode, 0)

    def test_reports_and_findings_are_read_as_asked(self):
        self.production()
        report = self.scanned(self.media(**{f"a{number}_png": png(AI_TEXT + str(number)) for number in range(5)}))
        delivery = self.delivered(self.partner, report)
        place = f"/deliveries/{delivery['id']}"
        self.assertEqual(delivery["counts"], {"fail": 5, "hold": 0, "note": 0, "waived": 0})
        # The scan that is kept has the hash that the ledger names.
        scan = self.partner.get(place + "/scan")
        self.assertEqual(hashlib.sha256(scan.bytes).hexdigest(), delivery["report"]["sha256"])
        # Findings in pages, and by file, severity and rule.
        first = self.partner.get(place + "/findings?limit=2").json
        second = self.partner.get(place + f"/findings?limit=3&cursor={first['next']}").json
        self.assertEqual([item["file"] for item in first["items"] + second["items"]], [f"a{number}.png" for number in range(5)])
        self.assertIsNone(second["next"])
        self.assertEqual(len(self.rules(delivery["id"], "?file=a3")), 1)
        self.assertEqual(self.rules(delivery["id"], "?severity=hold,note"), [])
        self.assertEqual(self.rules(delivery["id"], "?waived=yes"), [])
        # Reports: the same verdict in each form.
        check = self.partner.get(place + "/report").json
        self.assertEqual((check["verdict"], len(check["findings"])), ("fail", 5))
        junit = self.partner.ask("GET", place + "/report", headers={"Accept": "application/xml"})
        self.assertEqual(len(xml.etree.ElementTree.fromstring(junit.text).findall(".//failure")), 5)
        html = self.partner.get(place + "/report?format=html")
        self.assertIn("attachment", html.headers["Content-Disposition"])
        self.assertIn("a3.png", html.text)
        self.assertIn('"type":"summary"', self.partner.get(place + "/report?format=jsonl").text)
        self.assertEqual(self.partner.get(place + "/report?format=pdf").status, 422)
        # A check is taken as well as a scan; what it judged elsewhere does not count here.
        check["verdict"] = "pass"
        self.assertEqual(self.delivered(self.partner, check)["state"], "fail")

    def test_who_may_and_what_is_refused(self):
        self.production()
        report = self.scanned(self.media(pier_png=png(AI_TEXT)))
        body = {"title": self.title, "name": "Reel 1", "report": report}
        self.assertEqual(self.auditor.post("/deliveries", body).status, 403)
        self.assertEqual(Person(self.port).post("/deliveries", body).status, 401)
        delivery = self.delivered(self.partner, report)
        other = self.made(self.admin, "companies", {"name": "Other Pictures"})
        stranger = self.joined(self.admin, "Stan Stranger", "vendor", company=other)
        for path in ("", "/findings", "/report", "/scan", "/history"):
            self.assertEqual(stranger.get(f"/deliveries/{delivery['id']}{path}").status, 404, path)
        self.assertEqual(self.partner.post(f"/deliveries/{delivery['id']}/judge").status, 428)
        self.assertEqual(self.partner.post(f"/deliveries/{delivery['id']}/judge", version=1).json["judgement"], 2)
        # A report that is none says where.
        report["files"][0]["sha256"] = "beef"
        wrong = self.partner.post("/deliveries", body)
        self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "#/report/files/0/sha256"))
        again = self.partner.post("/deliveries", body | {"report": {"schema": "mine"}})
        self.assertEqual(again.json["errors"][0]["pointer"], "#/report/schema")
        # Hostile names stay what they are, and the report they stand in is inert.
        report = self.scanned(self.media(**{"<script>alert(1)<": png(AI_TEXT)}))
        hostile = self.delivered(self.partner, report)
        html = self.partner.get(f"/deliveries/{hostile['id']}/report?format=html").text
        self.assertNotIn("<script>alert", html)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
