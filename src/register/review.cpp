#include "register/review.h"

#include <algorithm>

namespace gg {

std::vector<DeskRole> roles_for_reviewer(const std::string& reviewer) {
  if (reviewer == "legal" || reviewer == "counsel") return {DeskRole::Legal};
  if (reviewer == "talent") return {DeskRole::Representative};
  return {DeskRole::Contact};
}

std::vector<Track> tracks_for(Outcome outcome, const std::vector<std::string>& reviewers) {
  if (outcome != Outcome::Consult && outcome != Outcome::Approve) return {};
  std::vector<Track> tracks;
  for (const auto& reviewer : reviewers) tracks.push_back({.reviewer = reviewer});
  if (tracks.empty()) tracks.push_back({.reviewer = "contact"});
  const bool has_signer = std::ranges::any_of(reviewers, [](const std::string& reviewer) {
    const auto roles = roles_for_reviewer(reviewer);
    return std::ranges::find(roles, DeskRole::Representative) == roles.end();
  });
  if (outcome == Outcome::Approve && !has_signer && !reviewers.empty())
    tracks.push_back({.reviewer = "legal"});
  return tracks;
}

UseState state_after(Outcome outcome, const std::vector<Track>& tracks) {
  const auto is = [](TrackState state) {
    return [state](const Track& track) { return track.state == state; };
  };
  switch (outcome) {
    case Outcome::Clear:
    case Outcome::Notify:
      return UseState::Cleared;
    case Outcome::Prohibit:
      return UseState::Prohibited;
    case Outcome::Consult:
    case Outcome::Approve:
      break;
  }
  if (std::ranges::any_of(tracks, is(TrackState::Declined))) return UseState::Declined;
  if (!tracks.empty() && std::ranges::all_of(tracks, is(TrackState::Agreed)))
    return UseState::Approved;
  return outcome == Outcome::Approve ? UseState::WaitingForApproval : UseState::WaitingForContact;
}

}  // namespace gg
