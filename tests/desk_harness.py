"""What tests of the desk over HTTP share: a server on a register of its own, people in every role, and answers held
against the API's description. A test file is called as: desk_<topic>.py GOODGATE [unittest arguments]
"""
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None
    print("SKIPPED: answers are not held against the API's description: python3-jsonschema is missing", file=sys.stderr)

GOODGATE = os.path.abspath(sys.argv.pop(1))

MILD = {
    "purpose": "ideation", "final_deliverable": "no", "element": "none", "prominence": "not_seen", "story_relevant": "no",
    "could_mislead": "no", "talent_likeness": "no", "performance_altered": "no", "union_work": "no", "personal_data": "no",
    "third_party_ip": "no", "names_real_people": "no", "unreleased_material": "no", "sensitive_material": "no",
    "several_tools": "no", "model_trained": "no",
}
FINAL = MILD | {"purpose": "post_production", "final_deliverable": "yes", "element": "background", "prominence": "incidental",
                "human_input": "yes"}

# ffmpeg -f lavfi -i color=c=0xd98c5f:s=8x8 -frames:v 1 -q:v 31 -huffman default -bitexact t.jpg
SMALL_JPEG = (
    "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAg+Pkk+SVVVVVVVVWRdZGhoaGRkZGRoaGhwcHCDg4NwcHBoaHBwfHyDg4+Tj4eHg4eTk5ubm7q6srLZ2eD/////xAGi"
    "AAABBQEBAQEBAQAAAAAAAAAAAQIDBAUGBwgJCgsBAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKCxAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJx"
    "FDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWm"
    "p6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6EQACAQIEBAMEBwUEBAABAncAAQIDEQQFITEGEkFRB2FxEyIygQgUQpGh"
    "scEJIzNS8BVictEKFiQ04SXxFxgZGiYnKCkqNTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqCg4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqy"
    "s7S1tre4ubrCw8TFxsfIycrS09TV1tfY2dri4+Tl5ufo6ery8/T19vf4+fr/wAARCAAIAAgDASIAAhEAAxEA/9oADAMBAAIRAxEAPwDeooor5w+qP//Z")


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.bytes = response.read()
        self.text = self.bytes.decode(errors="replace")
        self.json = json.loads(self.text) if re.search("[/+]json", response.headers.get("Content-Type") or "") else None


def openapi(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/api/v1/openapi.json")
    return json.loads(connection.getresponse().read())


class Description:
    """The API's description, and whether an answer has the shape it says."""

    def __init__(self, document):
        self.components = document["components"]
        self.operations = []
        for path, methods in document["paths"].items():
            pattern = re.compile("/api/v1" + re.sub(r"\\{[a-z]+\\}", "[^/]+", re.escape(path)).replace("/tile/[^/]+", "/tile/.+") + "$")
            self.operations += [(path.count("{"), method.upper(), pattern, operation) for method, operation in methods.items()]
        self.operations.sort(key=lambda row: row[0])  # a literal path goes before one with parameters

    def check(self, method, path, answer):
        for _, one, pattern, operation in self.operations:
            if one == method and pattern.match(path.split("?")[0]):
                responses = operation["responses"]
                named = responses.get(str(answer.status), responses["default"] if answer.status >= 400 else None)
                assert named is not None, f"{operation['operationId']} answered {answer.status}, which is not described"
                return self.check_body(operation["operationId"], self.components["responses"][named["$ref"].rsplit("/", 1)[1]], answer)
        raise AssertionError(f"{method} {path} is not described")

    def check_body(self, operation, response, answer):
        if "content" not in response:
            return
        found = (answer.headers.get("Content-Type") or "").split(";")[0]
        content = response["content"].get(found) or response["content"].get("*/*")
        assert content is not None, f"{operation}: {found} in place of {' or '.join(response['content'])}"
        if answer.json is not None:
            jsonschema.Draft202012Validator(content["schema"] | {"components": self.components}).validate(answer.json)


class Person:
    """Somebody with a token, over one connection."""

    description = None

    def __init__(self, port, token=None):
        self.port, self.token, self.connection = port, token, None

    def ask(self, method, path, body=None, version=None, headers=None):
        headers = dict(headers or {})
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if body is not None:
            headers["Content-Type"] = "application/json"
        if version is not None:
            headers["If-Match"] = version if isinstance(version, str) else f'"v{version}"'
        self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.connection.request(method, path if path.startswith("/healthz") else "/api/v1" + path,
                                None if body is None else json.dumps(body), headers)
        answer = Answer(self.connection.getresponse())
        if jsonschema and not path.startswith("/healthz"):
            Person.description = Person.description or Description(openapi(self.port))
            Person.description.check(method, "/api/v1" + path, answer)
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body=None, version=None, **headers):
        return self.ask("POST", path, {} if body is None else body, version, headers)


class DeskTest(unittest.TestCase):
    listen = "127.0.0.1:0"
    options = ()  # more settings of `goodgate serve`

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.register = os.path.join(self.folder.name, "studio.db")
        self.start()

    def tearDown(self):
        self.stop()
        self.folder.cleanup()

    def serving(self):
        return [GOODGATE, "serve", "--register", self.register, "--listen", self.listen, "--name", "desk.example", *self.options]

    def start(self):
        self.server = subprocess.Popen(self.serving(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.server.stdout.readline()
        self.assertIn(" at http://127.0.0.1:", line)
        self.port = int(line.rsplit(":", 1)[1])

    def stop(self):
        if self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            self.assertEqual(self.server.wait(timeout=30), 0)
        self.server.stdout.close()

    def goodgate(self, *arguments):
        return subprocess.run([GOODGATE, *arguments], capture_output=True, text=True)

    def verify(self, *arguments):
        return self.goodgate("ledger", "verify", "--register", self.register, "--name", "desk.example", *arguments)

    def signed_up(self):
        """The first administrator, by the link on the terminal."""
        self.server.stdout.readline()
        token = self.server.stdout.readline().strip().rsplit("#", 1)[1]
        body = {"token": token, "name": "Ada Administrator", "email": "ada@studio.example", "password": "harbour lights at dusk 7"}
        nobody = Person(self.port)
        answer = nobody.post("/first-start", body)
        self.assertEqual(answer.status, 201, answer.text)
        self.assertNotEqual(nobody.post("/first-start", body).status, 201)
        return self.with_token(answer)

    def with_token(self, signed_in):
        """A token for a person who has just signed in by a session."""
        cookie = signed_in.headers["Set-Cookie"].split(";")[0]
        someone = Person(self.port)
        answer = someone.ask("POST", "/tokens", {"name": "story", "days": 1},
                             headers={"Cookie": cookie, "X-CSRF-Token": signed_in.json["csrf"]})
        self.assertEqual(answer.status, 201, answer.text)
        return Person(self.port, answer.json["token"])

    def made(self, who, plural, body):
        answer = who.post("/" + plural, body)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json["id"]

    def joined(self, admin, name, role, **more):
        """A person with a role, invited, who chose a password."""
        email = name.split()[0].lower() + "@studio.example"
        person = self.made(admin, "people", {"name": name, "email": email, **more})
        self.made(admin, "grants", {"person": person, "role": role})
        link = admin.post(f"/people/{person}/invitations").json["token"]
        answer = Person(self.port).post("/invitations/accept", {"token": link, "password": "a quiet tide at noon " + role})
        self.assertEqual(answer.status, 201, answer.text)
        self.assertEqual(Person(self.port).post("/invitations/accept", {"token": link, "password": "a quiet tide at noon"}).status, 404)
        someone = self.with_token(answer)
        someone.id = person
        return someone

    def production(self):
        self.admin = self.signed_up()
        self.company = self.made(self.admin, "companies", {"name": "Harbour Pictures"})
        self.coordinator = self.joined(self.admin, "Cleo Coordinator", "coordinator")
        self.contact = self.joined(self.admin, "Connie Contact", "contact")
        self.legal = self.joined(self.admin, "Leo Legal", "legal")
        self.auditor = self.joined(self.admin, "Audrey Auditor", "auditor")
        self.partner = self.joined(self.admin, "Pat Partner", "partner", company=self.company)
        self.title = self.made(self.coordinator, "titles", {
            "name": "The Quiet Harbour", "kind": "documentary", "territories": ["US", "DE"], "agreements": [], "roles": ["deployer"],
            "photography": "2026-03-02", "release": "2027-09-15"})
        self.tool = self.made(self.contact, "tools", {
            "product": "House Painter", "product_version": "3", "tier": "enterprise", "terms": {"date": "2026-10-01", "url": "https://house.example/terms"},
            "facts": {"trains_on_inputs": "no", "trains_on_outputs": "no", "tool_enterprise": "yes", "terms_read": "yes"}})

    def use_body(self, facts, **more):
        return {"title": self.title, "company": self.company, "summary": "The old harbour at night", "intent": "Ten moods in an afternoon",
                "tools": [self.tool], "facts": facts, **more}

    def declared(self, facts, **more):
        use = self.made(self.partner, "uses", self.use_body(facts, **more))
        answer = self.partner.post(f"/uses/{use}/declare", version=1)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json

    def approved(self, use, **more):
        for track in use["tracks"]:
            who = self.legal if track["reviewer"] in ("legal", "counsel") else self.contact
            answer = who.post(f"/uses/{use['id']}/agree", {"reviewer": track["reviewer"], **more}, version="*")
            self.assertEqual(answer.status, 200, answer.text)
        return answer.json
