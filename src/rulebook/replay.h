#pragma once

#include "rulebook/evaluate.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

/// A past declaration with what was decided then.
struct PastDeclaration {
  Declaration declaration;
  std::optional<Outcome> outcome;  ///< As recorded, or nothing.
  bool approved = false;           ///< An approval of it is open.
};

/// One line of a replay file: {"id", "title", "as_of", "facts", "outcome", "approved"}. A record of
/// a decision is one too. Errors: InvalidInput with the line.
Result<PastDeclaration> parse_past(std::string_view line, std::size_t line_number);

/// How one past declaration comes out now.
struct Replayed {
  std::string id;
  std::size_t line = 0;  ///< From 1.
  std::optional<Outcome> before;
  Outcome now = Outcome::Clear;
  bool approved = false;
  [[nodiscard]] bool changed() const { return before && *before != now; }
  /// An open approval that no longer is enough, or was none before.
  [[nodiscard]] bool approval_needs_more() const { return approved && before && *before < now; }
};

struct Replay {
  std::size_t count = 0;
  std::size_t stricter = 0;
  std::size_t milder = 0;
  std::size_t approvals_needing_more = 0;
  std::vector<Replayed> told;  ///< Those that changed, or all, in the order of the file.
};

enum class Tell : std::uint8_t { Changed, All };

/// Decides past declarations, one JSON a line, under `now`, and compares with what `before`
/// decides, or where it is null with the recorded outcomes. Answers to questions that are no longer
/// asked are passed over. Errors: InvalidInput naming the line.
Result<Replay> replay(std::string_view lines, const BookSet& now, const BookSet* before, Tell tell);

}  // namespace gg::rulebook
