#!/usr/bin/env python3
"""Long lists: some members of each record, counts by title and state, what happened on a title, names in place of ids.

usage: desk_lists.py GOODGATE [unittest arguments]
"""
import unittest

from desk_harness import FINAL, MILD, DeskTest


class ListsTest(DeskTest):
    def setUp(self):
        super().setUp()
        self.production()

    def page(self, who, path):
        answer = who.get(path)
        self.assertEqual(answer.status, 200, answer.text)
        return answer.json


class Excerpts(ListsTest):
    SHARED = {"id", "noun", "state", "title", "version", "created", "updated"}

    def test_a_list_gives_the_members_that_are_asked_for(self):
        use = self.declared(FINAL, summary="Night \"sky\" \\ behind the lighthouse, schön")
        draft = self.made(self.partner, "uses", self.use_body(MILD))
        rows = {row["id"]: row for row in self.page(self.partner, "/uses?fields=summary,decision.outcome,decision.decided_at,nowhere.at_all")["items"]}
        whole = self.page(self.partner, f"/uses/{use['id']}")
        self.assertEqual(rows[use["id"]], {key: whole[key] for key in self.SHARED | {"due", "summary"}}
                         | {"decision": {key: whole["decision"][key] for key in ("outcome", "decided_at")}})
        self.assertEqual(set(rows[draft]), self.SHARED | {"summary"})  # what is not stated is not there
        title = self.page(self.partner, "/titles?fields=name,title,version")["items"][0]
        self.assertEqual(set(title), self.SHARED - {"title"} | {"name"})
        lists = self.page(self.partner, "/uses?fields=tools,facts")["items"]
        self.assertEqual([row["tools"] for row in lists], [[self.tool], [self.tool]])
        self.assertEqual(lists[1]["facts"], MILD)

    def test_pages_follow_each_other_and_hold_more_rows_than_whole_records(self):
        ids = [self.made(self.partner, "uses", self.use_body(MILD)) for _ in range(5)]
        seen, cursor = [], ""
        while cursor is not None:
            page = self.page(self.partner, f"/uses?fields=summary&limit=2&cursor={cursor}")
            seen += [row["id"] for row in page["items"]]
            cursor = page["next"]
        self.assertEqual(seen, sorted(ids))
        self.assertEqual(len(self.page(self.partner, "/uses?fields=summary&limit=2000")["items"]), 5)
        for wrong in ("/uses?fields=summary&limit=2001", "/uses?limit=201", "/uses?fields=Summary", "/uses?fields=a.b.c", "/uses?fields='a",
                      "/uses?fields=" + ",".join("abcdefghijk")):
            self.assertEqual(self.partner.get(wrong).status, 422, wrong)

    def test_nobody_sees_more_by_it(self):
        self.declared(FINAL)
        talent = self.made(self.admin, "people", {"name": "Tara Talent"})
        agent = self.joined(self.admin, "Rex Representative", "talent_representative", represents=[talent])
        for who, sees in ((self.partner, 1), (self.contact, 1), (agent, 0)):
            self.assertEqual(len(self.page(who, "/uses?fields=summary")["items"]), sees)
            self.assertEqual(sum(one["count"] for one in self.page(who, "/counts")["items"]), sees)


class Counts(ListsTest):
    def test_nothing_waits_unseen_behind_many_others(self):
        waiting = [self.declared(FINAL)["id"] for _ in range(203)]
        items = self.contact.get("/inbox").json["items"]
        self.assertEqual(sorted(item["id"] for item in items), sorted(waiting))
        self.assertEqual([item["due"] for item in items], sorted(item["due"] for item in items))

    def test_uses_are_counted_by_title_and_state(self):
        for facts in (FINAL, FINAL, MILD):
            self.declared(facts)
        self.made(self.partner, "uses", self.use_body(MILD))
        other = self.made(self.coordinator, "titles", {"name": "Salt Road", "kind": "documentary", "territories": ["US"], "agreements": [], "roles": ["deployer"]})
        self.made(self.partner, "uses", self.use_body(MILD, title=other))
        states = {}
        for use in self.page(self.coordinator, "/uses")["items"]:
            key = (use["title"], use["state"])
            states[key] = states.get(key, 0) + 1
        counted = self.page(self.coordinator, "/counts")["items"]
        self.assertEqual({(one["title"], one["state"]): one["count"] for one in counted}, states)
        self.assertEqual(self.page(self.coordinator, f"/counts?title={other}")["items"], [{"title": other, "state": "draft", "count": 1}])


class Activity(ListsTest):
    def test_a_title_shows_what_happened_to_all_of_it_newest_first(self):
        use = self.declared(FINAL, summary="Night sky behind the lighthouse")
        self.approved(use)
        self.made(self.partner, "licences", {"title": self.title, "work": "Harbour at dawn, 1931", "holder": "City archive", "ai_alteration": "review"})
        whole = self.page(self.coordinator, f"/titles/{self.title}/activity")
        self.assertEqual((whole["items"][0]["act"], whole["items"][0]["name"]), ("licence.created", "Harbour at dawn, 1931"))
        entries = self.page(self.contact, f"/ledger/{self.title}/entries")["items"]
        self.assertEqual([(one["position"], one["act"]) for one in whole["items"]], [(one["position"], one["act"]) for one in reversed(entries)])
        self.assertIn(("approval.given", "Night sky behind the lighthouse"), [(one["act"], one["name"]) for one in whole["items"]])
        paged, before = [], ""
        while before is not None:
            page = self.page(self.coordinator, f"/titles/{self.title}/activity?limit=2" + (f"&before={before}" if before else ""))
            paged += page["items"]
            before = page["next"]
        self.assertEqual(paged, whole["items"])
        self.assertEqual(self.coordinator.get(f"/titles/{self.title}/activity?before=-1").status, 422)
        # What is of another company is not for those who are bound to one.
        other = self.made(self.admin, "companies", {"name": "Salt Pictures"})
        stranger = self.joined(self.admin, "Sam Stranger", "partner", company=other)
        acts = {one["act"] for one in self.page(stranger, f"/titles/{self.title}/activity")["items"]}
        self.assertNotIn("use.declared", acts)
        self.assertIn("title.created", acts)

    def test_entries_of_the_ledger_name_their_objects(self):
        self.declared(FINAL, summary="Night sky behind the lighthouse")
        named = {one["act"]: one.get("name") for one in self.page(self.contact, f"/ledger/{self.title}/entries")["items"]}
        self.assertEqual(named["use.declared"], "Night sky behind the lighthouse")
        installation = self.page(self.contact, "/ledger/installation/entries")["items"]
        self.assertIn(("grant.created", "Pat Partner"), [(one["act"], one.get("name")) for one in installation])
        self.assertIn(("tool.created", "House Painter"), [(one["act"], one.get("name")) for one in installation])

    def test_entries_are_found_by_words_noun_and_time_from_either_end(self):
        self.declared(FINAL, summary="Nächtlicher Himmel hinter dem Leuchtturm")
        self.declared(MILD, summary="Mood pictures of the pier")
        place = f"/ledger/{self.title}/entries"
        whole = self.page(self.contact, place)["items"]

        def found(query):
            page = self.page(self.contact, f"{place}?{query}")
            self.assertIsNone(page["next"], query)
            return [one["position"] for one in page["items"]]

        named = [one["position"] for one in whole if one.get("name") == "Nächtlicher Himmel hinter dem Leuchtturm"]
        self.assertGreater(len(named), 1)
        self.assertEqual(found("q=leuchtturm%20NACHTLICHER"), named)
        declared = [one["position"] for one in whole if one["act"] == "use.declared"]
        self.assertEqual(len(declared), 2)
        self.assertEqual(found("q=use.declared"), declared)
        self.assertEqual(found("q=declared%20use&order=newest"), declared[::-1])
        self.assertEqual(found(f"q={whole[0]['object']}"), [one["position"] for one in whole if one["object"] == whole[0]["object"]])
        self.assertEqual(found("noun=use"), [one["position"] for one in whole if one["act"].startswith("use.")])
        self.assertEqual(found("noun=us"), [])
        self.assertEqual(found("q=nowhere"), [])
        moment = whole[declared[1]]["time"]
        self.assertEqual(found(f"since={moment}"), [one["position"] for one in whole if one["time"] >= moment])
        self.assertEqual(found(f"until={moment}"), [one["position"] for one in whole if one["time"] < moment])
        self.assertEqual(found("since=2099-01-01T00:00:00%2B01:00"), [])
        self.assertEqual(found("order=newest"), [one["position"] for one in reversed(whole)])
        self.assertEqual(found("order=newest&first=1"), [1, 0])
        for wrong in ("order=down", "since=yesterday", "until=2026-11-24", "first=-1", "first="):
            self.assertEqual(self.contact.get(f"{place}?{wrong}").status, 422, wrong)

    def test_a_search_goes_on_where_it_ended(self):
        last = 0
        while last < 500:
            last = self.page(self.contact, "/ledger/installation/entries?order=newest")["items"][0]["position"]
            for number in range(60):
                self.made(self.admin, "companies", {"name": f"Company {last + number}"})
        place = "/ledger/installation/entries"
        page = self.page(self.contact, place)
        self.assertEqual(([one["position"] for one in page["items"]], page["next"]), (list(range(500)), 500))
        rest = self.page(self.contact, f"{place}?first=500")
        self.assertIsNone(rest["next"])
        companies = [one["position"] for one in page["items"] + rest["items"] if one["act"] == "company.created" and one["name"].startswith("Company ")]
        first = self.page(self.contact, f"{place}?q=company%20created&order=newest")
        self.assertEqual(len(first["items"]), 500)
        more = self.page(self.contact, f"{place}?q=company%20created&order=newest&first={first['next']}")
        self.assertEqual([one["position"] for one in first["items"] + more["items"]][:len(companies)], companies[::-1])


if __name__ == "__main__":
    unittest.main(warnings="ignore")
