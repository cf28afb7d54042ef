#!/usr/bin/env python3
"""Generators under a clearance, and what becomes of what they make: goodgate run and goodgate watch.

usage: desk_pipeline.py GOODGATE [unittest arguments]
"""
import base64
import hashlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import unittest
import zlib

import desk_harness
from desk_harness import FINAL, MILD, SMALL_JPEG, DeskTest

PROMPT = "a quiet harbour at night, oil on canvas"
PARAMETERS = PROMPT + "\nSteps: 28, Sampler: Euler a, CFG scale: 6.5, Seed: 4711, Size: 1x1, Model hash: 0123456789, Model: harbourXL, Version: v1.9.3"


def png(number):
    """A picture of one pixel as AUTOMATIC1111 writes it."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    pixel = zlib.compress(bytes([0, number % 256, number // 256, 0]))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) +
            chunk(b"tEXt", b"parameters\0" + PARAMETERS.encode()) + chunk(b"IDAT", pixel) + chunk(b"IEND", b""))


class PipelineTest(DeskTest):
    def setUp(self):
        with socket.socket() as free:  # the desk comes back at the same address
            free.bind(("127.0.0.1", 0))
            self.listen = f"127.0.0.1:{free.getsockname()[1]}"
        super().setUp()
        self.production()
        self.outputs = os.path.join(self.folder.name, "renders")
        os.mkdir(self.outputs)
        self.server_url = f"http://127.0.0.1:{self.port}"
        self.use = self.declared(MILD)["id"]

    def environment(self):
        return os.environ | {"GOODGATE_TOKEN": self.partner.token, "XDG_CONFIG_HOME": os.path.join(self.folder.name, "config"),
                             "GOODGATE_SERVER": self.server_url}

    def command(self, *arguments):
        return [desk_harness.GOODGATE, *arguments]

    def goodgate(self, *arguments, **more):
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, env=self.environment(), timeout=60, **more)

    def begin(self, *arguments):
        return subprocess.Popen(self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment())

    def run_for(self, script, *more, use=None):
        """A generator in Python, whose folder is `out`."""
        prelude = f"import os, signal, sys, time; out = {self.outputs!r}\n"
        return ["run", "--use", use or self.use, "--outputs", self.outputs, *more, "--", sys.executable, "-c", prelude + script]

    def write(self, name, data):
        path = os.path.join(self.outputs, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data)

    def assets(self):
        return self.partner.get("/assets?limit=200").json["items"]

    def names(self):
        return sorted(asset["file"] for asset in self.assets())

    def wait_for(self, what):
        deadline = time.monotonic() + 20
        while not what():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)


WRITE = "data = bytes.fromhex({data!r}); open(os.path.join(out, {name!r}), 'wb').write(data)\n"


def writing(name, data):
    return WRITE.format(name=name, data=data.hex())


class Pictures(PipelineTest):
    def test_only_a_small_whole_jpeg_is_kept_and_nothing_is_registered_with_another(self):
        whole = base64.b64decode(SMALL_JPEG)
        large = whole.replace(bytes.fromhex("ffc00011080008 0008".replace(" ", "")), bytes.fromhex("ffc00011080281 0008".replace(" ", "")))
        self.assertNotEqual(large, whole)
        for number, (picture, why) in enumerate([
                ("not base 64!", "is no base 64"), (base64.b64encode(png(1)).decode(), "is no JPEG"),
                (base64.b64encode(whole[:60]).decode(), "breaks off"), (base64.b64encode(large).decode(), "larger than 640 pixels"),
                (base64.b64encode(whole + bytes(64985)).decode(), "at most 65536")]):
            asset = {"sha256": f"{number:064x}", "file": "pier.png", "status": "final", "kind": "generated"}
            refused = self.partner.post(f"/uses/{self.use}/assets", {"assets": [asset, asset | {"sha256": "ff" * 32, "picture": picture}]})
            self.assertEqual(refused.status, 422, picture)
            self.assertEqual(refused.json["errors"][0]["pointer"], "#/assets/1/picture")
            self.assertIn(why, refused.json["errors"][0]["detail"])
        self.assertEqual(self.assets(), [])

    def test_a_picture_is_for_those_who_see_the_asset(self):
        asset = {"sha256": "ab" * 32, "file": "pier.png", "status": "final", "kind": "generated", "picture": SMALL_JPEG}
        made = self.partner.post(f"/uses/{self.use}/assets", {"assets": [asset]})
        self.assertEqual(made.status, 200, made.text)
        place = f"/assets/{made.json['items'][0]['id']}/picture"
        self.assertEqual(self.contact.get(place).bytes, base64.b64decode(SMALL_JPEG))
        stranger = self.joined(self.admin, "Stan Stranger", "partner", company=self.made(self.admin, "companies", {"name": "Elsewhere"}))
        self.assertEqual(stranger.get(place).status, 404)
        none = self.made(self.coordinator, "assets", {"title": self.title, "sha256": "cd" * 32, "file": "old.png", "status": "final", "kind": "source"})
        self.assertEqual(self.coordinator.get(f"/assets/{none}/picture").status, 404)


class Run(PipelineTest):
    def test_nothing_starts_without_a_clearance_and_everything_made_is_registered(self):
        # A use that waits for somebody: the command is not started, and it says who is waited for.
        waiting = self.declared(FINAL)["id"]
        refused = self.goodgate(*self.run_for(writing("never.png", png(1)), use=waiting))
        self.assertEqual(refused.returncode, 77, refused.stderr)
        self.assertIn("it waits for", refused.stderr)
        self.assertEqual(os.listdir(self.outputs), [])

        # One that is cleared: the exit code is the command's, the token is not in its environment.
        self.write("before.png", png(2))
        script = ("assert 'GOODGATE_TOKEN' not in os.environ and os.environ['GOODGATE_CLEARANCE'].count('.') == 2\n" +
                  "os.mkdir(os.path.join(out, 'shots')); open(os.path.join(out, 'empty.txt'), 'w')\n" +
                  writing("shots/sky.png", png(3)) + "print('made'); sys.exit(3)")
        ran = self.goodgate(*self.run_for(script, "--final"))
        self.assertEqual((ran.returncode, ran.stdout), (3, "made\n"), ran.stderr)
        self.assertIn("1 registered, 0 known before, 0 waiting", ran.stderr)
        self.assertIn("empty.txt", ran.stderr)
        asset, = self.assets()
        self.assertEqual((asset["file"], asset["use"], asset["status"], asset["kind"]), ("shots/sky.png", self.use, "final", "generated"))
        self.assertEqual(asset["sha256"], hashlib.sha256(png(3)).hexdigest())
        facts = asset["generation"]
        self.assertEqual(facts["model"], "harbourXL")
        self.assertEqual(facts["parameters"]["Seed"], "4711")
        self.assertEqual(facts["prompt_sha256"], hashlib.sha256(PROMPT.encode()).hexdigest())
        self.assertNotIn("quiet harbour at night", json.dumps(asset))

        # With a small picture, as the decoder made it, whose hash stands in the record and so in the ledger.
        picture = self.partner.get(f"/assets/{asset['id']}/picture")
        self.assertEqual((picture.status, picture.headers["Content-Type"], picture.bytes[:3]), (200, "image/jpeg", b"\xff\xd8\xff"))
        self.assertIn("sandbox", picture.headers["Content-Security-Policy"])
        self.assertEqual(asset["picture_sha256"], hashlib.sha256(picture.bytes).hexdigest())
        entry = self.partner.get(f"/assets/{asset['id']}/history").json["items"][0]["entry"]
        self.assertIn(asset["picture_sha256"], json.dumps(entry) + json.dumps(asset))

        # The same content again is nothing new; another is.
        again = self.goodgate(*self.run_for(writing("copy.png", png(3)) + writing("before.png", png(4)), "--json"))
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(sorted((item["file"], item["result"]) for item in json.loads(again.stdout)["registered"]),
                         [("before.png", "applied"), ("copy.png", "no_op")])
        self.assertEqual(self.names(), ["before.png", "shots/sky.png"])
        self.assertEqual(self.goodgate("run", "--use", self.use, "--outputs", self.outputs, "--", "no-such-generator").returncode, 127)

    def test_files_that_are_still_written_when_the_command_ends_are_waited_for(self):
        script = ("if os.fork() == 0:\n  os.close(1); os.close(2)\n  file = open(os.path.join(out, 'late.png'), 'wb')\n" +
                  f"  data = bytes.fromhex({png(5).hex()!r})\n" +
                  "  for byte in range(len(data)):\n    file.write(data[byte:byte + 1]); file.flush(); time.sleep(0.004)\n" +
                  "else: time.sleep(0.2)")
        ran = self.goodgate(*self.run_for(script))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        asset, = self.assets()
        self.assertEqual(asset["sha256"], hashlib.sha256(png(5)).hexdigest())

    def test_signals_reach_the_command(self):
        script = ("def stop(*_):\n  " + writing("last.png", png(6)).strip().replace("\n", "\n  ") + "\n  sys.exit(9)\n" +
                  "signal.signal(signal.SIGTERM, stop); print('ready', flush=True); time.sleep(30)")
        running = self.begin(*self.run_for(script))
        self.assertEqual(running.stdout.readline(), "ready\n")
        running.send_signal(signal.SIGTERM)
        _, errors = running.communicate(timeout=30)
        self.assertEqual(running.returncode, 9, errors)
        self.assertEqual(self.names(), ["last.png"])
        killed = self.goodgate(*self.run_for("os.kill(os.getpid(), signal.SIGKILL)"))
        self.assertEqual(killed.returncode, 128 + signal.SIGKILL)

    def test_one_folder_has_one_run(self):
        running = self.begin(*self.run_for("print('ready', flush=True); time.sleep(30)"))
        self.assertEqual(running.stdout.readline(), "ready\n")
        second = self.goodgate(*self.run_for("pass"))
        self.assertEqual(second.returncode, 69)
        self.assertIn("another goodgate run", second.stderr)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=30)


class NothingLost(PipelineTest):
    def test_outputs_wait_beside_the_files_while_the_desk_is_away(self):
        ran = self.goodgate(*self.run_for(f"os.kill({self.server.pid}, signal.SIGKILL); time.sleep(0.3)\n" + writing("sky.png", png(7))))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("1 waiting to be sent", ran.stderr)
        self.server.wait()
        # Without the desk nothing starts, unless a clearance was asked for before.
        self.assertEqual(self.goodgate(*self.run_for("pass")).returncode, 69)
        self.assertEqual(self.goodgate("run", "--resume", "--outputs", self.outputs).returncode, 69)
        self.restart()
        resumed = self.goodgate("run", "--resume", "--outputs", self.outputs)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assertEqual(self.names(), ["sky.png"])
        self.assertEqual(self.goodgate("run", "--resume", "--outputs", self.outputs).returncode, 0)
        self.assertEqual(len(self.assets()), 1)

    def restart(self):
        self.server.stdout.close()
        self.start()
        self.partner.connection = None

    def test_a_run_that_is_killed_is_ended_by_the_next(self):
        running = self.begin(*self.run_for("print(os.getpid(), flush=True); time.sleep(0.5)\n" + writing("orphan.png", png(8))))
        command = int(running.stdout.readline())
        running.kill()
        running.communicate()
        self.wait_for(lambda: not os.path.exists(f"/proc/{command}"))
        with open(os.path.join(self.outputs, ".goodgate", "outputs.jsonl"), "w") as journal:
            journal.write('{"server": "half a li')  # the machine stopped while it wrote
        ran = self.goodgate(*self.run_for(writing("next.png", png(9))))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.names(), ["next.png", "orphan.png"])

    def test_a_clearance_is_checked_without_the_desk(self):
        self.assertEqual(self.goodgate(*self.run_for("pass")).returncode, 0)  # the key is kept from here on
        token = self.partner.post(f"/uses/{self.use}/clearances").json["token"]
        self.server.kill()
        self.server.wait()
        ran = self.goodgate(*self.run_for(writing("sky.png", png(10)), "--clearance", token))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        head, claims, seal = token.split(".")
        forged = ".".join([head, claims, ("A" if seal[0] != "A" else "B") + seal[1:]])
        refused = self.goodgate(*self.run_for(writing("forged.png", png(11)), "--clearance", forged))
        self.assertNotEqual(refused.returncode, 0)
        self.assertFalse(os.path.exists(os.path.join(self.outputs, "forged.png")))
        self.restart()
        self.assertEqual(self.goodgate("run", "--resume", "--outputs", self.outputs).returncode, 0)
        self.assertEqual(self.names(), ["sky.png"])


class Watch(PipelineTest):
    def watching(self):
        watch = self.begin("watch", self.outputs, "--use", self.use)
        self.assertIn("watching", watch.stderr.readline())
        return watch

    def test_complete_files_are_registered_until_it_is_ended(self):
        self.write("old.png", png(20))
        watch = self.watching()
        with open(os.path.join(self.outputs, "open.png"), "wb") as unfinished:
            unfinished.write(png(21)[:40])
            unfinished.flush()
            self.write("a/one.png", png(22))
            self.wait_for(lambda: self.names() == ["a/one.png"])
            # A crash: what appears meanwhile is found by the next one.
            watch.kill()
            watch.communicate()
            self.write("two.png", png(23))
            unfinished.write(png(21)[40:])
        watch = self.watching()
        self.wait_for(lambda: self.names() == ["a/one.png", "open.png", "two.png"])
        self.write("three.png", png(24))
        watch.send_signal(signal.SIGINT)
        _, errors = watch.communicate(timeout=30)
        self.assertEqual(watch.returncode, 0, errors)
        self.assertEqual(self.names(), ["a/one.png", "open.png", "three.png", "two.png"])
        # Ended in order: what comes later is not this watch's.
        self.write("later.png", png(25))
        self.assertEqual(self.goodgate("run", "--resume", "--outputs", self.outputs).returncode, 0)
        self.assertEqual(len(self.assets()), 4)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
