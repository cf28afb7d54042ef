#pragma once

#include "register/outcome.h"
#include "register/use_state.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// What people are to a production; who may do what follows from it.
enum class DeskRole : std::uint8_t {
  Partner,         ///< producer or archive producer: declares uses of its company
  Coordinator,     ///< keeps the registers of a title
  Contact,         ///< the studio's designated person
  Legal,           ///< decides in writing
  Representative,  ///< speaks for talent
  Vendor,          ///< works for a partner: declares and registers what it makes
  Auditor,         ///< reads and verifies
  Administrator,   ///< people, keys, settings; no approval power
};

inline constexpr std::array desk_role_words = {
    Word<DeskRole>{"partner", DeskRole::Partner},
    Word<DeskRole>{"coordinator", DeskRole::Coordinator},
    Word<DeskRole>{"contact", DeskRole::Contact},
    Word<DeskRole>{"legal", DeskRole::Legal},
    Word<DeskRole>{"talent_representative", DeskRole::Representative},
    Word<DeskRole>{"vendor", DeskRole::Vendor},
    Word<DeskRole>{"auditor", DeskRole::Auditor},
    Word<DeskRole>{"administrator", DeskRole::Administrator},
};

/// Who speaks for a reviewer that a rulebook names ("legal"); several: any of them. A reviewer no
/// rulebook of ours names is spoken for by the contact.
std::vector<DeskRole> roles_for_reviewer(std::string_view reviewer);

enum class TrackState : std::uint8_t { Waiting, Agreed, Declined };

inline constexpr std::array track_state_words = {
    Word<TrackState>{"waiting", TrackState::Waiting},
    Word<TrackState>{"agreed", TrackState::Agreed},
    Word<TrackState>{"declined", TrackState::Declined},
};

/// A reviewer that a decision asks for, as its rulebooks define it. *value*
struct AskedReviewer {
  std::string id;
  std::vector<std::string> any_of;  ///< Reviewers of whom the word of one suffices.
  std::vector<std::string> after;   ///< Reviewers whose turn comes before.
};

/// One reviewer's part of a review. Parts run side by side where nothing puts them in order.
/// *value*
struct Track {
  std::string reviewer;             ///< As the rulebooks name it.
  std::vector<std::string> any_of;  ///< Of `AskedReviewer`.
  std::vector<std::string> after;
  TrackState state = TrackState::Waiting;
  std::string as;         ///< Which of `any_of` spoke; empty where the track is one reviewer's.
  std::string by;         ///< Id of the person who spoke.
  std::string stood_for;  ///< Id of the person who was away and whom `by` stood in for.
  std::string at;         ///< RFC 3339, UTC.
  std::string reason;
  std::string passed_to;  ///< Id of the person somebody with the role passed it to.
};

/// The parts of a review that a decision asks for: none where nobody is waited for, one for each
/// reviewer it names, and the contact (and for an approval the legal reviewer) where it names none.
std::vector<Track> tracks_for(Outcome outcome, const std::vector<AskedReviewer>& reviewers);

/// The reviewers whose word a track takes: the one it is for, or any of several.
std::vector<std::string> voices_of(const Track& track);

/// True for a track that waits for nobody: it was agreed, or stands for several of whom one agreed
/// in a track of its own.
bool is_content(const std::vector<Track>& tracks, const Track& track);

/// True for a track that waits, and is waited for now: all that come before it are content.
bool has_turn(const std::vector<Track>& tracks, const Track& track);

/// The reviewers before this one whose word is not there yet.
std::vector<std::string> waits_after(const std::vector<Track>& tracks, const Track& track);

/// Writes the word of one into the tracks that stand for several and wait for it no more.
void settle_groups(std::vector<Track>& tracks);

/// Where a use stands once it is decided and its review has come this far: declined by any, all
/// content, or waiting.
UseState state_after(Outcome outcome, const std::vector<Track>& tracks);

}  // namespace gg
