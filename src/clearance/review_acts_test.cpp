#include "clearance/absences.h"
#include "clearance/deadlines.h"
#include "clearance/doc.h"
#include "clearance/sample_desk.h"
#include "clearance/use_acts.h"
#include "clearance/use_doc.h"
#include "clearance/voice.h"

#include <algorithm>

namespace gg::clearance {
namespace {

class ReviewActs : public SampleDesk {
 protected:
  /// A use that waits for these reviewers, as a rulebook would ask for them.
  store::Record waiting(const std::vector<AskedReviewer>& reviewers) {
    auto body = mild_use();
    body["facts"]["final_deliverable"] = "yes";
    body["facts"]["purpose"] = "post_production";
    body["facts"]["element"] = "background";
    body["facts"]["prominence"] = "incidental";
    body["facts"]["human_input"] = "yes";
    const auto id = done(partner_, [&](Work& work) { return draft_use(work, body); }).id;
    done(partner_, [&](Work& work) { return declare_use(work, id, 0); });
    return done("system", [&](Work& work) -> Result<store::Record> {
      TRY_LET(auto use, must_find(work.transaction, "use", id));
      set_tracks(use, tracks_for(Outcome::Approve, reviewers));
      return put(work, "use.reviewers_set", std::move(use));
    });
  }
  static UseCase agreeing(const std::string& id, const char* reviewer) {
    return
        [id, reviewer](Work& work) { return agree_to_use(work, id, {{"reviewer", reviewer}}, 0); };
  }
  UseCase going_away(const std::string& who, const std::string& deputy, const char* from,
                     const char* until, const Json& reach = Json::array()) {
    const Json away{{"to", deputy}, {"from", from}, {"until", until}, {"reach", reach}};
    return [who, away](Work& work) { return go_away(work, who, away, 0); };
  }
  /// People who have mail of this topic about an object, each "deputy>absent" or the person.
  std::vector<std::string> mailed(const char* topic, const std::string& object) {
    std::vector<std::string> people;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto mail, snapshot.waiting("mail", 0, 1000));
      for (const auto& one : mail) {
        if (one.topic != topic || text_at(one.payload, "object") != object) continue;
        const auto absent = text_at(one.payload, "for");
        people.push_back(text_at(one.payload, "to") + (absent.empty() ? "" : ">" + absent));
      }
      return {};
    });
    EXPECT_TRUE(read.has_value());
    return people;
  }
  static bool has(const std::vector<std::string>& people, const std::string& person) {
    return std::ranges::find(people, person) != people.end();
  }
};

TEST_F(ReviewActs, LegalSpeaksAfterTheContactWhereARulebookAsksForIt) {
  const auto use = waiting({{.id = "contact"}, {.id = "legal", .after = {"contact"}}});
  const auto early = refused(legal_, agreeing(use.id, "legal"));
  EXPECT_EQ(early.kind, ErrorKind::Conflict);
  EXPECT_NE(early.message.find("comes after contact"), std::string::npos) << early.message;
  now_ += std::chrono::hours(100);
  const auto turned = done(contact_, agreeing(use.id, "contact"));
  EXPECT_TRUE(has(mailed("use.agreed", use.id), legal_));
  EXPECT_EQ(*parse_moment(turned.due) - now_, std::chrono::hours(120));
  EXPECT_EQ(done(legal_, agreeing(use.id, "legal")).state, "approved");
}

TEST_F(ReviewActs, WordOfOneOfSeveralSuffices) {
  const auto use = waiting({{.id = "contact"}, {.id = "anyone", .any_of = {"legal", "union"}}});
  done(contact_, agreeing(use.id, "contact"));
  const auto approved = done(legal_, agreeing(use.id, "anyone"));
  EXPECT_EQ(approved.state, "approved");
  EXPECT_EQ(approved.doc.at("tracks").at(1).at("as"), "legal");
  const auto approval = found(text_at(approved.doc, "approval"));
  EXPECT_EQ(approval.doc.at("signers").at(1).at("capacity"), "legal");
}

TEST_F(ReviewActs, WhoWasAskedAloneSettlesTheGroupToo) {
  const auto use = waiting({{.id = "legal"}, {.id = "lawyer", .any_of = {"legal", "counsel"}}});
  const auto approved = done(legal_, agreeing(use.id, "legal"));
  EXPECT_EQ(approved.state, "approved");
  EXPECT_EQ(approved.doc.at("tracks").at(1).at("state"), "agreed");
}

TEST_F(ReviewActs, DeputySpeaksWithinTheDaysOnlyAndTheSealSaysForWhom) {
  const auto deputy = made(admin_, "person", {{"name", "Dana Deputy"}});
  made(admin_, "grant", {{"person", deputy}, {"role", "legal"}, {"title", title_}});
  const auto use = waiting({{.id = "contact"}, {.id = "legal"}});
  done(contact_, agreeing(use.id, "contact"));
  const auto stranger = person("Vera Vendor", "vendor", company_);
  done(legal_, going_away(legal_, stranger, "2026-11-25", "2026-11-26", {"legal"}));
  EXPECT_EQ(refused(stranger, agreeing(use.id, "legal")).kind, ErrorKind::Forbidden);
  now_ = *parse_moment("2026-11-25T08:00:00Z");
  const auto approved = done(stranger, agreeing(use.id, "legal"));
  ASSERT_EQ(approved.state, "approved");
  EXPECT_EQ(approved.doc.at("tracks").at(1).at("for"), legal_);
  const auto approval = found(text_at(approved.doc, "approval"));
  EXPECT_EQ(approval.doc.at("signers").at(1).at("for").at("person"), legal_);
  EXPECT_NE(text_at(approval.doc, "text").find("Signed by Vera Vendor for Leo Legal"),
            std::string::npos);
  const auto late = waiting({{.id = "legal"}});
  now_ = *parse_moment("2026-11-27T00:00:01Z");
  EXPECT_EQ(refused(stranger, agreeing(late.id, "legal")).kind, ErrorKind::Forbidden);
}

TEST_F(ReviewActs, DeputyWithoutRoleOrReachSpeaksForNobody) {
  const auto use = waiting({{.id = "legal"}});
  const auto vendor = person("Vera Vendor", "vendor", company_);
  done(legal_, going_away(legal_, vendor, "2026-11-01", "2026-12-31"));
  EXPECT_EQ(refused(vendor, agreeing(use.id, "legal")).kind, ErrorKind::Forbidden);
}

TEST_F(ReviewActs, NobodyDecidesWhatWhoTheyStandInForDeclared) {
  made(admin_, "grant", {{"person", partner_}, {"role", "legal"}, {"title", title_}});
  const auto use = waiting({{.id = "legal"}});
  const auto vendor = person("Vera Vendor", "vendor", company_);
  done(partner_, going_away(partner_, vendor, "2026-11-01", "2026-12-31", {"legal"}));
  const auto error = refused(vendor, agreeing(use.id, "legal"));
  EXPECT_EQ(error.kind, ErrorKind::Forbidden);
  EXPECT_NE(error.message.find("stand in for declared"), std::string::npos) << error.message;
}

TEST_F(ReviewActs, WhoDeclaredFirstDoesNotDecideAfterSomebodyElseAmended) {
  made(admin_, "grant", {{"person", partner_}, {"role", "legal"}, {"title", title_}});
  const auto use = waiting({{.id = "legal"}});
  const auto colleague = person("Paula Partner", "partner", company_);
  done(colleague,
       [&](Work& work) { return amend_use(work, use.id, {{"summary", "Another harbour"}}, 0); });
  EXPECT_EQ(refused(partner_, agreeing(use.id, "legal")).kind, ErrorKind::Forbidden);
}

TEST_F(ReviewActs, AbsenceNamesNobodyWhoMayNotDecide) {
  const auto where = [&](const UseCase& act, const char* place) {
    const auto error = refused(legal_, act);
    EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
    EXPECT_TRUE(error.message.starts_with(place)) << error.message;
  };
  where(going_away(legal_, admin_, "2026-11-01", "2026-11-02"), "/away/to");
  where(going_away(legal_, legal_, "2026-11-01", "2026-11-02"), "/away/to");
  where(going_away(legal_, contact_, "2026-11-02", "2026-11-01"), "/away/until");
  where(going_away(legal_, contact_, "2026-11-01", "2026-11-02", {"contact"}), "/away/reach/0");
  EXPECT_EQ(refused(contact_, going_away(legal_, contact_, "2026-11-01", "2026-11-02")).kind,
            ErrorKind::Forbidden);
}

TEST_F(ReviewActs, MailAndRemindersGoToTheDeputyToo) {
  done(legal_, going_away(legal_, contact_, "2026-11-01", "2026-12-31", {"legal"}));
  const auto deputy = person("Dana Deputy", "auditor", {});
  done(contact_, going_away(contact_, deputy, "2026-11-01", "2026-12-31", {"contact"}));
  const auto use = waiting({{.id = "contact"}});
  EXPECT_TRUE(has(mailed("use.declared", use.id), deputy + ">" + contact_));
  now_ += std::chrono::hours(200);
  ASSERT_TRUE(pass_deadlines(*desk_).has_value());
  const auto reminded = mailed("use.reminded", use.id);
  EXPECT_TRUE(has(reminded, contact_) && has(reminded, deputy + ">" + contact_));
}

TEST_F(ReviewActs, StandInsAreNotPassedOn) {
  const auto deputy = person("Dana Deputy", "auditor", {});
  done(legal_, going_away(legal_, contact_, "2026-11-01", "2026-12-31", {"legal"}));
  done(contact_, going_away(contact_, deputy, "2026-11-01", "2026-12-31", {"contact"}));
  const auto use = waiting({{.id = "legal"}});
  EXPECT_EQ(refused(deputy, agreeing(use.id, "legal")).kind, ErrorKind::Forbidden);
}

TEST_F(ReviewActs, ApprovalListsAssetsSeenAndItsWholeReach) {
  const auto use = waiting({{.id = "contact"}, {.id = "legal"}});
  const auto asset = [&](const char* file, char digit) {
    return made(partner_, "asset",
                {{"title", title_},
                 {"use", use.id},
                 {"sha256", std::string(64, digit)},
                 {"file", file},
                 {"status", "temporary"},
                 {"kind", "generated"}});
  };
  const auto seen = asset("vfx/pier_0001.png", 'a');
  const auto gone = asset("vfx/pier_0002.png", 'b');
  done(partner_, [&](Work& work) { return retire(work, noun("asset"), gone, "a mistake", 0); });
  const auto agreeing_for = [&](const char* reviewer, const char* territory) {
    return [&use, reviewer, territory](Work& work) {
      return agree_to_use(work, use.id,
                          {{"reviewer", reviewer},
                           {"expires", "2027-06-30"},
                           {"scope", {{"territories", {territory}}}}},
                          0);
    };
  };
  done(contact_, agreeing_for("contact", "DE"));
  const auto error = refused(legal_, agreeing_for("legal", "US"));
  EXPECT_EQ(error.kind, ErrorKind::Conflict);
  EXPECT_TRUE(error.message.starts_with("/scope/territories")) << error.message;
  const auto approved = done(legal_, agreeing_for("legal", "DE"));
  const auto approval = found(text_at(approved.doc, "approval"));
  EXPECT_EQ(approval.doc.at("assets"), Json::array({{{"id", seen},
                                                     {"sha256", std::string(64, 'a')},
                                                     {"file", "vfx/pier_0001.png"},
                                                     {"status", "temporary"}}}));
  EXPECT_EQ(approval.doc.at("scope"), (Json{{"territories", {"DE"}},
                                            {"title", title_},
                                            {"from", "2026-11-24"},
                                            {"until", "2027-06-30"}}));
}

TEST_F(ReviewActs, PassedItemIsOnePersonsAndMayBePassedAgain) {
  const auto second = person("Lena Legal", "legal", {});
  const auto use = waiting({{.id = "legal"}});
  const auto passing = [&](const std::string& to) {
    return [&use, to](Work& work) {
      return pass_use(work, use.id, {{"reviewer", "legal"}, {"to", to}}, 0);
    };
  };
  EXPECT_EQ(refused(contact_, passing(second)).kind, ErrorKind::Forbidden);
  const auto error = refused(legal_, passing(contact_));
  EXPECT_TRUE(error.message.starts_with("/to: ")) << error.message;
  done(legal_, passing(second));
  EXPECT_EQ(mailed("use.passed", use.id), std::vector<std::string>{second});
  EXPECT_EQ(refused(legal_, agreeing(use.id, "legal")).kind, ErrorKind::Forbidden);
  done(legal_, passing(legal_));
  EXPECT_EQ(done(legal_, agreeing(use.id, "legal")).state, "approved");
}

}  // namespace
}  // namespace gg::clearance
