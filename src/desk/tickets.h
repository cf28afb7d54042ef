#pragma once

#include "base/guarded.h"
#include "desk/content_source.h"
#include "register/moment.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gg::desk {

/// What a ticket opens, for a short time.
struct Opening {
  ContentFacts facts;
  std::uint64_t size_bytes = 0;
  std::function<std::shared_ptr<http::PlacedSource>()> source;
  bool is_once = false;  ///< Sealed evidence: one reading, from its start to its end.
  Moment until;
};

/// Tickets for contents that are read without the session that asked for them: by a player of a
/// page, by whoever shows a signed link, and sealed evidence after its reading was logged. Kept in
/// memory alone; a restart ends them. *thread-safe*
class Tickets {
 public:
  /// The text of a ticket; unguessable.
  std::string give(Opening opening, Moment now);

  /// What it opens; nothing for one that is unknown, used up or has run out.
  std::optional<Opening> take(std::string_view text, Moment now);

 private:
  static constexpr std::size_t kept_max = 10'000;
  Guarded<std::map<std::string, Opening>> openings_;  ///< By SHA-256 of the text.
};

}  // namespace gg::desk
