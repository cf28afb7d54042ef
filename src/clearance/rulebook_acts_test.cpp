#include "clearance/rulebook_acts.h"

#include "base/base64.h"
#include "clearance/deadlines.h"
#include "clearance/doc.h"
#include "clearance/rulebook_checks.h"
#include "clearance/sample_desk.h"
#include "clearance/use_acts.h"
#include "shelf/shelf.h"

namespace gg::clearance {
namespace {

std::string with(std::string text, std::string_view before, std::string_view after) {
  const auto at = text.find(before);
  EXPECT_NE(at, std::string::npos) << before;
  return at == std::string::npos ? text : text.replace(at, before.size(), after);
}

/// The shipped template as a version of the studio's own; what stays inside needs the contact.
std::string stricter_template() {
  std::string text;
  for (const auto& one : shelf::shipped())
    if (one.id == "template") text = one.text;
  text = with(std::move(text), "version: 2026-11 ", "version: 2026-12 ");
  text = with(std::move(text), "    outcome: notify\n    because: Nothing of it stays",
              "    outcome: consult\n    reviewers: [contact]\n    because: Nothing of it stays");
  text = with(std::move(text), "at_most: notify", "at_most: consult");
  return with(std::move(text), "expect: {outcome: notify, rows: [stays-inside]",
              "expect: {outcome: consult, rows: [stays-inside]");
}

class RulebookActs : public SampleDesk {
 protected:
  RulebookActs() {
    counsel_ = person("Cora Counsel", "legal", {});
    done(coordinator_, [&](Work& work) {
      return amend(work, noun("title"), title_, {{"rulebooks", {"template"}}}, 0);
    });
  }

  std::string checked() {
    const auto handed =
        read_handed_book({{"file", "house.yaml"}, {"content", base64_of(stricter_template())}});
    EXPECT_TRUE(handed.has_value());
    return checked(*handed, {{"summary", "holds"}, {"checks", Json::array()}});
  }

  /// Uploads it, with this word of the prover.
  std::string checked(const HandedBook& handed, const Json& proofs,
                      const Json& together = Json::array()) {
    const auto id = done(legal_, [&](Work& work) { return add_rulebook(work, handed); }).id;
    const Json difference{{"same", false},
                          {"summary", "differs"},
                          {"changes", Json::array()},
                          {"unknown", Json::array()}};
    done("system", [&](Work& work) -> Result<store::Record> {
      TRY_LET(const auto order, next_check(work.transaction, work.world, work.now));
      return keep_check(work, order.value(), {proofs, difference, together});
    });
    return id;
  }

  void proposed(const std::string& id, const char* from) {
    done(legal_, [&](Work& work) {
      return propose_rulebook(work, id, {{"from", from}, {"why", "The new terms"}}, 0);
    });
  }

  store::Record declared() {
    auto body = mild_use();
    body["facts"] = {{"final_deliverable", "no"}, {"third_party_ip", "no"}};
    const auto id = made(partner_, "use", body);
    return done(partner_, [&](Work& work) { return declare_use(work, id, 0); });
  }

  std::string counsel_;
};

TEST_F(RulebookActs, HoldsFromItsFirstDayOnAndTheRegisterSaysSoThatDay) {
  const auto id = checked();
  proposed(id, "2026-12-24");
  done(counsel_, [&](Work& work) { return publish_rulebook(work, id, 0); });
  EXPECT_EQ(text_at(declared().doc.at("decision"), "outcome"), "notify");
  now_ = *parse_moment("2026-12-24T00:00:01Z");
  EXPECT_EQ(text_at(declared().doc.at("decision"), "outcome"), "consult");
  ASSERT_TRUE(pass_deadlines(*desk_).has_value());
  EXPECT_TRUE(found(id).due.empty());
}

TEST_F(RulebookActs, WhoProposedItPublishesItInNoRole) {
  const auto id = checked();
  proposed(id, "2026-11-24");
  EXPECT_EQ(refused(legal_, [&](Work& work) { return publish_rulebook(work, id, 0); }).kind,
            ErrorKind::Forbidden);
  EXPECT_EQ(refused(admin_, [&](Work& work) { return publish_rulebook(work, id, 0); }).kind,
            ErrorKind::Forbidden);
  EXPECT_EQ(found(id).state, "proposed");
}

TEST_F(RulebookActs, PublishedAfterADayThatHasPassedItHoldsFromThatDayOn) {
  const auto id = checked();
  proposed(id, "2026-11-25");
  now_ = *parse_moment("2026-11-30T10:00:00Z");
  const auto published = done(counsel_, [&](Work& work) { return publish_rulebook(work, id, 0); });
  EXPECT_EQ(text_at(published.doc.at("published"), "from"), "2026-11-30");
}

TEST_F(RulebookActs, ADeskThatHasReadItsBooksDecidesByWhatWasPublishedSince) {
  declared();  // this desk has read its books
  const auto id = checked();
  proposed(id, "2026-11-24");
  done(counsel_, [&](Work& work) { return publish_rulebook(work, id, 0); });
  EXPECT_EQ(text_at(declared().doc.at("decision"), "outcome"), "consult");
  desk_.reset();
  open();
  EXPECT_EQ(text_at(declared().doc.at("decision"), "outcome"), "consult");
}

TEST_F(RulebookActs, WhatWasComparedWithAnOlderVersionIsCheckedAgainFirst) {
  const auto first = checked();
  const auto text = with(stricter_template(), "version: 2026-12 ", "version: 2027-01 ");
  const auto handed = read_handed_book({{"file", "house.yaml"}, {"content", base64_of(text)}});
  ASSERT_TRUE(handed.has_value());
  proposed(first, "2026-11-24");
  const auto second = checked(*handed, {{"summary", "holds"}, {"checks", Json::array()}});
  done(counsel_, [&](Work& work) { return publish_rulebook(work, first, 0); });
  const auto error = refused(legal_, [&](Work& work) {
    return propose_rulebook(work, second, {{"from", "2026-11-24"}, {"why", "x"}}, 0);
  });
  EXPECT_EQ(error.kind, ErrorKind::Conflict);
  EXPECT_NE(error.message.find("checked again"), std::string::npos) << error.message;
}

TEST_F(RulebookActs, AnUndecidedProofCountsAsFailed) {
  const auto handed =
      read_handed_book({{"file", "house.yaml"}, {"content", base64_of(stricter_template())}});
  ASSERT_TRUE(handed.has_value());
  const Json check{{"kind", "invariant_holds"}, {"verdict", "unknown"}, {"failed", true}};
  Json proofs{{"summary", "1 not settled"}, {"checks", Json::array()}};
  proofs["checks"].push_back(check);
  const auto record = found(checked(*handed, proofs));
  EXPECT_EQ(record.state, "draft");
  EXPECT_EQ(text_at(record.doc.at("checks"), "state"), "failed");
  EXPECT_EQ(text_at(record.doc.at("checks").at("proofs"), "state"), "unknown");
}

TEST_F(RulebookActs, WhatFailsInTheSameBooksTodayIsNotTheDraftsFault) {
  const auto handed =
      read_handed_book({{"file", "house.yaml"}, {"content", base64_of(stricter_template())}});
  ASSERT_TRUE(handed.has_value());
  const Json holds{{"summary", "holds"}, {"checks", Json::array()}};
  auto fails = holds;
  fails["checks"].push_back({{"kind", "invariant_holds"},
                             {"book", "other"},
                             {"subject", "promise"},
                             {"verdict", "refuted"},
                             {"failed", true}});
  const auto answer = [](const Json& proof, const Json& before) {
    return Json::array({joint_answer({.titles = 1, .books = {"other@1"}, .texts = {}, .before = {}},
                                     proof, before)});
  };
  const auto draft = found(checked(*handed, holds, answer(fails, holds)));
  const auto& together = draft.doc.at("checks").at("together");
  EXPECT_EQ(draft.state, "draft");
  EXPECT_EQ(text_at(together, "state"), "refuted");
  EXPECT_EQ(text_at(together, "summary"), "with other@1: holds");
  EXPECT_EQ(text_at(line_of_together(answer(fails, fails)), "state"), "proved");
  EXPECT_EQ(text_at(line_of_together(answer({{"error", "no time"}}, Json())), "state"), "unknown");
  EXPECT_EQ(text_at(line_of_together(Json::array()), "state"), "alone");
}

}  // namespace
}  // namespace gg::clearance
