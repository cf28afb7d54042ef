#!/usr/bin/env python3
"""The sample production: made by the program alone, with every state in it, and links that let each role in once.

usage: desk_demo.py GOODGATE [unittest arguments]
"""
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

from desk_harness import GOODGATE, Person

USE_STATES = {"draft", "cleared", "waiting_for_contact", "waiting_for_approval", "information_asked", "prohibited", "approved", "declined",
              "active", "closed", "expired", "voided", "withdrawn"}
LINK = re.compile(r"(http://127\.0\.0\.1:\d+/role#(ggl_\w+))")


class SampleTest(unittest.TestCase):
    """A sample production of its own, made once for all tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name) / "try"
        made = subprocess.run([GOODGATE, "demo", cls.folder, "--make-only"], capture_output=True, text=True)
        assert made.returncode == 0, made.stdout + made.stderr

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def serve(self, *arguments):
        """Serves the sample; returns its links by who they let in as."""
        server = subprocess.Popen([GOODGATE, *(arguments or ("demo", self.folder, "--listen", "127.0.0.1:0"))], stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.stop, server)
        lines = []
        for line in server.stdout:
            lines.append(line)
            if "Ctrl-C" in line or line.startswith("Serving"):
                break
        text = "".join(lines)
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", text).group(1))
        names = re.findall(r"^  (\w[\w ]*?)  +\S.*\n    http", text, re.M)
        return server, dict(zip(names, [token for _, token in LINK.findall(text)]))

    def stop(self, server):
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
            self.assertEqual(server.wait(timeout=30), 0)
        server.stdout.close()

    def enter(self, token):
        return Person(self.port).post("/role-links/enter", {"token": token})

    def as_who_entered(self, answer):
        someone = Person(self.port)
        cookie = {"Cookie": answer.headers["Set-Cookie"].split(";")[0]}
        ask = someone.ask
        someone.ask = lambda method, path, body=None, version=None, headers=None: ask(
            method, path, body, version, cookie | {"X-CSRF-Token": answer.json["csrf"]} | (headers or {}))
        return someone

    def rows(self, text):
        with sqlite3.connect(self.folder / "studio.db") as rows:
            return rows.execute(text).fetchall()


class Sample(SampleTest):
    def test_every_state_and_every_verdict_is_there(self):
        states = {}
        for noun, state in self.rows("SELECT noun, state FROM record"):
            states.setdefault(noun, set()).add(state)
        self.assertEqual(states["use"], USE_STATES)
        self.assertEqual(states["delivery"], {"pass", "hold", "fail"})
        self.assertLessEqual({"asked", "given", "refused", "withdrawn"}, states["consent"])
        self.assertLessEqual({"in_force", "expired", "voided"}, states["approval"])
        self.assertIn("recheck_due", states["tool"])
        kinds = {json.loads(row[0])["status"] for row in self.rows("SELECT doc FROM record WHERE noun = 'asset'")}
        self.assertEqual(kinds, {"temporary", "final"})
        for noun in ("licence", "waiver", "disclosure", "webhook", "company", "grant"):
            self.assertIn(noun, states)
        # What is about to end has been told of.
        warned = {row[0] for row in self.rows("SELECT DISTINCT noun FROM record WHERE doc -> 'warned' IS NOT NULL")}
        self.assertLessEqual({"consent", "licence"}, warned)

    def test_the_ledger_verifies_and_says_that_this_is_a_sample(self):
        verified = subprocess.run([GOODGATE, "ledger", "verify", "--register", self.folder / "studio.db", "--json"], capture_output=True, text=True)
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        self.assertEqual(len(json.loads(verified.stdout)), 3)  # the installation and two titles
        first = self.rows("SELECT act FROM entry WHERE tree = 'installation' AND position = 0")
        self.assertEqual(first, [("sample.made",)])
        # Each act is one of the person who did it; what the clock brought about is the system's.
        actors = {json.loads(row[0])["actor"]["capacity"] for row in self.rows("SELECT record FROM entry")}
        self.assertLessEqual({"administrator", "coordinator", "contact", "legal", "partner", "vendor", "talent_representative", "system"}, actors)

    def test_its_tokens_and_passwords_are_gone(self):
        self.assertEqual(self.rows("SELECT count(*) FROM credential WHERE kind <> 'link' AND revoked IS NULL AND expires > strftime('%Y-%m-%dT%H:%M:%fZ')"), [(0,)])

    def test_the_same_media_are_gated_without_a_desk(self):
        run = subprocess.run([GOODGATE, "check", "delivery", "--title", "title.yaml", "--no-cache", "--json"], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual((run.returncode, json.loads(run.stdout)["verdict"]), (1, "fail"))

    def test_a_folder_of_somebody_else_is_left_alone(self):
        with tempfile.TemporaryDirectory() as other:
            register = os.path.join(other, "studio.db")
            with open(register, "w") as file:
                file.write("mine")
            refused = subprocess.run([GOODGATE, "demo", other, "--fresh", "--make-only"], capture_output=True, text=True)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn("did not make", refused.stderr)
            self.assertEqual(open(register).read(), "mine")


class RoleLinks(SampleTest):
    def test_each_link_lets_its_person_in_once(self):
        _, links = self.serve()
        self.assertGreaterEqual(len(links), 8)
        roles = set()
        for name, token in links.items():
            page = Person(self.port)
            page.ask("GET", "/sign-in")  # what a page asks before anybody pressed anything
            answer = self.enter(token)
            self.assertEqual((answer.status, answer.json["name"]), (201, name), answer.text)
            roles |= {grant["role"] for grant in answer.json["grants"]}
            self.assertEqual(self.as_who_entered(answer).get("/session").json["name"], name)
            self.assertEqual(self.enter(token).status, 404)
        self.assertEqual(roles, {"administrator", "coordinator", "contact", "legal", "partner", "vendor", "talent_representative", "auditor"})

    def test_a_delivery_is_held_for_a_picture_that_was_changed_after_it_was_signed(self):
        _, links = self.serve()
        auditor = self.as_who_entered(self.enter(links["Audrey Fenn"]))
        deliveries = auditor.get("/deliveries").json["items"]
        about_credentials = {(delivery["name"], delivery["state"], one["severity"], one["rule"], one["file"]) for delivery in deliveries
                             for one in auditor.get(f"/deliveries/{delivery['id']}/findings?limit=100").json["items"]
                             if one["rule"].startswith("credential-")}
        # Of the poster in episode 1, which is signed, nothing is to be said.
        self.assertEqual(about_credentials, {("Reel 2", "hold", "hold", "credential-broken", "harbour_signed.png")})

    def test_start_page_has_each_link_and_is_its_owners(self):
        _, links = self.serve()
        page = self.folder / "start.html"
        text = page.read_text()
        for name, token in links.items():
            self.assertIn(name, text)
            self.assertIn(token, text)
        self.assertEqual(page.stat().st_mode & 0o777, 0o600)
        self.assertNotIn("<script", text)

    def test_talent_answers_by_the_link_and_the_code_in_the_mail_folder(self):
        self.serve()
        ines = Person(self.port, (self.folder / "talent-link").read_text())
        page = ines.get("/link").json
        self.assertEqual((page["person"]["name"], page["consent"]["state"], len(page["uses"])), ("Ines Kaya", "asked", 1))
        mails = self.folder / "mail"
        before = set(os.listdir(mails))
        self.assertEqual(ines.post("/link/code").status, 202)
        for _ in range(600):  # behind the mails of nine weeks
            new = [(mails / name).read_text() for name in set(os.listdir(mails)) - before if name.endswith(".eml")]
            codes = [found.group(1) for mail in new if "ines@goodgate.example" in mail for found in [re.search(r"^\s*(\d{6,8})\s*$", mail, re.M)] if found]
            if codes:
                break
            time.sleep(0.1)
        self.assertEqual(len(codes), 1, new)
        given = ines.post("/link/give", {"code": codes[0], "version": page["consent"]["version"]})
        self.assertEqual((given.status, given.json["state"]), (200, "given"), given.text)

    def test_begun_again_it_has_new_links_and_the_old_ones_are_dead(self):
        server, before = self.serve()
        entered = self.as_who_entered(self.enter(before.pop("Pat Quist")))
        use = entered.get("/uses?state=draft").json["items"][0]
        self.assertEqual(entered.post(f"/uses/{use['id']}/withdraw", {"reason": "tried"}, version="*").status, 200)
        self.stop(server)
        _, after = self.serve()
        for token in before.values():
            self.assertEqual(self.enter(token).status, 404)
        again = self.as_who_entered(self.enter(after["Pat Quist"]))
        self.assertEqual(again.get(f"/uses/{use['id']}").json["state"], "withdrawn", "what was tried is kept")

    def test_expired_and_foreign_links_are_refused(self):
        server, links = self.serve()
        token = links["Leo Brandt"]
        self.assertEqual(self.enter("ggl_" + "0" * 38).status, 400)
        self.assertEqual(self.enter(token[:-1] + ("a" if token[-1] != "a" else "b")).status, 400)
        self.stop(server)
        _, links = self.serve()
        with sqlite3.connect(self.folder / "studio.db") as rows:
            rows.execute("UPDATE role_link SET expires = '2020-01-01T00:00:00.000Z'")
        self.assertEqual(self.enter(links["Leo Brandt"]).status, 404)

    def test_a_desk_in_which_people_work_takes_no_such_link(self):
        server, links = self.serve()
        self.stop(server)
        # The sample's own register, but served as any other.
        self.serve("serve", "--register", str(self.folder / "studio.db"), "--listen", "127.0.0.1:0")
        refused = self.enter(links["Leo Brandt"])
        self.assertEqual(refused.status, 403, refused.text)

    def test_a_register_that_is_no_sample_is_not_served_as_one(self):
        with tempfile.TemporaryDirectory() as other:
            register = os.path.join(other, "studio.db")
            self.stop(self.serve("serve", "--register", register, "--listen", "127.0.0.1:0")[0])
            pathlib.Path(other, ".goodgate-demo").write_text("as if\n")
            refused = subprocess.run([GOODGATE, "demo", other, "--listen", "127.0.0.1:0"], capture_output=True, text=True)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn("people work in this register", refused.stderr)


class LoaderKilled(unittest.TestCase):
    def test_no_half_sample_stands_in_its_place(self):
        with tempfile.TemporaryDirectory() as temporary:
            folder = pathlib.Path(temporary) / "try"
            killed = 0
            for wait in (0.3, 0.9, 1.8):
                loader = subprocess.Popen([GOODGATE, "demo", folder, "--make-only"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(wait)
                if loader.poll() is None:
                    loader.kill()
                    loader.wait()
                    self.assertFalse(folder.exists())
                    killed += 1
            self.assertGreater(killed, 0)
            done = subprocess.run([GOODGATE, "demo", folder, "--make-only"], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(sorted(os.listdir(temporary)), ["try"])
            with sqlite3.connect(folder / "studio.db") as rows:
                self.assertEqual({row[0] for row in rows.execute("SELECT state FROM record WHERE noun = 'use'")}, USE_STATES)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
