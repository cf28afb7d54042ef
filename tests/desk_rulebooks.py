#!/usr/bin/env python3
"""Rulebooks on the desk: uploaded, checked, proposed by one, published by another, and what they decide from then on.

usage: desk_rulebooks.py GOODGATE [unittest arguments]
"""
import base64
import datetime
import io
import json
import os
import re
import subprocess
import time
import unittest
import zipfile

from desk_harness import GOODGATE, DeskTest

TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rulebooks", "template", "2026-11.yaml")
MILD = {"final_deliverable": "no", "third_party_ip": "no"}


def template(version="2026-12", **changes):
    """The shipped template as a version of the studio's own, with texts put in place of others."""
    with open(TEMPLATE, encoding="utf-8") as file:
        text = file.read()
    for before, after in {"version: 2026-11 ": f"version: {version} ", **changes}.items():
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


# The row for what stays inside the house needs the contact's word; the promise and the example about it with it.
STRICTER = {
    "    outcome: notify\n    because: Nothing of it stays": "    outcome: consult\n    reviewers: [contact]\n    because: Nothing of it stays",
    "at_most: notify": "at_most: consult",
    "expect: {outcome: notify, rows: [stays-inside]": "expect: {outcome: consult, rows: [stays-inside]",
}


def body(text, name="house.yaml"):
    content = text if isinstance(text, bytes) else text.encode()
    return {"file": name, "content": base64.b64encode(content).decode()}


def today(days=0):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(days=days)).isoformat()


class RulebookTest(DeskTest):
    def production(self):
        super().production()
        self.counsel = self.joined(self.admin, "Cora Counsel", "legal")
        answer = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["template"]}, version="*")
        self.assertEqual(answer.status, 200, answer.text)

    def uploaded(self, text, **more):
        answer = self.legal.post("/rulebooks", body(text, **more))
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json["id"]

    def checked(self, id):
        """Waits until the checks are made."""
        end = time.monotonic() + 90
        while True:
            version = self.legal.get(f"/rulebooks/{id}").json
            if version["checks"]["state"] != "waiting":
                return version
            self.assertLess(time.monotonic(), end, "the checks take too long")
            time.sleep(0.1)

    def step(self, who, id, name, body=None, status=200):
        answer = who.post(f"/rulebooks/{id}/{name}", body, version="*")
        self.assertEqual(answer.status, status, answer.text)
        return answer.json

    def published(self, text, day=None):
        id = self.uploaded(text)
        self.assertEqual(self.checked(id)["state"], "checked", self.legal.get(f"/rulebooks/{id}").text)
        self.step(self.legal, id, "propose", {"from": day or today(), "why": "The new terms"})
        self.step(self.counsel, id, "publish")
        return id

    def in_force(self, book="template"):
        return next(one for one in self.legal.get("/rulebooks").json["items"] if one["book"] == book)["in_force"]

    def recomputes(self, use):
        """By the texts that the desk keeps, with the command that needs no desk."""
        record = use["decision"]["record"]
        names = []
        for book in record["rulebooks"]:
            versions = [one for every in self.legal.get("/rulebooks").json["items"] for one in every["versions"]]
            id = next(one["id"] for one in versions if one["sha256"] == book["sha256"])
            path = os.path.join(self.folder.name, book["sha256"] + ".yaml")
            names += ["--book", path]
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.legal.get(f"/rulebooks/{id}/file?format=yaml").text)
        path = os.path.join(self.folder.name, "record.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(record, file, ensure_ascii=False, separators=(",", ":"))
        done = self.goodgate("rulebook", "recompute", path, *names)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Uploads(RulebookTest):
    def test_a_broken_sheet_names_the_cell(self):
        self.production()
        sheet = self.legal.get("/rulebooks/template@2026-11/file?format=xlsx")
        self.assertEqual(sheet.status, 200)
        read, written = zipfile.ZipFile(io.BytesIO(sheet.bytes)), io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name in read.namelist():
                archive.writestr(name, re.sub(b">approve<", b">aprove<", read.read(name)))
        answer = self.legal.post("/rulebooks", body(written.getvalue(), "house.xlsx"))
        self.assertEqual(answer.status, 422, answer.text)
        details = [one["detail"] for one in answer.json["errors"]]
        self.assertTrue(any(re.search(r"sheet rows, cell [A-Z]+\d+: .*'aprove'", one) for one in details), details)
        self.assertEqual({one["pointer"] for one in answer.json["errors"]}, {"#/content"})

    def test_a_broken_text_names_line_and_column(self):
        self.production()
        answer = self.legal.post("/rulebooks", body(template().replace("outcome: approve", "outcome: aprove", 1)))
        self.assertEqual(answer.status, 422, answer.text)
        self.assertRegex(answer.json["errors"][0]["detail"], r"^line \d+, column \d+: .*'aprove'")

    def test_forms_round_trip_and_versions_do_not_clash(self):
        self.production()
        id = self.uploaded(template())
        sha256 = self.legal.get(f"/rulebooks/{id}").json["sha256"]
        for form in ("yaml", "xlsx", "csv"):
            file = self.legal.get(f"/rulebooks/{id}/file?format={form}")
            again = self.legal.ask("POST", f"/rulebooks/{id}/content", body(file.bytes, f"house.{form}"), version="*")
            self.assertEqual((again.status, again.json.get("sha256")), (200, sha256), again.text)
        self.assertIn("<definitions", self.legal.get(f"/rulebooks/{id}/file?format=dmn").text)
        self.assertEqual(self.legal.post("/rulebooks", body(template())).status, 409)
        shipped = self.legal.post("/rulebooks", body(template("2026-11")))
        self.assertEqual(shipped.status, 409)
        self.assertIn("comes with the program", shipped.json["detail"])
        self.step(self.legal, id, "withdraw", {"reason": "Not yet"})
        self.uploaded(template())

    def test_the_same_request_twice_makes_one_version(self):
        self.production()
        first, second = (self.legal.ask("POST", "/rulebooks", body(template()), headers={"Idempotency-Key": "upload 1"}) for _ in range(2))
        self.assertEqual((first.status, second.status), (201, 201))
        self.assertEqual(first.json["id"], second.json["id"])

    def test_cases_may_come_beside_the_book(self):
        self.production()
        cases = "cases_for: template\ncases:\n  - name: A picture that stays\n    given: {final_deliverable: yes}\n    expect: {outcome: approve}\n"
        answer = self.legal.post("/rulebooks", body(template()) | {"cases": [body(cases, "more.yaml")]})
        self.assertEqual(answer.status, 201, answer.text)
        self.assertIn("A picture that stays", [one["name"] for one in self.legal.get(f"/rulebooks/{answer.json['id']}/cases").json["items"]])


class Checks(RulebookTest):
    def test_a_failing_case_keeps_it_from_being_proposed(self):
        self.production()
        id = self.uploaded(template(**{"expect: {outcome: notify, rows: [stays-inside]": "expect: {outcome: clear, rows: [stays-inside]"}))
        version = self.checked(id)
        self.assertEqual((version["state"], version["checks"]["state"], version["checks"]["cases"]["failed"]), ("draft", "failed", 1))
        self.step(self.legal, id, "propose", {"from": today(), "why": "x"}, 409)
        failed = [one for one in self.legal.get(f"/rulebooks/{id}/cases").json["items"] if not one["passed"]]
        self.assertEqual(len(failed), 1)
        self.assertIn("expected clear, came notify", failed[0]["text"])

    def test_a_refuted_promise_keeps_it_from_being_proposed_and_shows_a_declaration(self):
        self.production()
        id = self.uploaded(template(**{"at_least: approve\n": "at_least: prohibit\n"}))
        version = self.checked(id)
        self.assertEqual(version["checks"]["proofs"]["state"], "refuted")
        self.step(self.legal, id, "propose", {"from": today(), "why": "x"}, 409)
        checks = self.legal.get(f"/rulebooks/{id}/proofs").json["proofs"]["checks"]
        broken = next(one for one in checks if one["failed"])
        self.assertEqual((broken["kind"], broken["subject"], broken["verdict"]), ("invariant_holds", "final-is-approved", "refuted"))
        self.assertEqual(broken["witnesses"][0]["declaration"]["facts"]["final_deliverable"], "yes")
        self.assertEqual(broken["witnesses"][0]["decided"]["outcome"], "approve")
        # Put right, it is checked anew.
        again = self.legal.ask("POST", f"/rulebooks/{id}/content", body(template()), version="*")
        self.assertEqual(again.json["checks"]["state"], "waiting", again.text)
        self.assertEqual(self.checked(id)["state"], "checked")

    def test_a_draft_is_proved_with_the_other_books_of_titles_that_would_take_it(self):
        self.production()
        id = self.uploaded(template())
        self.assertEqual(self.checked(id)["checks"]["together"], {"state": "alone"})
        joined = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["template", "studio-genai"]}, version="*")
        self.assertEqual(joined.status, 200, joined.text)
        self.made(self.coordinator, "titles", {"name": "Second", "kind": "documentary", "territories": ["US"], "agreements": [],
                                               "rulebooks": ["studio-genai", "template"]})
        self.made(self.coordinator, "titles", {"name": "Fixed", "kind": "documentary", "territories": ["US"], "agreements": [],
                                               "rulebooks": ["template@2026-11", "archive-documentary"]})
        self.step(self.legal, id, "check")
        version = self.checked(id)
        self.assertEqual((version["state"], version["checks"]["together"]["state"], version["checks"]["together"]["sets"]), ("checked", "proved", 1), version)
        one, = self.legal.get(f"/rulebooks/{id}/proofs").json["together"]
        self.assertEqual((one["titles"], [book.split("@")[0] for book in one["books"]], one["before"]), (2, ["studio-genai"], None))
        self.assertIn("template 2026-12 + studio-genai", one["proof"]["summary"])
        entry = self.legal.get(f"/rulebooks/{id}/history").json["items"][-1]["entry"]
        self.assertEqual(entry["facts"]["together"]["state"], "proved")
        # Alone it holds; with the other book it contradicts itself, and says with which and where.
        other = self.uploaded(template("2027-01", **{"name: the studio contact": "name: somebody else"}))
        version = self.checked(other)
        self.assertEqual((version["state"], version["checks"]["proofs"]["state"], version["checks"]["together"]["state"]), ("draft", "proved", "unknown"))
        self.assertRegex(version["checks"]["together"]["summary"], "with studio-genai@.*contact")
        self.step(self.legal, other, "propose", {"from": today(), "why": "x"}, 409)

    def test_a_stop_in_the_middle_loses_no_check(self):
        self.production()
        id = self.uploaded(template())
        self.stop()
        self.start()
        for someone in (self.legal, self.counsel):
            someone.port, someone.connection = self.port, None
        self.assertEqual(self.checked(id)["state"], "checked")

    def test_difference_is_told_by_entry_and_by_declaration(self):
        self.production()
        id = self.uploaded(template(**STRICTER))
        self.assertEqual(self.checked(id)["checks"]["difference"]["against"], "template@2026-11")
        difference = self.legal.get(f"/rulebooks/{id}/difference").json
        changed = {one["id"]: one["fields"] for one in difference["rows"]["changed"]}
        self.assertEqual(sorted(changed["stays-inside"]), ["outcome", "reviewers"])
        self.assertEqual([one["id"] for one in difference["invariants"]["changed"]], ["plain-uses-go-on"])
        stricter = [one for one in difference["witnesses"]["changes"] if one["kind"] == "stricter"]
        self.assertEqual({(one["before"]["outcome"], one["after"]["outcome"]) for one in stricter}, {("notify", "consult")})
        against_itself = self.legal.get(f"/rulebooks/{id}/difference?against={id}").json
        self.assertEqual(against_itself["rows"], {"added": [], "removed": [], "changed": []})

    def test_answers_are_tried_and_nothing_is_kept(self):
        self.production()
        id = self.uploaded(template(**STRICTER))
        ruling = self.auditor.post(f"/rulebooks/{id}/decide", {"facts": MILD, "title": self.title}).json
        self.assertEqual(ruling["outcome"], "consult")
        self.assertIn("stays-inside", [one["row"] for one in ruling["record"]["rows"]])
        self.assertEqual(self.auditor.post(f"/rulebooks/{id}/decide", {"facts": {"final_deliverable": "perhaps"}}).status, 422)
        self.assertEqual(self.partner.post(f"/rulebooks/{id}/decide", {"facts": MILD}).status, 403)


class AtATerminal(RulebookTest):
    def ask(self, who, *arguments, code=0):
        where = os.environ | {"GOODGATE_TOKEN": who.token, "GOODGATE_SERVER": f"http://127.0.0.1:{self.port}",
                              "XDG_CONFIG_HOME": os.path.join(self.folder.name, "config")}
        done = subprocess.run([GOODGATE, "rulebook", *arguments], capture_output=True, text=True, env=where, timeout=120)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def written(self, text, name="house.yaml"):
        path = os.path.join(self.folder.name, "books", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def test_pushed_put_right_proposed_and_published_by_a_second_person(self):
        self.production()
        # What is wrong in the file is said with its place, as of a file without a desk.
        sheet = self.legal.get("/rulebooks/template@2026-11/file?format=xlsx").bytes
        read, written = zipfile.ZipFile(io.BytesIO(sheet)), io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for name in read.namelist():
                archive.writestr(name, re.sub(b">approve<", b">aprove<", read.read(name)))
        wrong = self.ask(self.legal, "push", self.written(written.getvalue(), "house.xlsx"), code=65)
        self.assertRegex(wrong, "house.xlsx.*sheet rows, cell [A-Z]+[0-9]+: .*'aprove'")
        self.assertEqual([one["state"] for one in self.versions()], ["shipped"])
        # A promise that is broken: the same words as `rulebook prove` has for the file, and it stays a draft.
        broken = self.written(template(**{"at_least: approve\n": "at_least: prohibit\n"}))
        said = self.ask(self.legal, "push", broken, code=1)
        proved = subprocess.run([GOODGATE, "rulebook", "prove", broken], capture_output=True, text=True)
        self.assertEqual(proved.returncode, 1)
        self.assertIn(proved.stdout, said)
        self.assertIn("0 failed\n", said)
        self.assertIn("put it right and push it again", said)
        # Put right, in place of the draft, with a case in a file beside it that fails; then without.
        stricter = self.written(template(**STRICTER))
        case = self.written("cases_for: template\ncases:\n  - name: A picture that stays\n    given: {final_deliverable: yes}\n    expect: {outcome: clear}\n", "cases/more.yaml")
        failing = self.ask(self.legal, "push", stricter, code=1)
        self.assertIn("A picture that stays", failing)
        self.assertIn(" 1 failed\n", failing)
        os.remove(case)
        said = self.ask(self.legal, "push", stricter)
        differs = subprocess.run([GOODGATE, "rulebook", "diff", "template", stricter], capture_output=True, text=True)
        self.assertIn(differs.stdout, said)
        id = re.search("rbk_[0-9A-Z]{26}|[a-z]+_[0-9A-Z]{26}", said).group()
        self.assertIn(f"{id}  template 2026-12 is checked: propose it next", said)
        self.assertEqual(len(self.versions()), 2)
        self.ask(self.partner, "push", stricter, code=77)
        # Proposed by its name, published by another by its id.
        self.ask(self.counsel, "publish", id, code=69)
        self.assertIn(f"is proposed, to hold from {today()}", self.ask(self.legal, "propose", "template@2026-12", "--why", "The new terms"))
        self.assertIn("second person", self.ask(self.legal, "publish", id, code=77))
        self.assertEqual(json.loads(self.ask(self.counsel, "publish", "template@2026-12", "--json"))["state"], "published")
        self.assertEqual(self.in_force(), id)
        self.assertIn("the desk has no rulebook", self.ask(self.legal, "propose", "template@1", "--why", "x", code=65))
        for command in ("push", "propose", "publish"):
            self.assertIn("--server", self.ask(self.legal, command, "--help"))

    def versions(self):
        return next(one for one in self.legal.get("/rulebooks").json["items"] if one["book"] == "template")["versions"]

    def test_a_register_on_this_machine_says_the_same(self):
        self.production()
        path = self.written(template(**STRICTER))
        self.stop()
        on = ("--register", self.register, "--name", "desk.example", "--as", "leo@studio.example")
        done = subprocess.run([GOODGATE, "rulebook", "push", path, *on, "--json"], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual((found["version"]["state"], found["cases"]["failed"], found["proofs"]["state"]), ("checked", 0, "proved"))
        self.assertTrue(found["difference"]["witnesses"]["changes"])


class Publishing(RulebookTest):
    def test_two_people_publish_and_new_uses_are_decided_by_it(self):
        self.production()
        old = self.declared(MILD)
        self.assertEqual(old["decision"]["outcome"], "notify")
        id = self.uploaded(template(**STRICTER))
        self.checked(id)
        for someone in (self.admin, self.contact, self.partner, self.auditor):
            self.step(someone, id, "propose", {"from": today(), "why": "x"}, 403)
        self.step(self.legal, id, "propose", {"from": today(-1), "why": "x"}, 422)
        proposed = self.step(self.legal, id, "propose", {"from": today(), "why": "The new terms"})
        self.assertEqual(proposed["state"], "proposed")
        alone = self.step(self.legal, id, "publish", status=403)
        self.assertIn("second person", alone["detail"])
        self.step(self.admin, id, "publish", status=403)
        replay = self.legal.get(f"/rulebooks/{id}/replay").json
        self.assertEqual((replay["uses"], replay["stricter"]), (1, 1))
        self.assertEqual([(one["use"], one["before"], one["now"]) for one in replay["items"]], [(old["id"], "notify", "consult")])
        self.assertEqual(self.in_force(), "template@2026-11")
        stale = self.counsel.post(f"/rulebooks/{id}/publish", version=1)
        self.assertEqual(stale.status, 412, stale.text)
        self.assertEqual(self.step(self.counsel, id, "publish")["state"], "published")
        self.assertEqual(self.in_force(), id)

        new = self.declared(MILD)
        self.assertEqual((new["decision"]["outcome"], new["state"]), ("consult", "waiting_for_contact"))
        self.assertEqual(new["decision"]["record"]["rulebooks"][0]["version"], "2026-12")
        self.recomputes(new)
        kept = self.partner.get(f"/uses/{old['id']}").json
        self.assertEqual(kept["decision"], old["decision"])
        self.recomputes(kept)

        acts = [one["act"] for one in self.legal.get(f"/rulebooks/{id}/history").json["items"]]
        self.assertEqual(acts, ["rulebook.uploaded", "rulebook.checked", "rulebook.proposed", "rulebook.published"])
        entry = self.legal.get(f"/rulebooks/{id}/history").json["items"][-1]["entry"]
        self.assertEqual(entry["rulebooks"][0]["sha256"], self.legal.get(f"/rulebooks/{id}").json["sha256"])
        verified = self.verify()
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_earlier_uses_stand_until_they_are_changed_or_decided_again(self):
        self.production()
        use = self.declared(MILD)
        self.published(template(**STRICTER))
        amended = self.partner.ask("PATCH", f"/uses/{use['id']}", {"covers": ["moods/*.png"]}, version="*")
        self.assertEqual((amended.status, amended.json["decision"]["outcome"]), (200, "notify"), amended.text)
        titled = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"name": "The Quieter Harbour"}, version="*")
        self.assertEqual(titled.status, 200, titled.text)
        self.assertEqual(self.partner.get(f"/uses/{use['id']}").json["state"], use["state"])
        self.assertEqual(self.partner.post(f"/uses/{use['id']}/decide-again", {"reason": "x"}, version="*").status, 403)
        again = self.contact.post(f"/uses/{use['id']}/decide-again", {"reason": "The rulebook of 2026-12 is in force"}, version="*")
        self.assertEqual((again.status, again.json["state"]), (200, "waiting_for_contact"), again.text)
        self.assertEqual(again.json["decision"]["record"]["rulebooks"][0]["version"], "2026-12")
        self.assertEqual(again.json["declared_by"], use["declared_by"])

    def test_a_use_is_decided_again_without_a_question_that_is_asked_no_more(self):
        self.production()
        use = self.declared(MILD | {"rights_cleared": "no"})
        text = template().replace("rights_cleared", "permission_on_file")
        self.published(text)
        again = self.contact.post(f"/uses/{use['id']}/decide-again", {"reason": "The rulebook of 2026-12 is in force"}, version="*")
        self.assertEqual((again.status, again.json["decision"]["outcome"]), (200, "notify"), again.text)

    def test_an_approval_stands_where_the_new_version_asks_the_same(self):
        self.production()
        use = self.approved(self.declared({"final_deliverable": "yes", "third_party_ip": "no"}))
        self.published(template(**STRICTER))
        again = self.contact.post(f"/uses/{use['id']}/decide-again", {"reason": "The rulebook of 2026-12 is in force"}, version="*")
        self.assertEqual((again.status, again.json["state"]), (200, "approved"), again.text)
        self.assertEqual(again.json["approval"], use["approval"])
        self.assertEqual(again.json["decided_again"]["rulebooks"][0]["version"], "2026-12")

    def test_a_title_that_names_a_version_keeps_it(self):
        self.production()
        pinned = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["template@2026-11"]}, version="*")
        self.assertEqual(pinned.status, 200, pinned.text)
        id = self.published(template(**STRICTER))
        self.assertEqual(self.declared(MILD)["decision"]["outcome"], "notify")
        titles = next(one for one in self.legal.get("/rulebooks").json["items"] if one["book"] == "template")["titles"]
        self.assertEqual(titles, [{"id": self.title, "name": "The Quiet Harbour", "pinned": "2026-11"}])
        self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["template@2026-12"]}, version="*")
        self.assertEqual(self.declared(MILD)["decision"]["outcome"], "consult")
        self.step(self.legal, id, "retire", {"reason": "Too strict"}, 409)

    def test_it_holds_from_its_day_on(self):
        self.production()
        id = self.published(template(**STRICTER), today(30))
        self.assertEqual(self.in_force(), "template@2026-11")
        self.assertEqual(self.declared(MILD)["decision"]["outcome"], "notify")
        self.assertTrue(self.legal.get(f"/rulebooks/{id}").json["due"].startswith(today(30)))

    def test_two_people_retire_it_and_the_one_before_holds_again(self):
        self.production()
        id = self.published(template(**STRICTER))
        asked = self.step(self.counsel, id, "retire", {"reason": "Too strict"})
        self.assertEqual((asked["state"], asked["retirement"]["by"]), ("published", self.counsel.id))
        self.step(self.counsel, id, "retire", {"reason": "Too strict"}, 403)
        new = self.declared(MILD)
        self.assertEqual(self.step(self.legal, id, "retire", {"reason": "Agreed"})["state"], "retired")
        self.assertEqual(self.in_force(), "template@2026-11")
        self.assertEqual(self.declared(MILD)["decision"]["outcome"], "notify")
        self.recomputes(new)

    def test_a_rulebook_of_the_house_stands_beside_the_shipped_ones(self):
        self.production()
        missing = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["house-rules"]}, version="*")
        self.assertEqual(missing.status, 422, missing.text)
        self.published(template("1", **{"rulebook: template ": "rulebook: house-rules ", **STRICTER}))
        named = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["house-rules", "archive-documentary"]}, version="*")
        self.assertEqual(named.status, 200, named.text)
        use = self.declared(MILD)
        self.assertEqual([one["id"] for one in use["decision"]["record"]["rulebooks"]], ["house-rules", "archive-documentary"])

    def test_what_contradicts_another_rulebook_of_a_title_is_not_proposed(self):
        self.production()
        named = self.coordinator.ask("PATCH", f"/titles/{self.title}", {"rulebooks": ["template", "studio-genai"]}, version="*")
        self.assertEqual(named.status, 200, named.text)
        id = self.uploaded(template(**{"id: third_party_ip, risk: yes,": "id: third_party_ip, risk: none,"}))
        together = self.checked(id)["checks"]["together"]
        self.assertNotIn(together["state"], ("alone", "proved"))
        self.assertIn("with studio-genai@", together["summary"])
        refused = self.step(self.legal, id, "propose", {"from": today(), "why": "x"}, 409)
        self.assertIn("is draft", refused["detail"])

    def test_deliveries_are_judged_again_by_it(self):
        self.production()
        self.declared(MILD)
        report = {"schema": "urn:goodgate:schema:scan:1", "roots": [], "files": [], "troubles": [], "partial": False, "files_not_reached": 0}
        delivery = self.made(self.partner, "deliveries", {"title": self.title, "name": "Reel 1", "report": report})
        self.published(template(**STRICTER))
        judged = self.partner.post(f"/deliveries/{delivery}/judge", version="*")
        self.assertEqual(judged.status, 200, judged.text)
        self.assertIn("2026-12", json.dumps(judged.json["rulebooks"]))


if __name__ == "__main__":
    unittest.main(warnings="ignore")
