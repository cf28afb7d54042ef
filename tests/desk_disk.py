#!/usr/bin/env python3
"""A disk that is full, and one that may not be written, under the real server: a small tmpfs in mounts of its own.
usage: desk_disk.py GOODGATE [unittest arguments]
"""
import contextlib
import os
import subprocess
import sys
import unittest

from desk_harness import GOODGATE, MILD, DeskTest

FULL_DISK = 'mount -t tmpfs -o size=16m goodgate-test "$1" && shift && exec "$@"'
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"'


def in_own_mounts(script, *arguments):
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *arguments]


MAY_MOUNT = subprocess.run(in_own_mounts("mount -t tmpfs goodgate-test /mnt"), capture_output=True).returncode == 0
WHY_NOT = "this machine lets its users make no mounts of their own (unshare --map-root-user --mount fails)"
if not MAY_MOUNT:
    print("SKIPPED: " + WHY_NOT, file=sys.stderr)


@unittest.skipUnless(MAY_MOUNT, WHY_NOT)
class FullDisk(DeskTest):
    def serving(self):
        return in_own_mounts(FULL_DISK, self.folder.name, *super().serving())

    def start(self):
        super().start()
        self.disk = f"/proc/{self.server.pid}/root{self.folder.name}"  # as the server sees it

    def fill(self, left_bytes=0):
        room = os.statvfs(self.disk)
        with contextlib.suppress(OSError), open(os.path.join(self.disk, "ballast"), "wb", buffering=0) as ballast:
            for _ in range((room.f_bavail * room.f_bsize - left_bytes) // 4096):
                ballast.write(bytes(4096))

    def free(self):
        os.remove(os.path.join(self.disk, "ballast"))

    def kept_uses(self):
        page = self.partner.get("/uses?limit=200")
        self.assertEqual(page.status, 200, page.text)
        return {use["id"]: use["version"] for use in page.json["items"]}

    def write_until_full(self):
        acknowledged = {}
        for _ in range(200):
            answer = self.partner.post("/uses", self.use_body(MILD))
            if answer.status != 201:
                return acknowledged, answer
            acknowledged[answer.json["id"]] = 1
        self.fail("the disk is never full")

    def goodgate(self, *arguments):
        """A command on the disk of the server."""
        return subprocess.run(["nsenter", "--target", str(self.server.pid), "--user", "--mount", "--preserve-credentials", GOODGATE, *arguments],
                              capture_output=True, text=True)

    def good_ledger(self):
        verified = self.verify()
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)

    def test_nothing_acknowledged_is_lost_and_work_goes_on_when_there_is_space(self):
        self.production()
        self.fill(left_bytes=300_000)
        acknowledged, refused = self.write_until_full()
        self.assertEqual(refused.status, 503, refused.text)
        self.assertIn("nothing was written: free space on the disk", refused.json["detail"])
        self.assertEqual(self.kept_uses(), acknowledged)
        self.assertEqual(self.partner.post("/uses", self.use_body(MILD)).status, 503)
        self.good_ledger()
        self.free()
        again = self.partner.post("/uses", self.use_body(MILD))
        self.assertEqual(again.status, 201, again.text)
        self.assertEqual(self.kept_uses(), acknowledged | {again.json["id"]: 1})
        self.good_ledger()

    def test_an_act_of_many_parts_is_done_whole_or_not_at_all(self):
        self.production()
        use = self.made(self.partner, "uses", self.use_body(MILD))
        self.fill()
        self.write_until_full()  # the log beside the register has space of its own
        refused = self.partner.post(f"/uses/{use}/declare", version=1)
        self.assertEqual(refused.status, 503, refused.text)
        self.assertEqual(self.partner.get(f"/uses/{use}").json["state"], "draft")
        self.assertEqual(len(self.partner.get(f"/uses/{use}/history").json["items"]), 1)
        self.free()
        self.assertEqual(self.partner.post(f"/uses/{use}/declare", version=1).json["state"], "cleared")
        self.good_ledger()

    def test_a_back_up_that_has_no_room_leaves_no_file(self):
        self.production()
        self.fill()
        kept = self.goodgate("backup", "--register", self.register, os.path.join(self.folder.name, "kept.db"))
        self.assertNotEqual(kept.returncode, 0)
        self.assertIn("free space on the disk", kept.stderr)
        self.assertEqual([name for name in os.listdir(self.disk) if name.startswith("kept.db")], [])


@unittest.skipUnless(MAY_MOUNT, WHY_NOT)
class ReadOnly(DeskTest):
    def test_a_register_that_may_not_be_written_is_refused_at_the_start(self):
        self.production()
        self.stop()
        started = subprocess.run(in_own_mounts(READ_ONLY, self.folder.name, *self.serving()), capture_output=True, text=True, timeout=60)
        self.assertNotEqual(started.returncode, 0)
        self.assertIn("check that the folder exists and may be written", started.stderr)
        self.start()  # nothing happened to it
        self.partner.port, self.partner.connection = self.port, None
        self.assertEqual(self.partner.get(f"/titles/{self.title}").status, 200)

    def test_a_register_that_may_not_be_written_can_still_be_verified_and_copied(self):
        self.production()
        self.stop()
        def ask(*arguments):
            return subprocess.run(in_own_mounts(READ_ONLY, self.folder.name, GOODGATE, *arguments), capture_output=True, text=True, timeout=60)
        verified = ask("ledger", "verify", "--register", self.register, "--name", "desk.example")
        self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
        with_copy = self.folder.name + "-copy.db"
        try:
            copied = ask("backup", "--register", self.register, with_copy)
            self.assertEqual(copied.returncode, 0, copied.stderr)
        finally:
            if os.path.exists(with_copy):
                os.remove(with_copy)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
