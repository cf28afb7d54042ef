#pragma once

#include "register/outcome.h"
#include "register/use_state.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <string>
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
std::vector<DeskRole> roles_for_reviewer(const std::string& reviewer);

enum class TrackState : std::uint8_t { Waiting, Agreed, Declined };

inline constexpr std::array track_state_words = {
    Word<TrackState>{"waiting", TrackState::Waiting},
    Word<TrackState>{"agreed", TrackState::Agreed},
    Word<TrackState>{"declined", TrackState::Declined},
};

/// One reviewer's part of a review; all parts run side by side. *value*
struct Track {
  std::string reviewer;  ///< As the rulebooks name it.
  TrackState state = TrackState::Waiting;
  std::string by;  ///< Id of the person who spoke.
  std::string at;  ///< RFC 3339, UTC.
  std::string reason;
};

/// The parts of a review that a decision asks for: none where nobody is waited for, one for each
/// reviewer it names, and the contact (and for an approval the legal reviewer) where it names none.
std::vector<Track> tracks_for(Outcome outcome, const std::vector<std::string>& reviewers);

/// Where a use stands once it is decided and its review has come this far: declined by any, agreed
/// by all, or waiting.
UseState state_after(Outcome outcome, const std::vector<Track>& tracks);

}  // namespace gg
