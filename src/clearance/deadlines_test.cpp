#include "clearance/deadlines.h"

#include "clearance/approvals.h"
#include "clearance/clear_use.h"
#include "clearance/consents.h"
#include "clearance/doc.h"
#include "clearance/sample_desk.h"
#include "clearance/use_acts.h"
#include "clearance/use_changes.h"

#include <algorithm>

namespace gg::clearance {
namespace {

class Deadlines : public SampleDesk {
 protected:
  [[nodiscard]] Json final_body() const {
    auto body = mild_use();
    for (const auto& [fact, answer] : {std::pair{"purpose", "post_production"},
                                       {"final_deliverable", "yes"},
                                       {"element", "background"},
                                       {"prominence", "incidental"},
                                       {"human_input", "yes"}})
      body["facts"][fact] = answer;
    return body;
  }
  store::Record declared(const Json& body) {
    const auto id = done(partner_, [&](Work& work) { return draft_use(work, body); }).id;
    return done(partner_, [&](Work& work) { return declare_use(work, id, 0); });
  }
  store::Record approved(const Json& body, const char* expires) {
    auto use = declared(body);
    const auto tracks = use.doc.at("tracks");
    for (const auto& track : tracks) {
      const auto reviewer = text_at(track, "reviewer");
      use = done(reviewer == "legal" ? legal_ : contact_, [&](Work& work) {
        return agree_to_use(work, use.id, {{"reviewer", reviewer}, {"expires", expires}}, 0);
      });
    }
    return use;
  }
  /// The clock reads this, and the housekeeper comes by.
  std::size_t at(const char* moment) {
    now_ = *parse_moment(moment);
    const auto passed = pass_deadlines(*desk_);
    EXPECT_TRUE(passed.has_value()) << (passed.has_value() ? "" : passed.error().message);
    return passed.value_or(0);
  }
  std::vector<std::string> acts_of(const std::string& id) {
    std::vector<std::string> acts;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto entries, snapshot.entries_of(id));
      for (const auto& entry : entries) acts.push_back(entry.act);
      return {};
    });
    EXPECT_TRUE(read.has_value());
    return acts;
  }
  auto count_of(const std::string& id, const char* act) {
    return std::ranges::count(acts_of(id), std::string(act));
  }
  std::vector<std::string> mailed(const char* topic) {
    std::vector<std::string> people;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto mail, snapshot.waiting("mail", 0, 1000));
      for (const auto& one : mail)
        if (one.topic == topic) people.push_back(text_at(one.payload, "to"));
      return {};
    });
    EXPECT_TRUE(read.has_value());
    std::ranges::sort(people);
    return people;
  }
};

TEST_F(Deadlines, ApprovalIsWarnedOfThriceAndExpiresOnce) {
  const auto id = text_at(approved(final_body(), "2027-06-30").doc, "approval");
  EXPECT_EQ(at("2027-05-30T23:59:00Z"), 0U);
  EXPECT_EQ(at("2027-05-31T00:00:01Z"), 1U);
  EXPECT_EQ(found(id).doc.at("warned").at("days_left"), 30);
  EXPECT_EQ(at("2027-05-31T00:01:00Z"), 0U);
  std::vector<std::string> expected{partner_, contact_, legal_};
  std::ranges::sort(expected);
  EXPECT_EQ(mailed("approval.ending"), expected);
  EXPECT_EQ(seal_of(found(id).doc).value(), text_at(found(id).doc, "seal"));
  EXPECT_EQ(at("2027-06-23T09:00:00Z"), 1U);
  EXPECT_EQ(at("2027-06-29T09:00:00Z"), 1U);
  EXPECT_EQ(at("2027-06-30T23:59:59Z"), 0U);
  EXPECT_EQ(at("2027-07-01T00:00:00Z"), 1U);
  EXPECT_EQ(at("2027-07-02T00:00:00Z"), 0U);
  EXPECT_EQ(count_of(id, "approval.ending"), 3);
  EXPECT_EQ(count_of(id, "approval.expired"), 1);
  EXPECT_EQ(mailed("use.expired"), std::vector{partner_});
}

TEST_F(Deadlines, WarningsMissedWhileNothingRanAreOneWithTheDaysThatAreLeft) {
  const auto id = text_at(approved(final_body(), "2027-06-30").doc, "approval");
  EXPECT_EQ(at("2027-06-25T00:00:00Z"), 1U);
  EXPECT_EQ(found(id).doc.at("warned").at("days_left"), 5);
  EXPECT_EQ(at("2027-06-26T00:00:00Z"), 0U);
  EXPECT_EQ(at("2027-08-01T00:00:00Z"), 1U);
  EXPECT_EQ(found(id).state, "expired");
}

TEST_F(Deadlines, TitleSaysWhenToWarn) {
  const auto id = text_at(approved(final_body(), "2027-06-30").doc, "approval");
  done(coordinator_,
       [&](Work& work) { return amend(work, noun("title"), title_, {{"warn_days", {90, 2}}}, 0); });
  EXPECT_EQ(at("2027-04-01T00:00:00Z"), 1U);
  EXPECT_EQ(at("2027-05-31T00:00:01Z"), 0U);
  EXPECT_EQ(at("2027-06-28T00:00:01Z"), 1U);
  EXPECT_EQ(count_of(id, "approval.ending"), 2);
}

TEST_F(Deadlines, LicenceRunsOutWithWhatReliedOnIt) {
  const auto licence = made(partner_, "licence",
                            {{"title", title_},
                             {"work", "Harbour, 1923"},
                             {"holder", "City Archive"},
                             {"ai_alteration", "allowed"},
                             {"expires", "2026-12-20"}});
  auto body = mild_use();
  body["licences"] = {licence};
  const auto use = declared(body);
  ASSERT_EQ(use.state, "cleared");
  EXPECT_EQ(at("2026-12-13T00:00:00Z"), 1U);
  EXPECT_EQ(found(licence).doc.at("warned").at("days_left"), 7);
  at("2026-12-20T12:00:00Z");
  EXPECT_EQ(found(use.id).state, "cleared");
  at("2026-12-21T00:00:00Z");
  EXPECT_EQ(found(licence).state, "expired");
  EXPECT_EQ(found(use.id).state, "voided");
  EXPECT_NE(text_at(found(use.id).doc, "voided_why").find("run out"), std::string::npos);
  done(partner_, [&](Work& work) {
    return amend(work, noun("licence"), licence, {{"expires", "2027-12-20"}}, 0);
  });
  EXPECT_EQ(found(licence).state, "active");
  EXPECT_EQ(found(use.id).state, "voided");
}

TEST_F(Deadlines, UseThatNamesAnExpiredLicenceIsNotCleared) {
  const auto licence = made(partner_, "licence",
                            {{"title", title_},
                             {"work", "Harbour, 1923"},
                             {"holder", "City Archive"},
                             {"ai_alteration", "allowed"},
                             {"expires", "2026-01-20"}});
  EXPECT_EQ(found(licence).state, "expired");
  auto body = mild_use();
  body["licences"] = {licence};
  const auto use = declared(body);
  const auto error =
      refused(partner_, [&](Work& work) { return clear_use(work, use.id, "clr_1"); });
  EXPECT_NE(error.message.find(licence + " is expired"), std::string::npos) << error.message;
}

TEST_F(Deadlines, ConsentThatWasAnsweredIsNotChangedAndRunsOut) {
  const auto talent = made(admin_, "person", {{"name", "Tara Talent"}});
  const auto agent =
      made(admin_, "person", {{"name", "Rex Representative"}, {"represents", {talent}}});
  made(admin_, "grant", {{"person", agent}, {"role", "talent_representative"}, {"title", title_}});
  const auto consent = made(partner_, "consent",
                            {{"title", title_},
                             {"person", talent},
                             {"text", "My voice, scene 12"},
                             {"expires", "2026-12-20"}});
  done(agent, [&](Work& work) { return give_consent(work, consent, 0); });
  const auto error = refused(partner_, [&](Work& work) {
    return amend(work, noun("consent"), consent, {{"text", "My voice, everywhere"}}, 0);
  });
  EXPECT_EQ(error.kind, ErrorKind::Conflict);
  auto body = mild_use();
  body["people"] = {talent};
  body["consents"] = {consent};
  const auto use = declared(body);
  EXPECT_EQ(at("2026-12-19T00:00:00Z"), 1U);
  at("2026-12-21T00:00:00Z");
  EXPECT_EQ(found(consent).state, "expired");
  EXPECT_EQ(found(use.id).state, "voided");
}

TEST_F(Deadlines, ToolPastItsRecheckIsShownAndItsNewUsesConsult) {
  const Json terms{{"date", "2026-10-01"},
                   {"url", "https://house.example/terms"},
                   {"sha256", std::string(64, 'a')},
                   {"recheck", "2026-12-31"}};
  done(contact_,
       [&](Work& work) { return amend(work, noun("tool"), tool_, {{"terms", terms}}, 0); });
  const auto before = declared(mild_use());
  ASSERT_EQ(before.state, "cleared");
  at("2027-01-01T00:00:00Z");
  EXPECT_EQ(found(tool_).state, "recheck_due");
  EXPECT_EQ(found(before.id).state, "cleared");
  const auto after = declared(mild_use());
  EXPECT_EQ(after.state, "waiting_for_contact");
  EXPECT_EQ(after.doc.at("decision").at("record").at("outcome"), "notify");
  EXPECT_EQ(after.doc.at("decision").at("raised").at(0).at("tool"), tool_);
  // The same terms, read again: nothing stops, and new uses are decided by the rulebooks alone.
  done(contact_, [&](Work& work) {
    return amend(work, noun("tool"), tool_,
                 {{"terms", {{"date", "2027-01-02"}, {"recheck", "2027-12-31"}}}}, 0);
  });
  EXPECT_EQ(found(tool_).state, "in_use");
  EXPECT_EQ(found(before.id).state, "cleared");
  EXPECT_EQ(declared(mild_use()).state, "cleared");
  EXPECT_EQ(count_of(tool_, "tool.recheck_due"), 1);
}

TEST_F(Deadlines, ClockThatGoesBackExpiresNothingTwiceAndBringsNothingBack) {
  const auto use = approved(final_body(), "2026-12-10");
  const auto id = text_at(use.doc, "approval");
  const auto all_as_it_was = [&] {
    EXPECT_EQ(found(id).state, "expired");
    EXPECT_EQ(found(use.id).state, "expired");
    EXPECT_EQ(count_of(id, "approval.expired"), 1);
    EXPECT_EQ(count_of(use.id, "use.expired"), 1);
  };
  at("2026-12-11T00:00:00Z");
  const auto warnings = count_of(id, "approval.ending");
  all_as_it_was();
  // Within the seconds a clock is set back by its keeper, time stands still.
  at("2026-12-10T23:59:57Z");
  all_as_it_was();
  now_ = *parse_moment("2026-12-02T12:00:00Z");
  ASSERT_TRUE(pass_deadlines(*desk_).has_value());
  const auto error = refused(contact_, creating("company", {{"name", "Late"}}));
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  all_as_it_was();
  // The same where the program was started anew meanwhile.
  desk_.reset();
  open();
  EXPECT_EQ(refused(contact_, creating("company", {{"name", "Late"}})).kind,
            ErrorKind::Unavailable);
  at("2026-12-12T00:00:00Z");
  all_as_it_was();
  EXPECT_EQ(count_of(id, "approval.ending"), warnings);
}

TEST_F(Deadlines, AlarmThatTheClockCannotReachIsKept) {
  const auto id = text_at(approved(final_body(), "2027-06-30").doc, "approval");
  at("2027-06-30T00:00:00Z");
  const auto far = text_at(approved(final_body(), "2028-06-30").doc, "approval");
  now_ = *parse_moment("2027-06-29T00:00:00Z");
  EXPECT_EQ(pass_deadlines(*desk_).value(), 0U);
  EXPECT_EQ(found(id).state, "in_force");
  at("2027-07-01T00:00:00Z");
  EXPECT_EQ(found(id).state, "expired");
  EXPECT_EQ(found(far).state, "in_force");
}

class Changes : public Deadlines {
 protected:
  Json since(const std::string& id, std::optional<std::int64_t> version) {
    Json list;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto use, must_find(snapshot, "use", id));
      TRY_LET(list, changes_since(snapshot, desk_->world(), use, version));
      return {};
    });
    EXPECT_TRUE(read.has_value()) << (read.has_value() ? "" : read.error().message);
    return list;
  }
};

TEST_F(Changes, SayWhatDiffersAndWhatAnApprovalStandsOn) {
  const auto use = approved(final_body(), "2027-06-30");
  EXPECT_EQ(since(use.id, {}).at("changes"), Json::array());
  done(partner_, [&](Work& work) {
    return amend_use(work, use.id,
                     {{"facts", {{"prominence", "prominent"}, {"several_tools", nullptr}}},
                      {"hours", {{"expected", 12}}}},
                     0);
  });
  const auto list = since(use.id, {});
  EXPECT_EQ(list.at("since"), found(text_at(use.doc, "approval")).doc.at("use_version"));
  const Json expected = Json::array({{{"pointer", "/facts/prominence"},
                                      {"before", "incidental"},
                                      {"after", "prominent"},
                                      {"material", true}},
                                     {{"pointer", "/facts/several_tools"},
                                      {"before", "no"},
                                      {"after", nullptr},
                                      {"material", true}},
                                     {{"pointer", "/hours"},
                                      {"before", nullptr},
                                      {"after", {{"expected", 12}}},
                                      {"material", false}}});
  EXPECT_EQ(list.at("changes"), expected) << list.dump(1);
  EXPECT_EQ(
      text_at(found(use.id).doc, "amended_why"),
      "the answer to \"How much is it seen or heard: not at all, briefly in the background, or so "
      "that a scene refers to it?\" changed from incidental to prominent; the answer to \"Are "
      "several tools or models chained in a pipeline?\" changed from no to not answered");
  EXPECT_EQ(since(use.id, found(use.id).version).at("changes"), Json::array());
}

TEST_F(Changes, OfAVersionThereWasNotAreNotFound) {
  const auto use = declared(mild_use());
  const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY(changes_since(snapshot, desk_->world(), use, 99));
    return {};
  });
  EXPECT_EQ(read.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace gg::clearance
