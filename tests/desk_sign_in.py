#!/usr/bin/env python3
"""Who comes in: second factors, tokens and sessions, passwords, devices, and an identity provider.

usage: desk_sign_in.py GOODGATE [unittest arguments]
"""
import base64
import hashlib
import hmac
import http.cookiejar
import os
import re
import sqlite3
import struct
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.parse
import urllib.request

from desk_harness import DeskTest, Person
from desk_outgoing import MailTest, eventually, part

PASSWORD = "a quiet tide at noon contact"
EMAIL = "connie@studio.example"


def totp(secret, step):
    """RFC 6238, written here once more."""
    mac = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7fffffff) % 1000000:06d}"


class SignIn(DeskTest):
    def setUp(self):
        super().setUp()
        self.production()
        self.nobody = Person(self.port)

    def sign_in(self, password=PASSWORD, **more):
        return self.nobody.post("/session", {"email": EMAIL, "password": password, **more})

    def session(self, **more):
        answer = self.sign_in(**more)
        self.assertEqual(answer.status, 201, answer.text)
        return {"Cookie": answer.headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": answer.json["csrf"]}

    def acts(self):
        with sqlite3.connect(self.register) as rows:
            return [row[0] for row in rows.execute("SELECT act FROM entry WHERE object = ? ORDER BY position", (self.contact.id,))]

    def test_second_factor_is_asked_for_once_it_was_confirmed(self):
        offer = self.contact.post("/account/totp").json
        self.assertIn("otpauth://totp/", offer["uri"])
        self.session()  # offered, not confirmed: nothing is asked for
        step = int(time.time()) // 30
        self.assertEqual(self.contact.post("/account/totp/confirm", {"code": "000000"}).status, 422)
        confirmed = self.contact.post("/account/totp/confirm", {"code": totp(offer["secret"], step)})
        self.assertEqual(confirmed.status, 200, confirmed.text)
        recovery = confirmed.json["recovery_codes"]
        self.assertEqual(len(set(recovery)), 10)
        asked = self.sign_in()
        self.assertEqual((asked.status, asked.json["type"]), (403, "urn:goodgate:problem:second-factor"))
        self.assertNotIn("Set-Cookie", asked.headers)
        self.assertEqual(self.sign_in(code="000000").status, 403)
        self.assertEqual(self.sign_in(code=totp(offer["secret"], step)).status, 403)  # used when it was confirmed
        self.session(code=totp(offer["secret"], step + 1))
        self.assertEqual(self.sign_in(code=totp(offer["secret"], step + 1)).status, 403)
        self.session(code=recovery[0].lower().replace("-", " "))
        self.assertEqual(self.sign_in(code=recovery[0]).status, 403)
        # The secret and the codes are not in the register as they are.
        with open(self.register, "rb") as file, open(self.register + "-wal", "rb") as log:
            kept = file.read() + log.read()
        for secret in (offer["secret"].encode(), base64.b32decode(offer["secret"]), recovery[1].encode()):
            self.assertNotIn(secret, kept)
        self.assertEqual(self.contact.post("/account/totp/remove", {"code": "000000"}).status, 422)
        self.assertEqual(self.contact.post("/account/totp/remove", {"code": recovery[1]}).status, 204)
        self.session()
        for act in ("session.opened", "account.second_factor_set", "account.second_factor_removed"):
            self.assertIn(act, self.acts())

    def test_an_administrator_takes_a_lost_second_factor_away(self):
        offer = self.contact.post("/account/totp").json
        self.contact.post("/account/totp/confirm", {"code": totp(offer["secret"], int(time.time()) // 30)})
        self.assertEqual(self.sign_in().status, 403)
        self.assertEqual(self.legal.post(f"/people/{self.contact.id}/totp/remove").status, 403)
        self.assertEqual(self.admin.post(f"/people/{self.contact.id}/totp/remove").status, 204)
        self.session()

    def test_failed_sign_ins_are_only_counted(self):
        before = self.acts()
        self.assertEqual(self.sign_in(password="wrong").status, 403)
        time.sleep(0.2)
        self.assertEqual(self.acts(), before)
        with sqlite3.connect(self.register) as rows:
            self.assertEqual(rows.execute("SELECT failures FROM account WHERE email = ?", (EMAIL,)).fetchone(), (1,))

    def test_tokens_and_sessions_are_listed_and_end(self):
        first, second = self.session(), self.session()
        made = self.contact.post("/tokens", {"name": "script", "days": 2}).json
        script = Person(self.port, made["token"])
        items = self.contact.get("/tokens").json["items"]
        self.assertEqual(sorted({item["kind"] for item in items}), ["personal", "session"])
        self.assertEqual([item["name"] for item in items if item["current"]], ["story"])
        self.assertIn(made["id"], [item["id"] for item in items])
        self.assertEqual(self.legal.ask("DELETE", f"/tokens/{made['id']}").status, 403)
        self.assertEqual(script.get("/uses").status, 200)
        self.assertEqual(self.contact.ask("DELETE", f"/tokens/{made['id']}").status, 204)
        self.assertEqual(script.get("/uses").status, 401)
        self.assertEqual(self.contact.ask("DELETE", f"/tokens/{made['id']}").status, 404)
        self.assertEqual(self.admin.get(f"/people/{self.contact.id}/tokens").status, 200)
        self.assertEqual(self.legal.get(f"/people/{self.contact.id}/tokens").status, 403)
        self.assertEqual(self.nobody.ask("POST", "/account/sign-out-everywhere", {}, headers=first).status, 204)
        for cookies in (first, second):
            self.assertEqual(self.nobody.ask("GET", "/session", headers=cookies).status, 401)
        for act in ("token.issued", "token.revoked", "session.ended_everywhere"):
            self.assertIn(act, self.acts())

    def test_a_service_token_reaches_no_further_than_it_says(self):
        other = self.made(self.coordinator, "titles", {"name": "Another Shore", "kind": "scripted"})
        machine = self.made(self.admin, "people", {"name": "Render farm", "company": self.company})
        for role in ("partner", "coordinator"):
            self.made(self.admin, "grants", {"person": machine, "role": role})
        body = {"name": "farm", "days": 30, "titles": [self.title], "roles": ["partner"]}
        self.assertEqual(self.coordinator.post(f"/people/{machine}/tokens", body).status, 403)
        made = self.admin.post(f"/people/{machine}/tokens", body)
        self.assertEqual(made.status, 201, made.text)
        self.assertRegex(made.json["token"], "^ggs_")
        farm = Person(self.port, made.json["token"])
        self.assertEqual([item["id"] for item in farm.get("/titles").json["items"]], [self.title])
        self.assertEqual(farm.get(f"/titles/{other}").status, 403)
        asset = {"title": self.title, "sha256": "ab" * 32, "file": "a.png", "status": "temporary", "kind": "generated"}
        self.assertEqual(farm.post("/assets", asset).status, 201)
        self.assertEqual(farm.post("/assets", asset | {"title": other}).status, 403)  # another title
        self.assertEqual(farm.post("/titles", {"name": "Mine", "kind": "news"}).status, 403)  # a role that was left out
        # It makes no tokens that reach further, and changes no account.
        self.assertEqual(farm.post("/tokens", {"name": "more", "days": 1}).status, 403)
        self.assertEqual(farm.post("/account/totp").status, 403)
        self.assertEqual(self.admin.ask("DELETE", f"/tokens/{made.json['id']}").status, 204)
        self.assertEqual(farm.get("/titles").status, 401)

    def test_password_is_changed_by_who_knows_it_and_other_sessions_end(self):
        here, there = self.session(), self.session()
        change = {"before": PASSWORD, "password": "seven herons over the weir"}
        self.assertEqual(self.nobody.ask("POST", "/account/password", change | {"before": "wrong"}, headers=here).status, 422)
        self.assertEqual(self.nobody.ask("POST", "/account/password", change | {"password": "short"}, headers=here).status, 422)
        self.assertEqual(self.nobody.ask("POST", "/account/password", change, headers=here).status, 204)
        self.assertEqual(self.nobody.ask("GET", "/session", headers=here).status, 200)
        self.assertEqual(self.nobody.ask("GET", "/session", headers=there).status, 401)
        self.assertEqual(self.sign_in().status, 403)
        self.session(password=change["password"])


class Device(DeskTest):
    def test_a_device_is_let_in_by_a_person(self):
        self.production()
        nobody = Person(self.port)
        grant = nobody.post("/device").json
        self.assertRegex(grant["user_code"], r"^[A-Z]{4}-[A-Z]{4}$")
        poll = {"device_code": grant["device_code"]}
        waiting = nobody.post("/device/token", poll)
        self.assertEqual((waiting.status, waiting.json["title"]), (400, "authorization_pending"))
        self.assertEqual(nobody.post("/device/token", poll).json["title"], "slow_down")
        self.assertEqual(nobody.post("/device/answer", {"user_code": grant["user_code"], "answer": "approved"}).status, 401)
        self.assertEqual(self.contact.post("/device/answer", {"user_code": "BBBB-BBBB", "answer": "approved"}).status, 404)
        self.assertEqual(self.contact.post("/device/answer", {"user_code": grant["user_code"].lower(), "answer": "approved"}).status, 204)
        self.assertEqual(self.legal.post("/device/answer", {"user_code": grant["user_code"], "answer": "approved"}).status, 404)
        time.sleep(10.1)  # as slow_down asks
        granted = nobody.post("/device/token", poll)
        self.assertEqual(granted.status, 201, granted.text)
        self.assertEqual(Person(self.port, granted.json["token"]).get("/session").json["id"], self.contact.id)
        self.assertEqual(nobody.post("/device/token", poll).json["title"], "expired_token")
        other = nobody.post("/device").json
        self.assertEqual(self.contact.post("/device/answer", {"user_code": other["user_code"], "answer": "denied"}).status, 204)
        self.assertEqual(nobody.post("/device/token", {"device_code": other["device_code"]}).json["title"], "access_denied")


class Reset(MailTest):
    def test_a_mailed_link_sets_a_new_password_once(self):
        self.production()
        nobody = Person(self.port)
        invited = eventually(lambda: [one for one in self.mailbox.to(EMAIL) if one["Subject"] == "You are invited"])[0]
        self.assertRegex(part(invited, "plain"), r"https://desk\.example/invitation#ggl_\w+")
        self.assertEqual(nobody.post("/account/reset", {"email": "stranger@studio.example"}).status, 202)
        self.assertEqual(nobody.post("/account/reset", {"email": EMAIL}).status, 202)
        mail = eventually(lambda: [one for one in self.mailbox.to(EMAIL) if one["Subject"] == "Choose a new password"])[0]
        self.assertEqual(self.mailbox.to("stranger@studio.example"), [])
        token = re.search(r"https://desk\.example/invitation#(ggl_\w+)", part(mail, "plain")).group(1)
        self.assertEqual(nobody.post("/session", {"email": EMAIL, "password": PASSWORD}).status, 201)
        accept = {"token": token, "password": "seven herons over the weir"}
        self.assertEqual(nobody.post("/invitations/accept", accept).status, 201)
        self.assertEqual(nobody.post("/invitations/accept", accept).status, 404)
        self.assertEqual(nobody.post("/session", {"email": EMAIL, "password": PASSWORD}).status, 403)
        # What was mailed is not kept where it can be read.
        eventually(lambda: self.admin.get("/messages?state=waiting").json["items"] == [])
        with sqlite3.connect(self.register) as rows:
            kept = rows.execute("SELECT payload FROM message UNION ALL SELECT payload FROM outbox WHERE done IS NOT NULL").fetchall()
        self.assertFalse([row for row in kept if "sealed" in row[0]])


class Browser:
    """A person at the identity provider's own pages."""

    def __init__(self):
        class NoRedirect(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_):
                return None
        self.opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def load(self, url, form=None):
        try:
            with self.opener.open(url, urllib.parse.urlencode(form).encode() if form else None) as answer:
                return None, answer.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.headers.get("Location"), ""

    def sign_in(self, url, login):
        page_url = url
        for _ in range(12):
            if url.startswith("https://desk.example/"):
                return url
            following, page = self.load(url)
            page_url = url
            if not following:
                form = {"prompt": "login", "login": login, "password": "x"} if 'name="login"' in page else {"prompt": "consent"}
                following, _ = self.load(page_url, form)
            url = urllib.parse.urljoin(page_url, following)
        raise AssertionError("too many pages")


class Provider(DeskTest):
    """Signs in at oidc-provider of npm."""

    def setUp(self):
        folder = os.environ.get("OIDC_FOLDER") or os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), "..", "build", "oidc")
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
        found = subprocess.run([os.path.join(source, "tools", "oidc_provider"), folder], capture_output=True, text=True)
        if found.returncode == 77:
            self.skipTest("no identity provider to sign in at: " + found.stdout + found.stderr)
        self.assertEqual(found.returncode, 0, found.stderr)
        self.provider = subprocess.Popen([found.stdout.strip().splitlines()[-1], os.path.join(source, "tests", "oidc", "provider.mjs"), folder],
                                         stdout=subprocess.PIPE, text=True)
        issuer = self.provider.stdout.readline().strip()
        secret = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"goodgate_oidc_secret_{os.getpid()}")
        with open(secret, "w") as file:
            file.write("s3cret/+:% &=\n")
        self.addCleanup(os.unlink, secret)
        self.options = ("--oidc-issuer", issuer, "--oidc-client", "desk", "--oidc-secret-file", secret, "--public", "https://desk.example",
                        "--trust-host", issuer.removeprefix("http://"))
        super().setUp()

    def tearDown(self):
        super().tearDown()
        self.provider.kill()
        self.provider.wait()
        self.provider.stdout.close()

    def begin(self):
        answer = Person(self.port).get("/oidc/start")
        self.assertEqual(answer.status, 303, answer.text)
        return answer.headers["Location"], answer.headers["Set-Cookie"].split(";")[0]

    def come_back(self, address, cookie):
        self.assertTrue(address.startswith("https://desk.example/api/v1/oidc/callback?"), address)
        return Person(self.port).ask("GET", address.removeprefix("https://desk.example/api/v1"), headers={"Cookie": cookie} if cookie else {})

    def test_signs_in_whose_address_is_verified_and_knows_them_again(self):
        self.production()
        self.assertTrue(Person(self.port).get("/sign-in").json["oidc"])
        address, cookie = self.begin()
        back = Browser().sign_in(address, "connie")
        # The address alone opens nothing, nor does another browser's cookie.
        for other in ("", self.begin()[1]):
            self.assertIn("/sign-in#problem=", self.come_back(back, other).headers["Location"])
        answer = self.come_back(back, cookie)
        self.assertEqual((answer.status, answer.headers["Location"]), (303, "https://desk.example/"), answer.headers["Location"])
        session = [one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") if one.startswith("goodgate_session=")][0]
        who = Person(self.port).ask("GET", "/session", headers={"Cookie": session})
        self.assertEqual(who.json["id"], self.contact.id)
        self.assertIn("/sign-in#problem=", self.come_back(back, cookie).headers["Location"])  # a code is good once
        # Linked by subject: another address here changes nothing.
        person = self.admin.get(f"/people/{self.contact.id}").json
        self.admin.ask("PATCH", f"/people/{self.contact.id}", {"email": "elsewhere@studio.example"}, version=person["version"])
        address, cookie = self.begin()
        self.assertEqual(self.come_back(Browser().sign_in(address, "connie"), cookie).headers["Location"], "https://desk.example/")
        # Somebody nobody invited stays outside.
        address, cookie = self.begin()
        refused = self.come_back(Browser().sign_in(address, "mallory"), cookie)
        self.assertIn("ask%20an%20administrator", refused.headers["Location"])
        self.assertNotIn("goodgate_session", str(refused.headers))


if __name__ == "__main__":
    unittest.main(warnings="ignore")
