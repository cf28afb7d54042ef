#!/usr/bin/env python3
"""What has served is deleted in its time (docs/retention.md), what is younger stays. usage: desk_retention.py GOODGATE"""
import datetime
import sqlite3
import time
import unittest

from desk_harness import MILD, DeskTest

KEPT_DAYS = {"idempotency": 1, "code": 1, "device_grant": 1, "outbox": 7, "credential": 30, "message": 90}

OLD_AND_YOUNG = {
    "idempotency": "INSERT INTO idempotency VALUES ('per_1', ?1, 'r', 201, '{}', ?2)",
    "code": "INSERT INTO code (purpose, sha256, expires) VALUES (?1, 'x', ?2)",
    "device_grant": "INSERT INTO device_grant (sha256, user_code, expires, wait_s) VALUES (?1, ?1, ?2, 5)",
    "outbox": "INSERT INTO outbox (channel, topic, payload, created, done) VALUES ('mail', ?1, '{}', ?2, ?2)",
    "credential": "INSERT INTO credential (sha256, kind, name, scope, created, expires) VALUES (?1, 'session', ?1, '{}', ?2, ?2)",
    "message": "INSERT INTO message (id, channel, receiver, topic, payload, state, created, next, done) SELECT ?1, 'mail', "
               "(SELECT id FROM record WHERE noun = 'person' LIMIT 1), ?1, '{}', 'sent', ?2, ?2, ?2",
}
NAME = {"idempotency": "key", "code": "purpose", "device_grant": "user_code", "outbox": "topic", "credential": "name", "message": "topic"}


class Retention(DeskTest):
    def names(self, table):
        with sqlite3.connect(self.register) as rows:
            return {row[0] for row in rows.execute(f"SELECT {NAME[table]} FROM {table}")}

    def test_what_has_served_goes_in_its_time_and_nothing_else(self):
        self.production()
        self.declared(MILD)
        self.stop()
        now = datetime.datetime.now(datetime.timezone.utc)
        with sqlite3.connect(self.register) as rows:
            for table, insert in OLD_AND_YOUNG.items():
                for name, days in (("old", KEPT_DAYS[table] + 0.1), ("young", KEPT_DAYS[table] - 0.1)):
                    rows.execute(insert, (name, (now - datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.000Z")))
            waits = (now - datetime.timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            rows.execute("INSERT INTO message (id, channel, receiver, topic, payload, state, created, next) SELECT 'waits', 'webhook', "
                         "(SELECT id FROM record WHERE noun = 'person' LIMIT 1), 'waits', '{}', 'waiting', ?1, '2100-01-01T00:00:00.000Z'", (waits,))
            entries = rows.execute("SELECT count(*) FROM entry").fetchone()
            records = rows.execute("SELECT count(*) FROM record").fetchone()
        self.start()
        end = time.monotonic() + 30
        while time.monotonic() < end and any("old" in self.names(table) for table in OLD_AND_YOUNG):
            time.sleep(0.1)
        for table in OLD_AND_YOUNG:
            self.assertNotIn("old", self.names(table), table)
            self.assertIn("young", self.names(table), table)
        self.assertIn("waits", self.names("message"))
        with sqlite3.connect(self.register) as rows:
            self.assertEqual(rows.execute("SELECT count(*) FROM entry").fetchone(), entries)
            self.assertEqual(rows.execute("SELECT count(*) FROM record").fetchone(), records)
        self.assertEqual(self.verify().returncode, 0)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
