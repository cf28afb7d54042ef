#pragma once

#include "register/approval.h"
#include "register/date.h"

#include <optional>
#include <string>

namespace gg {

/// A finding accepted by a named person, with reason and expiry. Names either the finding by its
/// id, or a rule and (unless it is about the title as a whole) a file. *value*
struct Waiver {
  std::string finding;
  std::string rule;
  std::string file;
  Signer by;
  std::string reason;
  std::optional<Date> date;
  std::optional<Date> expires;  ///< Last day on which it holds.
};

/// A rule's severity set by title.yaml in place of the gate book's. *value*
struct SeverityChange {
  std::string rule;
  std::string severity;  ///< "note", "hold" or "fail".
  std::string reason;
  Signer by;
};

}  // namespace gg
