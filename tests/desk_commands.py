#!/usr/bin/env python3
"""What people do at the desk from a terminal: against a server, and against a register on this machine with the same output.

usage: desk_commands.py GOODGATE [unittest arguments]
"""
import json
import os
import re
import subprocess
import unittest

import desk_harness
from desk_harness import FINAL, MILD, DeskTest


class Commands(DeskTest):
    def ask(self, who, *arguments, code=0, **more):
        where = os.environ | {"GOODGATE_TOKEN": who.token, "GOODGATE_SERVER": f"http://127.0.0.1:{self.port}",
                              "XDG_CONFIG_HOME": os.path.join(self.folder.name, "config")}
        done = subprocess.run([desk_harness.GOODGATE, *arguments], capture_output=True, text=True, env=where, timeout=60, **more)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def written(self, facts, **more):
        path = os.path.join(self.folder.name, "use.json")
        with open(path, "w") as file:
            json.dump(self.use_body(facts, **more), file)
        return path

    def test_declared_asked_answered_approved_and_declined(self):
        self.production()
        said = self.ask(self.partner, "declare", self.written(FINAL))
        use = re.match("use_[0-9A-Z]{26}", said).group()
        self.assertIn("is waiting_for_approval (approve); it waits for", said)
        self.assertIn(use, self.ask(self.contact, "inbox"))
        self.assertIn("Waits for your word", self.ask(self.contact, "inbox"))
        self.assertEqual([item["id"] for item in json.loads(self.ask(self.contact, "inbox", "--json"))], [use])
        self.assertIn("information_asked", self.ask(self.contact, "ask", use, "Is the pier real?"))
        self.assertIn("waiting_for_approval", self.ask(self.partner, "answer", use, "No, invented."))
        shown = self.ask(self.contact, "uses", "show", use)
        for line in ("The old harbour at night", "final_deliverable: yes", "question: Is the pier real?", "answer: No, invented."):
            self.assertIn(line, shown)
        # Whoever is not asked is told so; the declarer decides nothing.
        self.ask(self.partner, "approve", use, "--reviewer", "contact", code=77)
        for track in self.partner.get(f"/uses/{use}").json["tracks"]:
            who = self.legal if track["reviewer"] in ("legal", "counsel") else self.contact
            said = self.ask(who, "approve", use, "--reviewer", track["reviewer"], "--condition", "partner: keep the prompt log",
                            "--expires", "2099-06-30")
        self.assertIn("is approved", said)
        approval = self.partner.get(f"/uses/{use}").json["approval"]
        self.assertIn("keep the prompt log", self.auditor.get(f"/approvals/{approval}").json["text"])

        other = json.loads(self.ask(self.partner, "declare", self.written(FINAL), "--json"))
        reviewer = other["tracks"][0]["reviewer"]
        who = self.legal if reviewer in ("legal", "counsel") else self.contact
        self.assertIn("is declined", self.ask(who, "decline", other["id"], "--reviewer", reviewer, "--reason", "Not on this title"))
        self.assertEqual(self.ask(self.partner, "uses", "list", "--state", "declined").split()[:2], [other["id"], "declined"])
        self.assertIn("is declined", self.ask(self.contact, "approve", other["id"], code=69))
        draft = json.loads(self.ask(self.partner, "declare", self.written(MILD), "--draft", "--json"))
        self.assertEqual(draft["state"], "draft")
        self.assertIn("is cleared (notify)", self.ask(self.partner, "declare", "--use", draft["id"]))
        wrong = self.ask(self.partner, "declare", self.written(MILD, cost={"currency": "kroner", "expected": 1}), code=65)
        self.assertIn("/cost/currency", wrong)

    def test_files_are_registered(self):
        self.production()
        use = self.declared(MILD)["id"]
        folder = os.path.join(self.folder.name, "art")
        os.mkdir(folder)
        for name, data in (("a.txt", b"one"), ("b.txt", b"two"), ("empty", b"")):
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
        said = self.ask(self.partner, "assets", "register", folder, "--use", use, "--final", code=65)
        self.assertEqual(said.count("registered  ast_"), 2)
        self.assertIn("empty: empty", said)
        self.assertEqual(self.ask(self.partner, "assets", "register", os.path.join(folder, "a.txt"), "--use", use).count("known"), 1)
        self.assertEqual({asset["status"] for asset in self.partner.get("/assets").json["items"]}, {"final"})

    def test_a_register_on_this_machine_answers_the_same(self):
        self.production()
        use = self.declared(FINAL)["id"]
        local = ["--register", self.register, "--name", "desk.example", "--as"]
        self.assertIn("another goodgate has this register open",
                      self.ask(self.partner, "uses", "list", *local, "pat@studio.example", code=69))
        commands = (("uses", "list"), ("uses", "show", use), ("uses", "list", "--json"), ("inbox",))
        served = [self.ask(self.contact, *command) for command in commands]
        self.stop()
        os.environ.pop("GOODGATE_SERVER", None)
        found = [self.ask(self.contact, *command, *local, "connie@studio.example") for command in commands]
        self.assertEqual(found, served)
        self.assertIn("nobody signs in", self.ask(self.contact, "inbox", *local, "no@studio.example", code=65))
        self.assertIn("is cleared", self.ask(self.partner, "declare", self.written(MILD), *local, "pat@studio.example"))
        self.assertEqual(self.verify().returncode, 0)
        self.start()


if __name__ == "__main__":
    unittest.main(warnings="ignore")
