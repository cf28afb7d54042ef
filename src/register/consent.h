#pragma once

#include "register/approval.h"
#include "register/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg {

/// A person's permission for uses of their likeness, voice or data. *value*
struct Consent {
  std::string id;
  std::string person;
  std::vector<std::string> uses;  ///< Ids.
  Date given;
  Scope scope;
  std::optional<Date> expires;  ///< Last day on which it holds.
  std::optional<Date> withdrawn;
  std::optional<std::int64_t> logged;  ///< Place in the title's ledger where it was given.
};

}  // namespace gg
