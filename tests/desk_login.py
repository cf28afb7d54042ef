#!/usr/bin/env python3
"""A command line that is let in at the desk through a person's browser, and signs out.

usage: desk_login.py GOODGATE [unittest arguments]
"""
import json
import os
import re
import subprocess
import unittest

from desk_harness import GOODGATE, DeskTest, Person


class CommandLine(DeskTest):
    def test_a_machine_is_let_in_and_signs_out(self):
        self.production()
        server = f"http://127.0.0.1:{self.port}"
        environment = {**os.environ, "XDG_CONFIG_HOME": self.folder.name}
        environment.pop("GOODGATE_TOKEN", None)

        def goodgate(*arguments):
            return subprocess.run([GOODGATE, *arguments, "--server", server], env=environment, capture_output=True, text=True)

        self.assertEqual(goodgate("inbox").returncode, 77)
        login = subprocess.Popen([GOODGATE, "login", "--server", server], env=environment, stdout=subprocess.PIPE, text=True)
        shown = "".join(login.stdout.readline() for _ in range(5))
        self.assertIn(server + "/device", shown)
        code = re.search(r"^    ([A-Z]{4}-[A-Z]{4})$", shown, re.M).group(1)
        self.assertEqual(self.contact.post("/device/answer", {"user_code": code, "answer": "approved"}).status, 204)
        self.assertEqual(login.wait(timeout=30), 0)
        self.assertIn("Signed in until", login.stdout.read())
        login.stdout.close()
        kept = os.path.join(self.folder.name, "goodgate", "tokens.json")
        self.assertEqual(os.stat(kept).st_mode & 0o777, 0o600)
        listed = goodgate("inbox")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        with open(kept) as file:
            token = json.load(file)[server]["token"]
        self.assertEqual(Person(self.port, token).get("/session").json["id"], self.contact.id)
        done = goodgate("logout")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(Person(self.port, token).get("/session").status, 401)
        self.assertEqual(goodgate("inbox").returncode, 77)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
