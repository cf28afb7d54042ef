#include "register/review.h"

#include "register/absence.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg {
namespace {

std::vector<Track> approving(const std::vector<AskedReviewer>& asked) {
  return tracks_for(Outcome::Approve, asked);
}

TEST(Review, TurnComesWhenThoseBeforeHaveAgreed) {
  auto tracks = approving({{.id = "contact"}, {.id = "legal", .after = {"contact", "union"}}});
  EXPECT_TRUE(has_turn(tracks, tracks[0]));
  EXPECT_FALSE(has_turn(tracks, tracks[1]));
  EXPECT_EQ(waits_after(tracks, tracks[1]), std::vector<std::string>{"contact"});
  tracks[0].state = TrackState::Agreed;
  EXPECT_TRUE(has_turn(tracks, tracks[1]));
  EXPECT_EQ(state_after(Outcome::Approve, tracks), UseState::WaitingForApproval);
  tracks[1].state = TrackState::Agreed;
  EXPECT_EQ(state_after(Outcome::Approve, tracks), UseState::Approved);
}

TEST(Review, WordOfOneSufficesAlsoWhereThatOneWasAskedAlone) {
  auto tracks = approving({{.id = "legal"}, {.id = "lawyer", .any_of = {"legal", "counsel"}}});
  EXPECT_TRUE(has_turn(tracks, tracks[1]));
  tracks[0].state = TrackState::Agreed;
  EXPECT_TRUE(is_content(tracks, tracks[1]));
  EXPECT_FALSE(has_turn(tracks, tracks[1]));
  EXPECT_EQ(state_after(Outcome::Approve, tracks), UseState::Approved);
  tracks[0].by = "per_1";
  settle_groups(tracks);
  EXPECT_EQ(tracks[1].state, TrackState::Agreed);
  EXPECT_EQ(tracks[1].as, "legal");
  EXPECT_EQ(tracks[1].by, "per_1");
}

TEST(Review, WordOfTheGroupIsNotThatOfOneWhoWasAskedAlone) {
  auto tracks = approving({{.id = "legal"}, {.id = "lawyer", .any_of = {"legal", "counsel"}}});
  tracks[1].state = TrackState::Agreed;
  tracks[1].as = "counsel";
  EXPECT_TRUE(has_turn(tracks, tracks[0]));
  EXPECT_EQ(state_after(Outcome::Approve, tracks), UseState::WaitingForApproval);
}

TEST(Review, TalentAloneDoesNotApproveForTheStudio) {
  const auto alone = approving({{.id = "talent"}});
  ASSERT_EQ(alone.size(), 2U);
  EXPECT_EQ(alone[1].reviewer, "legal");
  EXPECT_EQ(approving({{.id = "anyone", .any_of = {"talent", "contact"}}}).size(), 2U);
}

/// Up to five reviewers, each after some of those above it, some of them standing for several.
std::vector<AskedReviewer> some_reviewers() {
  const auto coin = [] { return *rc::gen::inRange(0, 2) == 1; };
  std::vector<AskedReviewer> asked;
  for (int index = 0, end = *rc::gen::inRange(1, 6); index < end; ++index) {
    AskedReviewer one{.id = "r" + std::to_string(index)};
    for (const auto& above : asked) {
      if (coin()) one.after.push_back(above.id);
      if (coin() && above.any_of.empty()) one.any_of.push_back(above.id);
    }
    if (one.any_of.size() < 2) one.any_of.clear();
    asked.push_back(std::move(one));
  }
  return asked;
}

std::vector<std::size_t> turns(const std::vector<Track>& tracks) {
  std::vector<std::size_t> open;
  for (std::size_t index = 0; index < tracks.size(); ++index)
    if (has_turn(tracks, tracks[index])) open.push_back(index);
  return open;
}

RC_GTEST_PROP(Review, EndsInApprovalWhateverTheOrderOfTheWords, ()) {
  auto tracks = tracks_for(Outcome::Approve, some_reviewers());
  std::size_t words = 0;
  while (state_after(Outcome::Approve, tracks) == UseState::WaitingForApproval) {
    const auto open = turns(tracks);
    RC_ASSERT(!open.empty());  // somebody is always waited for
    tracks[*rc::gen::elementOf(open)].state = TrackState::Agreed;
    RC_ASSERT(++words <= tracks.size());
  }
  RC_ASSERT(state_after(Outcome::Approve, tracks) == UseState::Approved);
  RC_ASSERT(turns(tracks).empty());
  for (const auto& track : tracks) RC_ASSERT(waits_after(tracks, track).empty());
}

RC_GTEST_PROP(Review, OneWhoDeclinesStopsItAndNoWordBringsItBack, ()) {
  auto tracks = tracks_for(Outcome::Approve, some_reviewers());
  tracks[*rc::gen::elementOf(turns(tracks))].state = TrackState::Declined;
  RC_ASSERT(state_after(Outcome::Approve, tracks) == UseState::Declined);
  for (auto& track : tracks)
    if (track.state == TrackState::Waiting) track.state = TrackState::Agreed;
  RC_ASSERT(state_after(Outcome::Approve, tracks) == UseState::Declined);
}

RC_GTEST_PROP(Review, WordGivenNeverTakesATurnAwayFromWhoComesAfter, ()) {
  auto tracks = tracks_for(Outcome::Approve, some_reviewers());
  while (!turns(tracks).empty()) {
    const auto before = tracks;
    const auto spoken = *rc::gen::elementOf(turns(tracks));
    tracks[spoken].state = TrackState::Agreed;
    for (const auto index : turns(before))
      RC_ASSERT(has_turn(tracks, tracks[index]) || is_content(tracks, tracks[index]));
  }
}

Absence in_june() {
  return {.deputy = "per_1",
          .from = *Date::parse("2027-06-01"),
          .until = *Date::parse("2027-06-30"),
          .reach = {}};
}

TEST(Absence, HoldsOnItsDaysOnly) {
  const auto absence = in_june();
  EXPECT_FALSE(is_away(absence, *Date::parse("2027-05-31")));
  EXPECT_TRUE(is_away(absence, *Date::parse("2027-06-01")));
  EXPECT_TRUE(is_away(absence, *Date::parse("2027-06-30")));
  EXPECT_FALSE(is_away(absence, *Date::parse("2027-07-01")));
}

TEST(Absence, DeputySpeaksInRolesBothHoldOrTheReachNames) {
  using enum DeskRole;
  auto absence = in_june();
  using Roles = std::vector<DeskRole>;
  EXPECT_EQ(roles_stood_in(absence, {Legal, Coordinator}, {Legal, Coordinator}), Roles{Legal});
  EXPECT_EQ(roles_stood_in(absence, {Legal}, {Contact}), Roles{});
  absence.reach = {Legal};
  EXPECT_EQ(roles_stood_in(absence, {Legal}, {Contact}), Roles{Legal});
  EXPECT_EQ(roles_stood_in(absence, {Contact}, {Partner}), Roles{});
  EXPECT_EQ(roles_stood_in(absence, {Legal}, {Legal, Administrator}), Roles{});
}

}  // namespace
}  // namespace gg
