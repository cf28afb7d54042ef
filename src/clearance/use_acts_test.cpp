#include "clearance/use_acts.h"

#include "clearance/approvals.h"
#include "clearance/consents.h"
#include "clearance/deadlines.h"
#include "clearance/doc.h"
#include "clearance/sample_desk.h"

namespace gg::clearance {
namespace {

class UseActs : public SampleDesk {
 protected:
  std::string drafted(const Json& body) {
    return done(partner_, [&](Work& work) { return draft_use(work, body); }).id;
  }
  store::Record declared(const Json& body) {
    const auto id = drafted(body);
    return done(partner_, [&](Work& work) { return declare_use(work, id, 0); });
  }
  /// A picture in the final film: written approval.
  [[nodiscard]] Json final_use() const {
    auto body = mild_use();
    body["summary"] = "A generated harbour in the background of scene 12";
    body["facts"]["purpose"] = "post_production";
    body["facts"]["final_deliverable"] = "yes";
    body["facts"]["element"] = "background";
    body["facts"]["prominence"] = "incidental";
    body["facts"]["human_input"] = "yes";
    return body;
  }
  static UseCase agreeing(const std::string& id, Json agreement) {
    return [id, agreement = std::move(agreement)](Work& work) {
      return agree_to_use(work, id, agreement, 0);
    };
  }
  /// Everyone whose word a use waits for gives it; the contact first.
  store::Record approved(const std::string& id, const Json& more = Json::object()) {
    store::Record use = found(id);
    const auto tracks = use.doc.at("tracks");
    for (const auto& track : tracks) {
      const auto reviewer = text_at(track, "reviewer");
      auto agreement = more;
      agreement["reviewer"] = reviewer;
      use = done(reviewer == "legal" || reviewer == "counsel" ? legal_ : contact_,
                 agreeing(id, agreement));
    }
    return use;
  }
};

TEST_F(UseActs, LowRiskUseIsClearedAtOnceAndTheContactIsTold) {
  const auto use = declared(mild_use());
  EXPECT_EQ(use.state, "cleared");
  EXPECT_EQ(use.doc.at("decision").at("outcome"), "notify");
  EXPECT_TRUE(use.due.empty());
  std::vector<store::Message> mail;
  const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(mail, snapshot.waiting("mail", 0, 10));
    return {};
  });
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(mail.size(), 1U);
  EXPECT_EQ(mail[0].payload.at("to"), contact_);
  EXPECT_EQ(mail[0].topic, "use.declared");
}

TEST_F(UseActs, FinalDeliverableWaitsAndIsApprovedInWriting) {
  auto use = declared(final_use());
  EXPECT_EQ(use.state, "waiting_for_approval");
  EXPECT_FALSE(use.due.empty());
  use = approved(use.id, {{"conditions", {{{"text", "Keep the prompt log"}, {"owner", "partner"}}}},
                          {"expires", "2027-06-30"}});
  ASSERT_EQ(use.state, "approved");
  const auto approval = found(text_at(use.doc, "approval"));
  EXPECT_EQ(approval.state, "in_force");
  EXPECT_EQ(approval.doc.at("facts").at("final_deliverable"), "yes");
  EXPECT_EQ(approval.doc.at("tools").at(0).at("terms").at("date"), "2026-10-01");
  EXPECT_EQ(approval.doc.at("expires"), "2027-06-30");
  EXPECT_FALSE(approval.doc.at("rulebooks").empty());
  EXPECT_NE(text_at(approval.doc, "text").find("Keep the prompt log"), std::string::npos);
  EXPECT_EQ(seal_of(approval.doc).value(), text_at(approval.doc, "seal"));
  auto forged = approval.doc;
  forged["facts"]["final_deliverable"] = "no";
  EXPECT_NE(seal_of(forged).value(), text_at(approval.doc, "seal"));
}

TEST_F(UseActs, ConditionMetLaterKeepsTheSeal) {
  const auto use = declared(final_use());
  const auto id = text_at(
      approved(use.id, {{"conditions", {{{"text", "Keep the prompt log"}, {"owner", "partner"}}}}})
          .doc,
      "approval");
  const auto met = done(partner_, [&](Work& work) {
    return meet_condition(work, id, 0, {{"evidence", "Log kept in the shared folder"}}, 0);
  });
  EXPECT_TRUE(met.doc.at("conditions").at(0).contains("met_at"));
  EXPECT_EQ(seal_of(met.doc).value(), text_at(met.doc, "seal"));
}

TEST_F(UseActs, MaterialChangeVoidsTheApprovalAndSaysWhy) {
  const auto use = approved(declared(final_use()).id);
  const auto amended = done(partner_, [&](Work& work) {
    return amend_use(work, use.id, {{"facts", {{"prominence", "prominent"}}}}, use.version);
  });
  EXPECT_NE(amended.state, "approved");
  EXPECT_FALSE(amended.doc.contains("approval"));
  const auto approval = found(text_at(use.doc, "approval"));
  EXPECT_EQ(approval.state, "voided");
  EXPECT_EQ(
      approval.doc.at("voided_why"),
      "the answer to \"How much is it seen or heard: not at all, briefly in the background, or so "
      "that a scene refers to it?\" changed from incidental to prominent");
}

TEST_F(UseActs, ChangeOfCostVoidsNothing) {
  const auto use = approved(declared(final_use()).id);
  const auto amended = done(partner_, [&](Work& work) {
    return amend_use(work, use.id, {{"cost", {{"currency", "EUR"}, {"expected", 1200}}}}, 0);
  });
  EXPECT_EQ(amended.state, "approved");
  EXPECT_EQ(found(text_at(use.doc, "approval")).state, "in_force");
}

TEST_F(UseActs, NewTermsOfAToolOpenWhatReliedOnThem) {
  const auto use = approved(declared(final_use()).id);
  done(contact_, [&](Work& work) {
    return amend(work, noun("tool"), tool_,
                 {{"terms", {{"date", "2026-12-01"}, {"url", "https://house.example/terms"}}}}, 0);
  });
  const auto stopped = found(use.id);
  EXPECT_EQ(stopped.state, "voided");
  EXPECT_NE(text_at(stopped.doc, "voided_why").find("House Painter"), std::string::npos);
  EXPECT_EQ(found(text_at(use.doc, "approval")).state, "voided");
}

TEST_F(UseActs, WithdrawnConsentStopsWhatReliedOnIt) {
  const auto talent = person("Tara Talent", "partner", other_company_);
  const auto agent =
      made(admin_, "person", {{"name", "Rex Representative"}, {"represents", {talent}}});
  made(admin_, "grant", {{"person", agent}, {"role", "talent_representative"}, {"title", title_}});
  const auto consent = made(
      partner_, "consent", {{"title", title_}, {"person", talent}, {"text", "My voice, scene 12"}});
  done(agent, [&](Work& work) { return give_consent(work, consent, 0); });
  auto body = final_use();
  body["people"] = {talent};
  body["consents"] = {consent};
  const auto use = approved(declared(body).id);
  ASSERT_EQ(use.state, "approved");
  EXPECT_EQ(
      refused(partner_, [&](Work& work) { return withdraw_consent(work, consent, "no", 0); }).kind,
      ErrorKind::Forbidden);
  done(agent, [&](Work& work) { return withdraw_consent(work, consent, "changed her mind", 0); });
  EXPECT_EQ(found(use.id).state, "voided");
  EXPECT_EQ(found(text_at(use.doc, "approval")).state, "voided");
}

TEST_F(UseActs, AskedAndAnsweredWithoutLosingTheClock) {
  auto use = declared(final_use());
  const auto due = *parse_moment(use.due);
  done(contact_, [&](Work& work) {
    return ask_about_use(work, use.id, {{"question", "Is the harbour a real place?"}}, 0);
  });
  EXPECT_EQ(found(use.id).state, "information_asked");
  now_ += std::chrono::hours(30);
  use = done(partner_, [&](Work& work) {
    return answer_about_use(work, use.id, {{"answer", "No, invented."}}, 0);
  });
  EXPECT_EQ(use.state, "waiting_for_approval");
  EXPECT_EQ(*parse_moment(use.due) - due, std::chrono::hours(30) + std::chrono::seconds(1));
  EXPECT_EQ(use.doc.at("thread").size(), 2U);
}

TEST_F(UseActs, NobodyDecidesWhatTheyDeclared) {
  made(admin_, "grant", {{"person", partner_}, {"role", "contact"}, {"title", title_}});
  const auto use = declared(final_use());
  const auto error = refused(partner_, agreeing(use.id, {{"reviewer", "contact"}}));
  EXPECT_EQ(error.kind, ErrorKind::Forbidden);
  EXPECT_NE(error.message.find("declared themselves"), std::string::npos);
}

TEST_F(UseActs, AdministratorsDecideNothing) {
  const auto use = declared(final_use());
  EXPECT_EQ(refused(admin_, agreeing(use.id, {{"reviewer", "contact"}})).kind,
            ErrorKind::Forbidden);
  EXPECT_EQ(refused(admin_, creating("grant", {{"person", admin_}, {"role", "legal"}})).kind,
            ErrorKind::Forbidden);
  EXPECT_EQ(
      refused(admin_, creating("grant", {{"person", contact_}, {"role", "administrator"}})).kind,
      ErrorKind::Forbidden);
}

TEST_F(UseActs, DeclineTakesAReason) {
  const auto use = declared(final_use());
  const auto decline = [&](Json refusal) {
    return [&use, refusal = std::move(refusal)](Work& work) {
      return decline_use(work, use.id, refusal, 0);
    };
  };
  const auto error = refused(contact_, decline({{"reviewer", "contact"}}));
  EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
  const auto declined =
      done(contact_, decline({{"reviewer", "contact"}, {"reason", "Use the archive"}}));
  EXPECT_EQ(declined.state, "declined");
}

TEST_F(UseActs, PartnerSeesToItsOwnCompanyOnly) {
  const auto stranger = person("Stan Stranger", "partner", other_company_);
  const auto use = declared(mild_use());
  EXPECT_EQ(
      refused(stranger, [&](Work& work) { return withdraw_use(work, use.id, "mine now", 0); }).kind,
      ErrorKind::Forbidden);
}

TEST_F(UseActs, StaleVersionIsRefused) {
  const auto use = declared(mild_use());
  const auto error = refused(partner_, [&](Work& work) { return start_use(work, use.id, 1); });
  EXPECT_EQ(error.kind, ErrorKind::Stale);
}

TEST_F(UseActs, AnswerToAQuestionNobodyAsksNamesItsPlace) {
  auto body = mild_use();
  body["facts"]["final_deliverabel"] = "no";
  const auto id = drafted(body);
  const auto error = refused(partner_, [&](Work& work) { return declare_use(work, id, 0); });
  EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
  EXPECT_NE(error.message.find("final_deliverable"), std::string::npos) << error.message;
}

TEST_F(UseActs, ReferenceToNothingNamesItsPlace) {
  auto body = mild_use();
  body["tools"] = {tool_, "tol_01JDABCDEFGHJKMNPQRSTVWXYZ"};
  const auto error = refused(partner_, [&](Work& work) { return draft_use(work, body); });
  EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
  EXPECT_NE(error.message.find("/tools/1"), std::string::npos) << error.message;
}

TEST_F(UseActs, ApprovalExpiresAfterItsLastDay) {
  const auto use = approved(declared(final_use()).id, {{"expires", "2026-12-01"}});
  now_ = *parse_moment("2026-12-01T23:00:00Z");
  ASSERT_TRUE(pass_deadlines(*desk_).has_value());
  EXPECT_EQ(found(use.id).state, "approved");
  now_ = *parse_moment("2026-12-02T00:00:01Z");
  ASSERT_TRUE(pass_deadlines(*desk_).has_value());
  EXPECT_EQ(found(use.id).state, "expired");
  EXPECT_EQ(found(text_at(use.doc, "approval")).state, "expired");
  EXPECT_EQ(pass_deadlines(*desk_).value(), 0U);
}

TEST_F(UseActs, LateReviewersAreRemindedThenTheContactHears) {
  const auto use = declared(final_use());
  now_ += std::chrono::hours(200);
  ASSERT_TRUE(pass_deadlines(*desk_).has_value());
  EXPECT_EQ(found(use.id).doc.at("reminded"), 1);
  EXPECT_EQ(pass_deadlines(*desk_).value(), 0U);
  now_ += std::chrono::hours(25);
  EXPECT_EQ(pass_deadlines(*desk_).value(), 1U);
  EXPECT_EQ(found(use.id).doc.at("reminded"), 2);
}

TEST_F(UseActs, RevokedApprovalStopsTheUse) {
  const auto use = approved(declared(final_use()).id);
  const auto id = text_at(use.doc, "approval");
  EXPECT_EQ(refused(partner_, [&](Work& work) { return revoke_approval(work, id, "x", 0); }).kind,
            ErrorKind::Forbidden);
  done(legal_, [&](Work& work) { return revoke_approval(work, id, "New case law", 0); });
  EXPECT_EQ(found(id).state, "revoked");
  EXPECT_EQ(found(use.id).state, "voided");
}

TEST_F(UseActs, ClockThatWentBackStopsWriting) {
  now_ -= std::chrono::hours(1);
  const auto error = refused(admin_, creating("company", {{"name", "Late"}}));
  EXPECT_EQ(error.kind, ErrorKind::Unavailable);
  EXPECT_NE(error.message.find("set the clock right"), std::string::npos);
}

TEST_F(UseActs, TitleThatChangesItsReachOpensWhatWouldBeDecidedOtherwise) {
  const auto use = declared(mild_use());
  done(coordinator_, [&](Work& work) {
    return amend(work, noun("title"), title_, {{"release", "2027-10-01"}}, 0);
  });
  EXPECT_EQ(found(use.id).state, "cleared");
  done(coordinator_, [&](Work& work) {
    return amend(work, noun("title"), title_,
                 {{"rulebooks", {"studio-genai", "archive-documentary"}}}, 0);
  });
  const auto stopped = found(use.id);
  EXPECT_EQ(stopped.state, "voided");
  EXPECT_NE(text_at(stopped.doc, "voided_why").find("rulebooks"), std::string::npos);
}

TEST_F(UseActs, TitleNamesOnlyRulebooksThereAre) {
  const auto error = refused(coordinator_, [&](Work& work) {
    return amend(work, noun("title"), title_, {{"rulebooks", {"studio-genia"}}}, 0);
  });
  EXPECT_EQ(error.kind, ErrorKind::InvalidInput);
  EXPECT_TRUE(error.message.starts_with("/rulebooks: ")) << error.message;
}

}  // namespace
}  // namespace gg::clearance
