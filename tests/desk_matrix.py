#!/usr/bin/env python3
"""Who may do what: every operation of the API's description, for every role, on their title, on another and on none.

usage: desk_matrix.py GOODGATE [unittest arguments]

What is asked of the server is made from the description; what it should answer stands in the two tables below, which
share nothing with the server's own. An operation without a row fails, and so does a row without an operation.
"""
import base64
import http.client
import os
import re
import time
import unittest

from desk_delivery import png
from desk_harness import FINAL, SMALL_JPEG, DeskTest, Person, openapi

EVERYONE = {"partner", "coordinator", "contact", "legal", "talent_representative", "vendor", "auditor", "administrator"}

RIGHTS = {
    "read": EVERYONE,
    "read rulebooks": {"coordinator", "contact", "legal", "auditor"},
    "manage rulebooks": {"legal"},
    # What is of all companies on a title is not for those who are bound to one.
    "read for all": EVERYONE - {"partner", "vendor"},
    "manage title": {"coordinator", "contact", "legal"},
    "manage people": {"administrator"},
    "manage tools": {"coordinator", "contact", "legal"},
    "declare": {"partner", "coordinator", "vendor"},
    "review": {"contact", "legal", "talent_representative"},
    "revoke": {"contact", "legal"},
    "ask consent": {"partner", "coordinator", "legal", "talent_representative"},
    "answer consent": {"talent_representative"},
    "license": {"partner", "coordinator", "legal"},
    "register": {"partner", "coordinator", "vendor"},
    "judge": {"partner", "coordinator", "contact", "vendor"},
    "waive": {"contact", "legal"},
    "meet": {"partner", "coordinator", "contact", "legal", "vendor"},
    "disclose": {"partner", "coordinator", "legal"},
    "disclose for all": {"coordinator", "legal"},
    "accept disclosure": {"contact", "legal"},
    "settings": {"administrator"},
    "attach": {"partner", "coordinator", "contact", "legal", "talent_representative", "vendor"},
    "detach": {"coordinator", "legal"},
    "read ledger": {"coordinator", "contact", "legal", "auditor"},
    "erase": {"legal"},
}

# operation: (right, where it counts). "title": on the title of the object; "anywhere": whoever has a grant at all;
# "installation": only a grant for all titles; "signed in": whoever has an account; "anybody": without signing in; "nobody":
# what is shown here opens nothing; "now and then": anybody, but not that often.
ROWS = {
    "now and then": ["ask_reset", "begin_device", "start_oidc", "finish_oidc"],
    "anybody": ["poll_device", "get_sign_in", "accept_invitation", "get_openapi", "get_clearance", "get_clearance_key", "get_ledger_key"],
    "holders only": ["open_attachment", "change_holders"],
    "nobody": ["get_upload", "append_upload", "remove_upload", "get_job", "cancel_job",  # of somebody else
               "sign_in", "first_start", "open_link", "send_link_code", "give_by_link", "refuse_by_link", "withdraw_by_link", "ask_by_link",
               "get_link_receipt", "revoke_token", "enter_by_role", "list_clips_by_link", "open_clip_by_link", "get_opened"],
    "signed in": ["set_evidence_passphrase", "list_attachments", "import_list", "export_csv", "export_xlsx", "export_json", "act_in_bulk", "get_summary", "count_uses", "list_tokens", "get_account", "sign_out_everywhere", "change_password", "begin_totp", "confirm_totp", "remove_totp", "answer_device", "get_session", "sign_out", "create_token", "get_events", "get_inbox", "list_titles", "list_links", "list_uses", "list_consents",
                  "list_licences", "list_approvals", "list_assets", "list_disclosures", "list_waivers", "list_deliveries", "list_uploads", "list_jobs",
                  "list_cue_sheets", "list_releases"],
    ("read", "anywhere"): ["list_companies", "get_company", "get_company_history", "list_people", "get_person", "get_person_history",
                           "list_grants", "get_grant", "get_grant_history", "list_tools", "get_tool", "get_tool_history", "list_terms", "get_terms_changes"],
    ("read for all", "title"): ["get_cue_sheet", "get_cue_sheet_history", "get_cue_sheet_document"],
    ("read", "title"): ["get_use_changes", "get_approval_document", "get_disclosure_draft", "get_statement", "get_title_report"] + [f"get_{noun}{more}" for noun in ("title", "use", "consent", "licence", "approval", "asset", "disclosure", "waiver", "link", "delivery", "release")
                        for more in ("", "_history")] + ["list_findings", "get_delivery_report", "get_delivery_scan", "list_delivered_files", "get_delivered_file",
                        "get_delivered_picture", "get_delivered_content", "get_asset_picture", "list_questions", "get_title_summary", "get_title_activity"],
    ("read rulebooks", "anywhere"): ["list_rulebooks", "try_rulebook"] + [f"get_rulebook{more}" for more in
                                     ("", "_history", "_table", "_cases", "_proofs", "_difference", "_replay", "_file")],
    ("manage rulebooks", "installation"): ["upload_rulebook", "replace_rulebook", "check_rulebook", "propose_rulebook", "publish_rulebook",
                                           "withdraw_rulebook", "retire_rulebook"],
    ("read", "title of the attachment"): ["get_attachment", "get_attachment_history", "get_attachment_content"],
    ("attach", "title"): ["create_attachment"],
    ("detach", "title"): ["remove_attachment"],
    ("judge", "title"): ["create_delivery", "judge_delivery", "create_upload", "scan_delivery"],
    ("manage people", "installation"): ["invite_person", "create_grant", "go_away", "come_back", "list_tokens_of_person", "create_service_token",
                                        "remove_totp_of_person"] + [f"{act}_{noun}" for act in ("create", "amend", "retire")
                                                            for noun in ("company", "person")],
    ("settings", "installation"): [f"{act}_webhook" for act in ("create", "get", "amend", "retire", "ping", "pause", "enable")]
                                  + ["list_webhooks", "get_webhook_history", "renew_webhook_secret", "list_messages", "send_message_again"],
    ("manage people", "title"): ["amend_grant", "retire_grant"],
    ("manage tools", "installation"): ["create_tool", "amend_tool", "retire_tool", "store_terms"],
    ("manage title", "installation"): ["create_title"],
    ("manage title", "title"): ["amend_title", "retire_title"],
    ("declare", "title"): ["create_use", "amend_use", "preview_use", "declare_use", "answer_use", "start_use", "close_use", "withdraw_use",
                           "issue_clearance"],
    ("review", "title"): ["ask_use", "agree_use", "preview_agreement", "decline_use", "pass_use", "decide_use_again"],
    ("revoke", "title"): ["revoke_approval"],
    ("ask consent", "title"): ["create_consent", "amend_consent", "retire_consent", "create_link", "retire_link", "answer_consent_question"],
    ("answer consent", "title"): ["give_consent", "refuse_consent", "withdraw_consent"],
    ("license", "title"): ["create_licence", "amend_licence", "retire_licence"],
    ("register", "title"): ["create_asset", "register_outputs", "amend_asset", "retire_asset"],
    ("waive", "title"): ["create_waiver", "amend_waiver", "retire_waiver"],
    ("meet", "title"): ["meet_duty", "meet_condition"],
    ("disclose", "title"): ["create_disclosure", "amend_disclosure", "retire_disclosure", "issue_cue_sheet"],
    ("disclose for all", "title"): ["fill_cue_sheet", "renew_cue_sheet", "submit_cue_sheet", "unlock_cue_sheet"],
    ("accept disclosure", "title"): ["accept_cue_sheet", "release_statement", "end_release"],
    ("erase", "installation"): ["erase_person", "hold_person", "release_person", "hold_title", "release_title"],
    "erase, or for whom one speaks": ["export_person"],
    ("read ledger", "title"): ["get_checkpoint", "list_entries", "get_proof", "get_tile", "get_evidence", "list_checkpoints", "get_consistency",
                               "add_cosignature"],
}

NOUNS = {"companies": "company", "people": "person", "grants": "grant", "titles": "title", "tools": "tool", "uses": "use",
         "consents": "consent", "licences": "licence", "approvals": "approval", "assets": "asset", "disclosures": "disclosure",
         "waivers": "waiver", "deliveries": "delivery", "links": "link", "rulebooks": "rulebook", "attachments": "attachment", "uploads": "upload", "jobs": "job", "webhooks": "webhook", "messages": "message",
         "cue_sheets": "cue_sheet", "releases": "release"}

# What talent's people see is what names them: of these, nothing does.
NOT_FOR_TALENT = {"get_approval", "get_licence", "get_asset", "get_disclosure", "get_waiver", "get_delivery", "list_findings",
                  "get_delivery_report", "get_delivery_scan", "list_delivered_files", "get_delivered_file", "get_delivered_picture",
                  "get_delivered_content", "get_asset_picture", "get_approval_document", "get_cue_sheet", "get_cue_sheet_document", "get_release"}


class Sample:
    """The least that a schema takes; ids are those of `known`."""

    def __init__(self, document, known):
        self.schemas, self.known = document["components"]["schemas"], known

    def of(self, schema, name=""):
        while "$ref" in schema:
            schema = self.schemas[schema["$ref"].rsplit("/", 1)[1]]
        if "enum" in schema:
            return schema["enum"][0]
        kind = schema.get("type", "object")
        if kind == "object":
            members = {key: self.of(schema["properties"][key], key) for key in schema.get("required", [])}
            return members
        if kind == "array":
            return [self.of(schema["items"], name.removesuffix("s"))] * schema.get("minItems", 0)
        return {"string": lambda: self.text(schema.get("pattern", ""), name), "integer": lambda: max(1, schema.get("minimum", 1)),
                "number": lambda: 1, "boolean": lambda: True}[kind]()

    def text(self, pattern, name):
        if pattern.startswith("^[a-z]{3}_"):
            return self.known[name]
        for text in ("2027-01-31", "2027-01-31T00:00:00Z", "ab" * 32, "DE", "EUR", "someone@studio.example", "https://hooks.example/in", "use.declared", "words enough for a password"):
            if re.search(pattern, text):
                return "some words that are long enough" if not pattern else text
        raise AssertionError(f"no sample for {name} of pattern {pattern}")


class Matrix(DeskTest):
    # Links need mail for their codes; here nobody listens.
    options = ("--smtp-host", "127.0.0.1", "--smtp-port", "9", "--smtp-security", "none", "--mail-from", "desk@studio.example")

    def test_every_operation_for_every_role(self):
        self.production()
        self.document = openapi(self.port)
        self.rows = {name: right for right, names in ROWS.items() for name in names}
        operations = {operation["operationId"]: (method.upper(), path, operation)
                      for path, methods in self.document["paths"].items() for method, operation in methods.items()}
        self.assertEqual(sorted(set(operations) - set(self.rows)), [], "operations without a row")
        self.assertEqual(sorted(set(self.rows) - set(operations)), [], "rows without an operation")
        self.stock()
        wrong = []
        for name, (method, path, operation) in sorted(operations.items(), key=lambda item: (item[0] == "sign_out", item[0])):
            for role, place, someone in self.people:
                status = self.asked(someone, method, path, operation)
                expected = self.is_allowed(name, role, place)
                # 400, 409, 412, 422, 428: let in, and told something else; 429: too many signed in wrongly.
                found = status not in (401, 403, 404, 429) or self.rows[name] == "now and then"
                if status >= 500 or found != expected:
                    wrong.append(f"{name} for {role} with a grant on {place} title: {status}, where {'let in' if expected else 'refused'} was right")
        self.assertEqual(len(wrong), 0, "\n" + "\n".join(wrong))

    def is_allowed(self, name, role, place):
        row = self.rows[name]
        if row in ("anybody", "now and then", "signed in", "nobody"):
            return row == "anybody" or row == "now and then" or (row == "signed in" and role != "nobody")
        if row == "holders only":
            return False  # of what is here, nobody among these people is one
        if row == "erase, or for whom one speaks":
            return role == "talent_representative" or (role in RIGHTS["erase"] and place == "every")
        right, where = row
        if role not in RIGHTS[right] or place == "no":
            return False
        if name in NOT_FOR_TALENT or name.removesuffix("_history") in NOT_FOR_TALENT:
            if role == "talent_representative":
                return False
        return {"anywhere": True, "installation": place == "every"}.get(where, place in ("this", "every"))

    def stock(self):
        """One object of each noun on the title, and people of each role with a grant on it, on another, on all and on none."""
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        self.other_title = self.made(self.coordinator, "titles", {"name": "Another Shore", "kind": "scripted"})
        use = self.approved(self.declared(FINAL))
        known = {"title": self.title, "company": self.company, "tool": self.tool, "person": talent, "use": use["id"], "approval": use["approval"],
                 "to": self.contact.id}
        sample = Sample(self.document, known)
        known["use"] = self.declared(FINAL, people=[talent])["id"]
        for plural, body in (("consents", {"person": talent}), ("licences", {}), ("assets", {}), ("disclosures", {}), ("waivers", {})):
            noun = NOUNS[plural]
            schema = self.document["components"]["schemas"][noun.capitalize() + "Body"]
            who = self.legal if noun in ("licence", "disclosure", "waiver") else self.coordinator
            known[noun] = self.made(who, plural, sample.of(schema) | body)
        output = sample.of(self.document["components"]["schemas"]["OutputsBody"]["properties"]["assets"]["items"])
        made = self.partner.post(f"/uses/{use['id']}/assets", {"assets": [output | {"picture": SMALL_JPEG}]})
        known["asset"] = made.json["items"][0]["id"]
        picture = png("made by hand")
        upload = self.made(self.partner, "uploads", {"title": self.title, "name": "pier.png", "size": len(picture)})
        self.assertEqual(self.append(self.partner, upload, picture), 204)
        known["job"] = self.partner.post("/deliveries/scan", {"title": self.title, "name": "Reel 1", "uploads": [upload]}).json["id"]
        while (job := self.partner.get("/jobs/" + known["job"]).json)["state"] in ("waiting", "running"):
            time.sleep(0.05)
        known["delivery"] = job["result"]["delivery"]
        known["upload"] = self.made(self.partner, "uploads", {"title": self.title, "name": "sky.png", "size": 10})
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "rulebooks", "template", "2026-11.yaml"), "rb") as file:
            book = file.read().replace(b"version: 2026-11 ", b"version: 2026-12 ", 1)
        known["rulebook"] = self.made(self.legal, "rulebooks", {"file": "house.yaml", "content": base64.b64encode(book).decode()})
        known["cue_sheet"] = self.made(self.coordinator, f"titles/{self.title}/cue_sheets", {})
        seen = self.legal.get(f"/titles/{self.title}/disclosure").json
        known["release"] = self.made(self.legal, f"titles/{self.title}/releases", {"sha256": seen["sha256"]})
        known["grant"] = self.made(self.admin, "grants", {"person": talent, "role": "auditor", "title": self.title})
        made = self.coordinator.post(f"/consents/{known['consent']}/links", {"email": "tara@talent.example"})
        self.assertEqual(made.status, 201, made.text)
        known["link"] = made.json["id"]
        known["attachment"] = self.attached(known["use"])
        known["sealed"] = self.attached(known["use"], sealed_for=self.legal.id)
        known["terms"] = self.attached(known["tool"], purpose="terms", who=self.contact)
        known["webhook"] = self.made(self.admin, "webhooks", {"name": "Hook", "url": "https://hooks.example/in", "events": ["webhook.none"]})
        self.admin.post(f"/webhooks/{known['webhook']}/ping")
        while not (messages := self.admin.get("/messages").json["items"]):
            time.sleep(0.05)
        known["message"] = messages[0]["id"]
        known["id"] = known["use"]  # of an item in a list of acts
        self.known, self.sample = known, sample
        self.people = [("nobody", "no", Person(self.port))]
        for role in sorted(EVERYONE):
            for place, title in (("this", self.title), ("another", self.other_title), ("every", None), ("no", None)):
                more = {"company": self.company} if role in ("partner", "vendor") else {"represents": [talent]} if role == "talent_representative" else {}
                someone = self.account(f"{role} {place}", more)
                if place != "no":
                    self.made(self.admin, "grants", {"person": someone.id, "role": role} | ({"title": title} if title else {}))
                self.people.append((role, place, someone))

    def attached(self, to, who=None, **more):
        query = "&".join(f"{key}={value}" for key, value in {"object": to, "name": "note.txt", **more}.items())
        answer = (who or self.coordinator).ask("POST", "/attachments?" + query, "words of a note")
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json["id"]

    def account(self, name, more):
        person = self.made(self.admin, "people", {"name": name, "email": name.replace(" ", "_") + "@studio.example", **more})
        link = self.admin.post(f"/people/{person}/invitations").json["token"]
        answer = Person(self.port).post("/invitations/accept", {"token": link, "password": "a quiet tide at noon"})
        self.assertEqual(answer.status, 201, answer.text)
        someone = self.with_token(answer)
        someone.id = person
        return someone

    def asked(self, someone, method, path, operation):
        noun = NOUNS.get(path.split("/")[1])
        values = {"id": self.known.get(noun, ""), "tree": self.title, "position": "0", "path": self.tile(), "duty": "none", "list": "uses", "index": "0", "size": "1", "token": "x", "number": "0", "reader": "insurer"}
        values["id"] = values["id"] or "xxx_00000000000000000000000000"
        if operation["operationId"] in ("open_attachment", "change_holders"):
            values["id"] = self.known["sealed"]
        values["ticket"] = "x"
        query = {"object": self.known["use"], "name": "note.txt", "date": "2027-01-31", "from": self.known["terms"], "to": self.known["terms"]}
        asked = [one["name"] for one in operation.get("parameters", []) if one.get("in") == "query" and one.get("required")]
        filled = re.sub(r"\{([a-z]+)\}", lambda found: str(values[found.group(1)]), path)
        parameters = [parameter.get("$ref", "") for parameter in operation.get("parameters", [])]
        filled += "?" + "&".join(f"{name}={query[name]}" for name in asked) if asked else ""
        version = '"v999999"' if any(ref.endswith("/version") for ref in parameters) else None
        body = None
        if "requestBody" in operation:
            schema = next(iter(operation["requestBody"]["content"].values()))["schema"]
            body = self.sample.of(schema)
        if operation["operationId"] == "get_events":
            return self.stream(someone)
        if operation["operationId"] == "append_upload":
            return self.append(someone, self.known["upload"], b"x")
        return someone.ask(method, filled, body, version).status

    def append(self, someone, upload, content):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("PATCH", "/api/v1/uploads/" + upload, content, {
            "Authorization": "Bearer " + (someone.token or ""), "Content-Type": "application/partial-upload", "Upload-Offset": "0"})
        status = connection.getresponse().status
        connection.close()
        return status

    def tile(self):
        size = int(self.auditor.get(f"/ledger/{self.title}/checkpoint").text.splitlines()[1])
        return "0/000" if size >= 256 else f"0/000.p/{size}"

    def stream(self, someone):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/api/v1/events", headers={"Authorization": "Bearer " + (someone.token or "")})
        status = connection.getresponse().status
        connection.close()
        return status


if __name__ == "__main__":
    unittest.main(warnings="ignore")
