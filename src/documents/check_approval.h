#pragma once

#include "documents/printed_approval.h"
#include "ledger/key.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::documents {

enum class Finding : std::uint8_t { Good, Wrong, NotChecked };

/// One thing that was looked at. *value*
struct Check {
  std::string what;  ///< "seal", "pages", "entry", "ledger", "key", "checkpoint", "state".
  Finding finding = Finding::Good;
  std::string says;  ///< What was found, or exactly what is wrong.
};

/// What came of checking a printed approval. *value*
struct ApprovalChecks {
  std::string id;
  std::string title_name;
  std::string summary;
  std::vector<Check> checks;

  void add(std::string what, Finding finding, std::string says) {
    checks.push_back({std::move(what), finding, std::move(says)});
  }
  [[nodiscard]] bool has_wrong() const;
  /// Nothing is wrong and nothing that must be known is left unchecked.
  [[nodiscard]] bool is_verified() const;
};

/// What somebody knows of the ledger from elsewhere. *value*
struct Known {
  std::optional<ledger::VerifierKey> key;
  std::vector<std::string> checkpoints;  ///< As kept: signed notes.
};

/// Checks a PDF or JSON of an approval with nothing but itself and what is known: the seal, that
/// the pages are those this program prints of what it carries, the entry, its proof, the key.
/// Errors: InvalidInput, LimitExceeded where it cannot be read at all.
Result<ApprovalChecks> check_approval(std::string_view bytes, const Known& known);

}  // namespace gg::documents
