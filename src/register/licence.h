#pragma once

#include "register/date.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace gg {

/// What a rights holder says of altering the work with AI.
enum class AiAlteration : std::uint8_t { Allowed, Review, Forbidden };

inline constexpr std::array ai_alteration_words = {
    Word<AiAlteration>{"allowed", AiAlteration::Allowed},
    Word<AiAlteration>{"review", AiAlteration::Review},
    Word<AiAlteration>{"forbidden", AiAlteration::Forbidden},
};

/// The rights holder's look at the altered work.
struct Review {
  std::string by;
  Date date;
};

/// A rights holder's permission to use a work. *value*
struct Licence {
  std::string id;
  std::string work;
  std::string holder;
  AiAlteration ai_alteration = AiAlteration::Forbidden;
  std::optional<Review> review;
  std::optional<Date> expires;  ///< Last day on which it holds.
};

}  // namespace gg
