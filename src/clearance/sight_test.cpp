#include "clearance/sight.h"

#include "clearance/doc.h"
#include "clearance/sample_desk.h"
#include "clearance/use_acts.h"

#include <algorithm>

namespace gg::clearance {
namespace {

/// Two companies work on one title: each declared a use.
class Sight : public SampleDesk {
 protected:
  Sight() {
    other_partner_ = person("Olga Other", "partner", other_company_);
    ours_ = drafted(partner_, mild_use());
    auto body = mild_use();
    body["company"] = other_company_;
    theirs_ = drafted(other_partner_, body);
  }
  std::string drafted(const std::string& who, const Json& body) {
    return done(who, [&](Work& work) { return draft_use(work, body); }).id;
  }
  /// Somebody with the grants {role, title}; an empty title is all of them.
  std::string somebody(Json body, const std::vector<std::pair<std::string, std::string>>& grants) {
    auto id = made(admin_, "person", std::move(body));
    for (const auto& [role, title] : grants) {
      Json grant{{"person", id}, {"role", role}};
      if (!title.empty()) grant["title"] = title;
      made(admin_, "grant", grant);
    }
    return id;
  }
  /// Ids of what `person` finds in a list; each may also be opened, and nothing else.
  std::vector<std::string> seen(const std::string& person, const char* noun) {
    std::vector<std::string> ids;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto actor, load_actor(snapshot, person));
      TRY_LET(const auto all, snapshot.list({.noun = noun}));
      store::Query query{.noun = noun};
      TRY(narrow_to_sight(actor, query));
      TRY_LET(const auto listed, snapshot.list(query));
      for (const auto& record : listed) ids.push_back(record.id);
      for (const auto& record : all) {
        const bool is_listed = std::ranges::find(ids, record.id) != ids.end();
        EXPECT_EQ(check_sight(actor, record).has_value(), is_listed) << record.id;
      }
      return {};
    });
    EXPECT_TRUE(read.has_value()) << read.error().message;
    return ids;
  }
  using Ids = std::vector<std::string>;
  std::string other_partner_, ours_, theirs_;
};

TEST_F(Sight, PartnersSeeOnlyTheirOwnCompanysUses) {
  EXPECT_EQ(seen(partner_, "use"), Ids{ours_});
  EXPECT_EQ(seen(other_partner_, "use"), Ids{theirs_});
  EXPECT_EQ(seen(contact_, "use"), (Ids{ours_, theirs_}));
  EXPECT_EQ(seen(partner_, "title"), Ids{title_});
}

TEST_F(Sight, RoleOnOneTitleOpensNothingOnAnother) {
  const auto second = made(coordinator_, "title", {{"name", "Second"}, {"kind", "scripted"}});
  const auto mixed = somebody({{"name", "Max Mixed"}, {"company", company_}},
                              {{"partner", title_}, {"contact", second}});
  auto body = mild_use();
  body["title"] = second;
  body["company"] = other_company_;
  const auto there = drafted(other_partner_, body);
  EXPECT_EQ(seen(mixed, "use"), (Ids{ours_, there}));
}

TEST_F(Sight, WithoutAGrantNothingIsSeen) {
  const auto nobody = somebody({{"name", "Nora Nobody"}}, {});
  EXPECT_EQ(seen(nobody, "use"), Ids{});
  EXPECT_EQ(seen(nobody, "title"), Ids{});
}

TEST_F(Sight, WhatAPartnerWritesAndWhatHangsOnAUseIsItsCompanys) {
  const Json consent{{"title", title_},
                     {"person", contact_},
                     {"uses", {ours_}},
                     {"text", "May we use your voice?"}};
  const auto asked = made(partner_, "consent", consent);
  EXPECT_EQ(seen(other_partner_, "consent"), Ids{});
  EXPECT_EQ(seen(partner_, "consent"), Ids{asked});
  const Json asset{{"title", title_},   {"use", ours_},
                   {"file", "sky.png"}, {"sha256", std::string(64, 'a')},
                   {"status", "final"}, {"kind", "generated"}};
  EXPECT_EQ(refused(other_partner_, creating("asset", asset)).kind, ErrorKind::Forbidden);
  const auto registered = made(coordinator_, "asset", asset);
  EXPECT_EQ(seen(partner_, "asset"), Ids{registered});
  EXPECT_EQ(seen(other_partner_, "asset"), Ids{});
}

TEST_F(Sight, RoleOnOneTitleReadsTheToolsOfAll) {
  const auto on_one = somebody({{"name", "Una One"}, {"company", company_}}, {{"partner", title_}});
  EXPECT_EQ(seen(on_one, "tool"), Ids{tool_});
}

TEST_F(Sight, RepresentativesSeeWhatNamesTheirPeople) {
  const auto actor = somebody({{"name", "Tessa Talent"}}, {});
  const auto agent = somebody({{"name", "Rita Representative"}, {"represents", {actor}}},
                              {{"talent_representative", title_}});
  EXPECT_EQ(seen(agent, "use"), Ids{});
  EXPECT_EQ(seen(agent, "title"), Ids{title_});
  auto body = mild_use();
  body["people"] = {actor};
  const auto named = drafted(partner_, body);
  EXPECT_EQ(seen(agent, "use"), Ids{named});
}

TEST_F(Sight, OnlyWhoRepresentsSomebodyInTheUseSpeaksForTalent) {
  const auto talent = somebody({{"name", "Tessa Talent"}}, {});
  const Actor agent{
      .id = "per_agent", .represents = {talent}, .grants = {{DeskRole::Representative, title_}}};
  auto use = found(ours_);
  EXPECT_FALSE(speaks_for(agent, "talent", use));
  use.doc["people"] = {talent};
  EXPECT_TRUE(speaks_for(agent, "talent", use));
  EXPECT_FALSE(speaks_for(agent, "legal", use));
}

}  // namespace
}  // namespace gg::clearance
