#pragma once

#include "register/word.h"

#include <array>
#include <cstdint>

namespace gg {

/// What a use needs, mildest first: the greater one decides.
enum class Outcome : std::uint8_t {
  Clear,    ///< nothing
  Notify,   ///< tell the contact and go on
  Consult,  ///< wait for the contact's word
  Approve,  ///< written approval before work starts
  Prohibit  ///< not on this title
};

inline constexpr std::array outcome_words = {
    Word<Outcome>{"clear", Outcome::Clear},       Word<Outcome>{"notify", Outcome::Notify},
    Word<Outcome>{"consult", Outcome::Consult},   Word<Outcome>{"approve", Outcome::Approve},
    Word<Outcome>{"prohibit", Outcome::Prohibit},
};

}  // namespace gg
