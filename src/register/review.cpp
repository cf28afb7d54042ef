#include "register/review.h"

#include <algorithm>

namespace gg {
namespace {

const Track* track_of(const std::vector<Track>& tracks, const std::string& reviewer) {
  const auto found = std::ranges::find(tracks, reviewer, &Track::reviewer);
  return found == tracks.end() ? nullptr : &*found;
}

bool is_agreed(const std::vector<Track>& tracks, const std::string& reviewer) {
  const auto* track = track_of(tracks, reviewer);
  return track != nullptr && track->state == TrackState::Agreed;
}

/// True where somebody of the studio signs, and not the talent alone.
bool has_signer(const std::vector<Track>& tracks) {
  return std::ranges::any_of(tracks, [](const Track& track) {
    return std::ranges::none_of(voices_of(track), [](const std::string& reviewer) {
      const auto roles = roles_for_reviewer(reviewer);
      return std::ranges::find(roles, DeskRole::Representative) != roles.end();
    });
  });
}

}  // namespace

std::vector<DeskRole> roles_for_reviewer(std::string_view reviewer) {
  if (reviewer == "legal" || reviewer == "counsel") return {DeskRole::Legal};
  if (reviewer == "talent") return {DeskRole::Representative};
  return {DeskRole::Contact};
}

std::vector<Track> tracks_for(Outcome outcome, const std::vector<AskedReviewer>& reviewers) {
  if (outcome != Outcome::Consult && outcome != Outcome::Approve) return {};
  std::vector<Track> tracks;
  for (const auto& one : reviewers)
    tracks.push_back({.reviewer = one.id, .any_of = one.any_of, .after = one.after});
  if (tracks.empty()) tracks.push_back({.reviewer = "contact"});
  if (outcome == Outcome::Approve && !reviewers.empty() && !has_signer(tracks))
    tracks.push_back({.reviewer = "legal"});
  return tracks;
}

std::vector<std::string> voices_of(const Track& track) {
  return track.any_of.empty() ? std::vector{track.reviewer} : track.any_of;
}

bool is_content(const std::vector<Track>& tracks, const Track& track) {
  if (track.state != TrackState::Waiting) return track.state == TrackState::Agreed;
  return std::ranges::any_of(track.any_of,
                             [&](const std::string& one) { return is_agreed(tracks, one); });
}

std::vector<std::string> waits_after(const std::vector<Track>& tracks, const Track& track) {
  std::vector<std::string> waited_for;
  for (const auto& reviewer : track.after) {
    const auto* before = track_of(tracks, reviewer);
    if (before != nullptr && !is_content(tracks, *before)) waited_for.push_back(reviewer);
  }
  return waited_for;
}

bool has_turn(const std::vector<Track>& tracks, const Track& track) {
  return track.state == TrackState::Waiting && !is_content(tracks, track) &&
         waits_after(tracks, track).empty();
}

void settle_groups(std::vector<Track>& tracks) {
  for (auto& track : tracks) {
    if (track.state != TrackState::Waiting) continue;
    for (const auto& one : track.any_of) {
      if (!is_agreed(tracks, one)) continue;
      const auto& spoken = *track_of(tracks, one);
      track.state = TrackState::Agreed;
      track.as = one;
      track.by = spoken.by;
      track.stood_for = spoken.stood_for;
      track.at = spoken.at;
      break;
    }
  }
}

UseState state_after(Outcome outcome, const std::vector<Track>& tracks) {
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
  const auto is_declined = [](const Track& one) { return one.state == TrackState::Declined; };
  if (std::ranges::any_of(tracks, is_declined)) return UseState::Declined;
  const auto agrees = [&](const Track& one) { return is_content(tracks, one); };
  if (!tracks.empty() && std::ranges::all_of(tracks, agrees)) return UseState::Approved;
  return outcome == Outcome::Approve ? UseState::WaitingForApproval : UseState::WaitingForContact;
}

}  // namespace gg
