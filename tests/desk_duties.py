#!/usr/bin/env python3
"""Duties over HTTP: what the desk sees done by itself, what a person records, and where nothing is due; and consents that
wait in the inbox of who answers for them.

usage: desk_duties.py GOODGATE [unittest arguments]
"""
import os
import subprocess
import unittest

from desk_harness import FINAL, GOODGATE, MILD, DeskTest

PROHIBITED = FINAL | {"talent_likeness": "yes", "model_trained": "yes", "model_used_elsewhere": "yes", "elsewhere_consented": "no"}


class Duties(DeskTest):
    def duty(self, use, evidence):
        return next(duty for duty in self.partner.get(f"/uses/{use['id']}").json["duties"] if duty["evidence"] == evidence)

    def meet(self, use, duty):
        return self.partner.post(f"/uses/{use['id']}/duties/{duty['id']}", {"evidence": "minutes of the week"}, version="*")

    def registered(self, use, sha256):
        return self.made(self.partner, "assets", {"title": self.title, "use": use["id"], "sha256": sha256 * 32, "file": f"vfx/{sha256}.png",
                                                   "status": "final", "kind": "generated", "generated": "2026-11-24"})

    def test_the_contact_was_told_by_the_desk(self):
        self.production()
        use = self.declared(MILD)
        told = self.duty(use, "told")
        self.assertEqual((told["state"], told["met_name"], told["evidence_text"]), ("met", "Pat Partner", "the desk told the contact when it was decided"))
        self.assertEqual(self.meet(use, told).status, 409)

    def test_a_written_approval_shows_itself_and_nobody_records_it(self):
        self.production()
        use = self.declared(FINAL)
        self.assertEqual(self.duty(use, "approval")["state"], "open")
        refused = self.meet(use, self.duty(use, "approval"))
        self.assertEqual(refused.status, 409, refused.text)
        use = self.approved(use)
        shown = self.duty(use, "approval")
        self.assertEqual(shown["state"], "met")
        self.assertIn(use["approval"], shown["evidence_text"])
        # Declared again, it is owed again.
        amended = self.partner.ask("PATCH", f"/uses/{use['id']}", {"facts": {"prominence": "prominent"}}, version="*")
        self.assertEqual(amended.status, 200, amended.text)
        self.assertEqual((self.duty(use, "approval")["state"], self.duty(use, "told")["state"]), ("open", "met"))

    def test_registered_files_show_their_duty_done_once_work_is_done(self):
        self.production()
        first, late = (self.approved(self.declared(FINAL)) for _ in range(2))
        for use in (first, late):
            self.assertEqual(self.partner.post(f"/uses/{use['id']}/start", version="*").status, 200)
        self.registered(first, "ab")
        self.assertEqual(self.duty(first, "asset")["state"], "open")  # more may be made
        self.registered(first, "cd")
        for use in (first, late):
            self.assertEqual(self.partner.post(f"/uses/{use['id']}/close", version="*").status, 200)
        shown = self.duty(first, "asset")
        self.assertEqual((shown["state"], shown["evidence_text"]), ("met", "2 files are registered for it"))
        self.assertEqual(self.duty(late, "asset")["state"], "open")
        self.registered(late, "ef")
        self.assertEqual((self.duty(late, "asset")["state"], self.duty(late, "asset")["evidence_text"]), ("met", "1 file is registered for it"))
        acts = [entry["act"] for entry in self.auditor.get(f"/uses/{late['id']}/history").json["items"]]
        self.assertEqual(acts[-2:], ["use.closed", "duty.met"])

    def test_nothing_is_recorded_where_nothing_may_be_done(self):
        self.production()
        use = self.declared(PROHIBITED)
        self.assertEqual(use["state"], "prohibited")
        self.assertNotEqual(use["duties"], [])
        for duty in use["duties"]:
            self.assertEqual(self.meet(use, duty).status, 409)
        declined = self.declared(FINAL)
        self.assertEqual(self.contact.post(f"/uses/{declined['id']}/decline", {"reviewer": "contact", "reason": "No"}, version="*").status, 200)
        self.assertEqual(self.meet(declined, self.duty(declined, "record")).status, 409)
        open_one = self.declared(FINAL)
        self.assertEqual(self.meet(open_one, self.duty(open_one, "record")).status, 200)


class AskedConsents(DeskTest):
    def waiting(self, person):
        return {item["id"]: item for item in person.get("/inbox").json["items"]}

    def test_a_consent_waits_in_the_inbox_of_who_answers_for_it_alone(self):
        self.production()
        tara = self.made(self.admin, "people", {"name": "Tara Talent"})
        other = self.made(self.admin, "people", {"name": "Otto Other"})
        rex = self.joined(self.admin, "Rex Representative", "talent_representative", represents=[tara])
        asked, not_his = (self.made(self.coordinator, "consents", {"title": self.title, "person": one, "text": "My silhouette in scene 12."}) for one in (tara, other))
        mine = self.waiting(rex)
        self.assertEqual([item["noun"] for item in mine.values()], ["consent"])
        self.assertIn("you answer for them", mine[asked]["why"])
        for person in (self.coordinator, self.contact, self.legal, self.partner, self.auditor, self.admin):
            self.assertFalse({asked, not_his} & set(self.waiting(person)))
        shown = subprocess.run([GOODGATE, "inbox", "--server", f"http://127.0.0.1:{rex.port}"], capture_output=True, text=True, env=os.environ | {"GOODGATE_TOKEN": rex.token})
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertIn("My silhouette in scene 12.", shown.stdout)
        self.assertEqual(rex.post(f"/consents/{asked}/give", version="*").status, 200)
        self.assertEqual(self.waiting(rex), {})


if __name__ == "__main__":
    unittest.main()
