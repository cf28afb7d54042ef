#pragma once

#include "register/word.h"

#include <array>
#include <cstdint>
#include <string>

namespace gg {

/// What an archive log claims a file to be.
enum class ClaimedAs : std::uint8_t {
  Archive,     ///< material from an archive
  Actuality,   ///< real events, recorded as they happened
  Recreation,  ///< staged for the title
  Graphic,     ///< drawn or animated
  Generated,   ///< made with AI, and said so
};

inline constexpr std::array claimed_as_words = {
    Word<ClaimedAs>{"archive", ClaimedAs::Archive},
    Word<ClaimedAs>{"actuality", ClaimedAs::Actuality},
    Word<ClaimedAs>{"recreation", ClaimedAs::Recreation},
    Word<ClaimedAs>{"graphic", ClaimedAs::Graphic},
    Word<ClaimedAs>{"generated", ClaimedAs::Generated},
};

/// True when the row tells its reader that the material is real.
constexpr bool claims_real(ClaimedAs claim) {
  return claim == ClaimedAs::Archive || claim == ClaimedAs::Actuality;
}

/// One row of an archive log. *value*
struct ArchiveRow {
  std::string file;    ///< As written: a name or path, with or without extension.
  std::string source;  ///< Archive, supplier or person it comes from.
  ClaimedAs claimed_as = ClaimedAs::Archive;
  std::string claim;  ///< The words of the log; empty when it has no such column.
  std::string where;  ///< "archive-log.xlsx, sheet Log, row 7".
};

}  // namespace gg
