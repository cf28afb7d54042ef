#!/usr/bin/env python3
"""What leaves the desk: mail to a real SMTP server, webhooks to a real HTTP server.

usage: desk_outgoing.py GOODGATE [unittest arguments]
"""
import base64
import email
import email.policy
import hashlib
import hmac
import http.client
import http.server
import json
import os
import random
import socket
import ssl
import subprocess
import sys
import threading
import time
import unittest
import unittest.mock

from desk_harness import FINAL, GOODGATE, MILD, DeskTest

try:
    from aiosmtpd.controller import Controller
except ImportError:
    print("SKIPPED: nothing is mailed: python3-aiosmtpd is missing", file=sys.stderr)
    sys.exit(0)


def eventually(what, seconds=30):
    """What `what` gives once that is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


def free_port():
    """Below the ports that the system gives to connections: what is free stays free while a server is away."""
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Mailbox:
    """A mail server that keeps what it takes. `before` is called with each message before it is taken."""

    def __init__(self, port):
        self.messages, self.before = [], None
        self.controller = Controller(self, hostname="127.0.0.1", port=port)
        self.controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 there is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        message.recipients = envelope.rcpt_tos
        self.messages.append(message)
        if self.before:
            self.before(message)
        return "250 taken"

    def to(self, address):
        return [message for message in list(self.messages) if message.recipients == [address]]

    def about(self, subject, address):
        return [message for message in self.to(address) if message["Subject"].startswith(subject)]

    def stop(self):
        self.controller.stop()


def part(message, kind):
    return message.get_body(preferencelist=(kind,)).get_content()


class MailTest(DeskTest):
    def setUp(self):
        self.smtp_port = free_port()
        self.mailbox = Mailbox(self.smtp_port)
        self.options = ("--smtp-host", "127.0.0.1", "--smtp-port", str(self.smtp_port), "--smtp-security", "none",
                        "--mail-from", "desk@studio.example", "--public", "https://desk.example")
        super().setUp()

    def tearDown(self):
        super().tearDown()
        self.mailbox.stop()


class Mail(MailTest):
    def test_says_what_why_and_until_when(self):
        self.production()
        use = self.declared(FINAL)
        message = eventually(lambda: self.mailbox.about("A use was declared", "connie@studio.example"))[0]
        self.assertEqual(message["Subject"], "A use was declared: The old harbour at night")
        self.assertRegex(message["Message-ID"], r"^<msg_[0-9A-Z]{26}@")
        text = part(message, "plain")
        self.assertIn("Title: The Quiet Harbour", text)
        self.assertIn("Why you get this: you are contact of this title.", text)
        self.assertRegex(text, r"If you do nothing until \d{4}-\d\d-\d\d \d\d:\d\d UTC: you are reminded")
        self.assertIn(f"https://desk.example/uses/{use['id']}", text)
        self.assertIn(f"desk.example/{self.title}\n", text)  # the checkpoint
        self.assertIn("<h1", part(message, "html"))
        # Who only hears of it is asked for nothing.
        self.approved(use)
        done = eventually(lambda: [one for one in self.mailbox.to("pat@studio.example") if "approved in writing" in one["Subject"]])[0]
        self.assertIn("Why you get this: you are partner of this title.", part(done, "plain"))
        self.assertIn("Nothing is asked of you.", part(done, "plain"))

    def test_text_of_people_is_text_in_html(self):
        self.production()
        self.declared(FINAL, summary="<b>The</b> \"old\" harbour & the pier")
        message = eventually(lambda: self.mailbox.about("A use was declared", "connie@studio.example"))[0]
        self.assertIn("&lt;b&gt;The&lt;/b&gt; &quot;old&quot; harbour &amp; the pier", part(message, "html"))

    def test_what_was_refused_is_shown_and_can_go_again(self):
        self.production()
        for name in ("nobody", "Nix Nameless"):
            person = self.made(self.admin, "people", {"name": name} | ({"email": "nobody@studio.example"} if name == "nobody" else {}))
            self.made(self.admin, "grants", {"person": person, "role": "contact"})
        self.declared(FINAL)
        failed = eventually(lambda: len(found := self.admin.get("/messages?state=failed").json["items"]) == 2 and found)
        by_status = {one.get("status", 0): one for one in failed}
        self.assertIn("550", by_status[550]["failure"])
        self.assertEqual(by_status[0]["failure"], "the receiver has no address for mail")
        again = self.admin.post(f"/messages/{by_status[550]['id']}/again")
        self.assertEqual(again.status, 202, again.text)
        self.assertEqual(self.contact.get("/messages").status, 403)
        self.assertEqual(self.contact.post(f"/messages/{by_status[550]['id']}/again").status, 403)
        person = self.admin.get(f"/people/{by_status[550]['receiver']}").json
        eventually(lambda: self.admin.get(f"/messages?state=failed&receiver={person['id']}").json["items"])
        changed = self.admin.ask("PATCH", f"/people/{person['id']}", {"email": "found@studio.example"}, version=person["version"])
        self.assertEqual(changed.status, 200, changed.text)
        self.assertEqual(self.admin.post(f"/messages/{by_status[550]['id']}/again").status, 202)
        eventually(lambda: self.mailbox.to("found@studio.example"))

    def test_waits_for_a_server_that_is_away(self):
        self.production()
        self.mailbox.stop()
        self.declared(FINAL)
        eventually(lambda: [one for one in self.admin.get("/messages?channel=mail&state=waiting").json["items"] if one["attempts"] == 1])
        self.mailbox = Mailbox(self.smtp_port)
        eventually(lambda: all(self.mailbox.about("A use was declared", one + "@studio.example") for one in ("connie", "leo")))

    def test_killed_between_sending_and_marking_sends_again_with_the_same_id(self):
        self.production()

        def kill(message):
            if message["Subject"] is None or "declared" not in message["Subject"]:
                return  # of the production's own beginning, still on its way
            self.mailbox.before = None
            time.sleep(0.2)  # who declared has the answer
            self.server.kill()
            self.server.wait()

        self.mailbox.before = kill
        self.declared(FINAL)
        eventually(lambda: self.server.poll() is not None)
        self.server.stdout.close()
        first = self.mailbox.messages[-1]
        self.start()
        eventually(lambda: [one["Message-ID"] for one in self.mailbox.messages].count(first["Message-ID"]) == 2)


class Receiver:
    """An endpoint of webhooks that keeps what it is sent. `answer` gives the status of each call."""

    def __init__(self):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.calls.append((dict(self.headers), body))
                status = receiver.answer()
                if status is None:
                    return
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.calls, self.answer = [], lambda: 200
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def of(self, topic):
        return [(headers, json.loads(body), body) for headers, body in list(self.calls) if json.loads(body)["type"] == topic]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def signature(secret, headers, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


class Webhooks(DeskTest):
    def setUp(self):
        self.receiver = Receiver()
        self.options = ("--trust-host", f"127.0.0.1:{self.receiver.port}")
        super().setUp()
        self.production()

    def tearDown(self):
        super().tearDown()
        self.receiver.stop()

    def webhook(self, **more):
        answer = self.admin.post("/webhooks", {"name": "House", "url": f"http://127.0.0.1:{self.receiver.port}/in", "events": ["use.*"], **more})
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json

    def test_are_signed_and_carry_the_checkpoint(self):
        hook = self.webhook()
        other = self.made(self.coordinator, "titles", {"name": "Other", "kind": "news"})
        narrow = self.webhook(events=["use.declared"], titles=[other])
        use = self.declared(MILD)
        headers, body, raw = eventually(lambda: self.receiver.of("use.declared"))[0]
        self.assertEqual(headers["webhook-signature"], signature(hook["secret"], headers, raw))
        self.assertEqual(body["data"]["object"], use["id"])
        self.assertTrue(body["data"]["checkpoint"].startswith(f"desk.example/{self.title}\n"))
        self.assertEqual(self.receiver.of("tool.created"), [])
        eventually(lambda: {one["state"] for one in self.admin.get(f"/messages?receiver={hook['id']}").json["items"]} == {"sent"})
        self.assertEqual(self.admin.get(f"/messages?receiver={narrow['id']}").json["items"], [])
        # The secret is shown once and kept wrapped; who keeps no settings sees nothing of it.
        self.assertNotIn("secret", self.admin.get(f"/webhooks/{hook['id']}").json)
        self.assertEqual(self.contact.get("/webhooks").status, 403)
        self.assertEqual(self.contact.post("/webhooks", {"name": "x", "url": "https://x.example", "events": ["*"]}).status, 403)
        with open(self.register, "rb") as file:
            kept = file.read()
        self.assertNotIn(hook["secret"].encode(), kept)
        # A message can go once more, as the message it was.
        self.assertEqual(self.admin.post(f"/messages/{headers['webhook-id']}/again").status, 202)
        eventually(lambda: [one[0]["webhook-id"] for one in self.receiver.of("use.declared")].count(headers["webhook-id"]) == 2)

    def test_a_renewed_secret_signs_beside_the_one_before(self):
        hook = self.webhook()
        renewed = self.admin.post(f"/webhooks/{hook['id']}/secret")
        self.assertEqual(renewed.status, 201, renewed.text)
        self.assertEqual(self.admin.post(f"/webhooks/{hook['id']}/ping").status, 202)
        headers, _, raw = eventually(lambda: self.receiver.of("webhook.ping"))[0]
        self.assertEqual(headers["webhook-signature"].split(),
                         [signature(renewed.json["secret"], headers, raw), signature(hook["secret"], headers, raw)])

    def test_are_tried_again_and_switched_off_by_gone(self):
        hook = self.webhook()
        statuses = [500]
        self.receiver.answer = lambda: statuses.pop() if statuses else 200
        self.assertEqual(self.admin.post(f"/webhooks/{hook['id']}/ping").status, 202)
        calls = eventually(lambda: len(found := self.receiver.of("webhook.ping")) == 2 and found)
        self.assertEqual(calls[0][0]["webhook-id"], calls[1][0]["webhook-id"])
        self.receiver.answer = lambda: 410
        self.admin.post(f"/webhooks/{hook['id']}/ping")
        eventually(lambda: self.admin.get(f"/webhooks/{hook['id']}").json["state"] == "disabled")
        acts = [item["act"] for item in self.admin.get(f"/webhooks/{hook['id']}/history").json["items"]]
        self.assertEqual(acts, ["webhook.created", "webhook.disabled"])
        self.assertEqual(self.admin.post(f"/webhooks/{hook['id']}/ping").status, 409)
        self.receiver.answer = lambda: 200
        self.assertEqual(self.admin.post(f"/webhooks/{hook['id']}/enable", version="*").status, 200)
        eventually(lambda: self.admin.get(f"/messages?receiver={hook['id']}&state=waiting").json["items"] == [])

    def test_reach_nothing_inside_the_house_that_is_not_named(self):
        wrong = self.admin.post("/webhooks", {"name": "x", "url": "http://127.0.0.1:1/", "events": ["*"]})
        self.assertEqual((wrong.status, wrong.json["errors"][0]["pointer"]), (422, "#/url"))
        inside = self.admin.post("/webhooks", {"name": "x", "url": "https://127.0.0.1:1/", "events": ["webhook.ping"]}).json
        self.admin.post(f"/webhooks/{inside['id']}/ping")
        off = eventually(lambda: (found := self.admin.get(f"/webhooks/{inside['id']}").json)["state"] == "disabled" and found)
        self.assertIn("loopback", off["disabled_why"])

    def test_killed_between_sending_and_marking_sends_again_with_the_same_id(self):
        hook = self.webhook()

        def kill():
            self.server.kill()
            self.server.wait()

        self.receiver.answer = kill
        self.admin.post(f"/webhooks/{hook['id']}/ping")
        eventually(lambda: self.server.poll() is not None)
        self.server.stdout.close()
        self.receiver.answer = lambda: 200
        self.start()
        calls = eventually(lambda: len(found := self.receiver.of("webhook.ping")) == 2 and found)
        self.assertEqual(calls[0][0]["webhook-id"], calls[1][0]["webhook-id"])


class Settings(DeskTest):
    def write(self, text):
        path = os.path.join(self.folder.name, "goodgate.yaml")
        with open(path, "w") as file:
            file.write(text)
        return path

    def refused(self, text, *says, arguments=()):
        done = self.goodgate("serve", "--config", self.write(text), *arguments)
        self.assertEqual(done.returncode, 65, done.stderr)
        for one in says:
            self.assertIn(one, done.stderr)

    def test_file_is_read_and_what_is_wrong_in_it_is_named(self):
        self.refused("lisen: 127.0.0.1:0\n", "goodgate.yaml:1", "lisen", "listen was perhaps meant")
        self.refused("name: a\ninsecure-cookies: maybe\n", "goodgate.yaml:2", "insecure-cookies", "true or false")
        self.refused("smtp-host: mail.example\nmail-from: a@b.example\nsmtp-port: many\n", "--smtp-port")
        self.refused("name: [a, b]\n", "goodgate.yaml:1", "one value")
        self.refused("smtp-host: mail.example\n", "--mail-from")
        self.refused("smtp-host: mail.example\nmail-from: a@b.example\nsmtp-security: maybe\n", "starttls")
        self.refused("tls-key: x.pem\n", "go together")

    def test_command_line_goes_before_environment_before_file(self):
        self.stop()
        path = self.write(f"register: {self.register}\nlisten: 127.0.0.1:0\nname: of.file\nprefix: /of-file\n")
        for more, environment, prefix in (((), {}, "/of-file"), ((), {"GOODGATE_PREFIX": "/of-environment"}, "/of-environment"),
                                          (("--prefix", "/of-line"), {"GOODGATE_PREFIX": "/of-environment"}, "/of-line")):
            with unittest.mock.patch.dict(os.environ, environment):
                self.start_by("--config", path, *more)
            self.assertRegex(self.line.strip(), f"{prefix}$")
            self.stop()

    def test_serves_https_with_its_own_certificate(self):
        certificate, key = (os.path.join(self.folder.name, name) for name in ("c.pem", "k.pem"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-keyout", key,
                        "-out", certificate, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                       check=True, capture_output=True)
        self.stop()
        self.start_by("--register", self.register, "--listen", "127.0.0.1:0", "--tls-certificate", certificate, "--tls-key", key)
        context = ssl.create_default_context(cafile=certificate)
        connection = http.client.HTTPSConnection("127.0.0.1", int(self.line.rsplit(":", 1)[1]), context=context, timeout=30)
        connection.request("GET", "/api/v1/openapi.json")
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        headers = dict(answer.getheaders())
        for name, value in (("Strict-Transport-Security", "max-age=63072000"), ("X-Content-Type-Options", "nosniff"),
                            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin")):
            self.assertEqual(headers[name], value)
        self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"])
        self.assertNotIn("unsafe", headers["Content-Security-Policy"])

    def start_by(self, *arguments):
        self.server = subprocess.Popen([GOODGATE, "serve", *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.line = self.server.stdout.readline()
        self.assertIn(" at http", self.line)


if __name__ == "__main__":
    unittest.main(warnings="ignore")
