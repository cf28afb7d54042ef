#include "clearance/deliveries.h"

#include "clearance/approvals.h"
#include "clearance/consents.h"
#include "clearance/deadlines.h"
#include "clearance/delivery_store.h"
#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "clearance/sample_desk.h"
#include "clearance/use_acts.h"

namespace gg::clearance {
namespace {

const std::string pier_hash = std::string(64, 'a');

Json evidence(const char* kind, const char* claim) {
  return {{"kind", kind},
          {"state", "valid"},
          {"claims", {claim}},
          {"strength", "declared"},
          {"tool", "House Painter"},
          {"where", {{"path", "PNG/tEXt"}, {"offset", 33}, {"size_bytes", 12}}}};
}

Json scanned_file(const std::string& path, const std::string& hash, Json found) {
  return {{"path", path},
          {"size_bytes", 1000},
          {"sha256", hash},
          {"format", "PNG"},
          {"media_type", "image/png"},
          {"extension_mismatch", false},
          {"ai_evidence", true},
          {"evidence", Json::array({std::move(found)})},
          {"faults", Json::array()}};
}

Json scan_of(Json files) {
  return {{"schema", "urn:goodgate:schema:scan:1"},
          {"generator", {{"name", "goodgate"}, {"version", "0.1.0"}}},
          {"prompts", "hashed"},
          {"roots", Json::array({{{"path", "delivery"}}})},
          {"partial", false},
          {"files_not_reached", 0},
          {"size_bytes", 1000},
          {"counts", Json::object()},
          {"troubles", Json::array()},
          {"files", std::move(files)}};
}

class DeliveriesTest : public SampleDesk {
 protected:
  UseCase delivering(Json files, Json more = Json::object()) {
    Json body{{"title", title_}, {"name", "Reel 1"}, {"report", scan_of(std::move(files))}};
    body.update(more);
    return [body](Work& work) -> Result<store::Record> {
      TRY_LET(const auto handed, read_handed(body));
      return take_delivery(work, handed);
    };
  }

  store::Record delivered(Json files, const Json& more = Json::object()) {
    return done(partner_, delivering(std::move(files), more));
  }

  Json pier() {
    return Json::array(
        {scanned_file("vfx/pier.png", pier_hash, evidence("generator", "generated"))});
  }

  std::string asset_of(const std::string& use) {
    return made(partner_, "asset",
                {{"title", title_},
                 {"use", use},
                 {"sha256", pier_hash},
                 {"file", "vfx/pier.png"},
                 {"status", "final"},
                 {"kind", "generated"}});
  }

  std::string declared(Json body) {
    const auto use = done(partner_, [&](Work& work) { return draft_use(work, body); });
    done(partner_, [&](Work& work) { return declare_use(work, use.id, 0); });
    return use.id;
  }

  std::vector<std::string> rules_of(const store::Record& delivery) {
    std::vector<std::string> rules;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto judgement,
              find_judgement(snapshot, delivery.id, delivery.doc.at("judgement")));
      for (const auto& finding : judgement.at("findings"))
        rules.push_back(text_at(finding, "rule"));
      return {};
    });
    EXPECT_TRUE(read.has_value());
    return rules;
  }
};

TEST_F(DeliveriesTest, UndeclaredEvidenceFailsAndTheVerdictIsLogged) {
  const auto delivery = delivered(pier());
  EXPECT_EQ(delivery.state, "fail");
  EXPECT_EQ(rules_of(delivery), std::vector<std::string>{"undeclared-ai"});
  EXPECT_EQ(delivery.company, company_);
  const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto entries, snapshot.entries_of(delivery.id));
    EXPECT_EQ(entries.size(), 1U);
    const auto entry = parse_json(entries.front().record).value_or(Json());
    EXPECT_EQ(entry.at("facts").at("verdict"), "fail");
    EXPECT_EQ(entry.at("facts").at("report_sha256"), delivery.doc.at("report").at("sha256"));
    EXPECT_FALSE(entry.at("rulebooks").empty());
    return {};
  });
  EXPECT_TRUE(read.has_value());
}

TEST_F(DeliveriesTest, RegisteringTheFileOfAUseIsSeenInWhatWasDelivered) {
  const auto delivery = delivered(pier());
  const auto use = declared(mild_use());
  asset_of(use);
  const auto again = found(delivery.id);
  EXPECT_EQ(rules_of(again), std::vector<std::string>{"not-for-final"});  // it was for moods only
  EXPECT_EQ(again.doc.at("judgements").size(), 2U);
  EXPECT_EQ(again.doc.at("judgements")[0].at("verdict"), "fail");
  EXPECT_EQ(again.doc.at("judgements")[1].at("because").at("act"), "asset.created");
  EXPECT_EQ(again.doc.at("uses"), Json::array({use}));
}

TEST_F(DeliveriesTest, WithdrawingTheUseFailsWhatWasDelivered) {
  const auto use = declared(mild_use());
  asset_of(use);
  const auto delivery = delivered(pier());
  done(partner_, [&](Work& work) { return withdraw_use(work, use, "not needed", 0); });
  const auto again = found(delivery.id);
  EXPECT_EQ(again.state, "fail");
  const auto rules = rules_of(again);
  EXPECT_NE(std::ranges::find(rules, "use-stopped"), rules.end());
  EXPECT_EQ(again.doc.at("judgements")[1].at("because").at("act"), "use.withdrawn");
}

TEST_F(DeliveriesTest, WaiverCoversAFindingUntilItIsTakenBack) {
  const auto delivery = delivered(pier());
  const auto waiver = made(contact_, "waiver",
                           {{"title", title_},
                            {"rule", "undeclared-ai"},
                            {"file", "vfx/pier.png"},
                            {"reason", "seen by me"},
                            {"expires", "2026-12-01"}});
  auto again = found(delivery.id);
  EXPECT_EQ(again.state, "pass");
  EXPECT_EQ(again.doc.at("counts").at("waived"), 1);
  EXPECT_EQ(again.due, "2026-12-02T00:00:00.000Z");
  done(contact_, [&](Work& work) { return retire(work, noun("waiver"), waiver, "wrong", 0); });
  again = found(delivery.id);
  EXPECT_EQ(again.state, "fail");
  EXPECT_EQ(again.due, "2027-09-15T00:00:00.000Z");  // the release
}

TEST_F(DeliveriesTest, WaiverThatRunsOutIsMissedOnTheNextDay) {
  const auto delivery = delivered(pier());
  made(legal_, "waiver",
       {{"title", title_},
        {"rule", "undeclared-ai"},
        {"file", "vfx/pier.png"},
        {"reason", "for the screening"},
        {"expires", "2026-11-25"}});
  EXPECT_EQ(found(delivery.id).state, "pass");
  now_ = *parse_moment("2026-11-26T00:00:01Z");
  EXPECT_TRUE(pass_deadlines(*desk_).has_value());
  EXPECT_EQ(found(delivery.id).state, "fail");
}

TEST_F(DeliveriesTest, ConsentGivenAfterTheAssetWasLoggedIsTooLateOnTheSameDay) {
  const auto talent = made(admin_, "person", {{"name", "Tara Talent"}});
  const auto consent =
      made(partner_, "consent", {{"title", title_}, {"person", talent}, {"text", "My silhouette"}});
  auto body = mild_use();
  body["people"] = Json::array({talent});
  body["consents"] = Json::array({consent});
  const auto use = declared(body);
  asset_of(use);
  done(talent, [&](Work& work) { return give_consent(work, consent, 0); });
  const auto late = delivered(pier());
  const auto rules = rules_of(late);
  EXPECT_NE(std::ranges::find(rules, "consent-after-generation"), rules.end());
}

TEST_F(DeliveriesTest, DeliveryThatWasReplacedIsJudgedNoMore) {
  const auto first = delivered(pier());
  const auto second = delivered(pier(), {{"replaces", first.id}});
  EXPECT_EQ(found(first.id).state, "replaced");
  const auto use = declared(mild_use());
  asset_of(use);
  EXPECT_EQ(found(second.id).doc.at("judgements").size(), 2U);
  EXPECT_EQ(found(first.id).state, "replaced");
  EXPECT_EQ(found(first.id).doc.at("verdict"), "fail");
  EXPECT_EQ(found(first.id).doc.at("judgements").size(), 1U);
  const auto refusal =
      refused(partner_, [&](Work& work) { return judge_delivery(work, first.id, 0); });
  EXPECT_EQ(refusal.kind, ErrorKind::Conflict);
}

TEST_F(DeliveriesTest, AnswerThatIsNoneNeverStopsAJudgement) {
  done(coordinator_, [&](Work& work) {
    return amend(work, noun("title"), title_, {{"facts", {{"final_deliverable", "perhaps"}}}}, 0);
  });
  EXPECT_EQ(delivered(pier()).state, "fail");
}

TEST_F(DeliveriesTest, ReportThatIsNoneSaysEachPlace) {
  auto files = pier();
  files[0].erase("size_bytes");
  files[0]["evidence"][0]["kind"] = "rumour";
  const auto error = refused(partner_, delivering(files));
  EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
  EXPECT_NE(error.message.find("/report/files/0/size_bytes: is missing"), std::string::npos);
  EXPECT_NE(error.message.find("/report/files/0/evidence/0/kind: "), std::string::npos);
}

TEST_F(DeliveriesTest, SomebodyWithoutTheRightDeliversNothing) {
  EXPECT_EQ(refused(auditor_, delivering(pier())).kind, ErrorKind::Forbidden);
  EXPECT_EQ(refused(partner_, delivering(pier(), {{"company", other_company_}})).kind,
            ErrorKind::Forbidden);
}

}  // namespace
}  // namespace gg::clearance
