#pragma once

#include "register/date.h"
#include "register/pattern.h"
#include "register/territory.h"

#include <optional>
#include <string>
#include <vector>

namespace gg {

/// A named person and what they act as.
struct Signer {
  std::string name;
  std::string capacity;  ///< "studio contact", "legal".
};

/// What a permission reaches. An empty list states no limit.
struct Scope {
  std::vector<Territory> territories;
  std::vector<std::string> media;
  std::vector<PathPattern> files;
  std::string title;  ///< Id; empty: the title it stands in.
};

/// Something the approver asked for.
struct Condition {
  std::string text;
  std::string owner;
  std::optional<Date> due;
  std::optional<Date> met;
};

/// A written approval of one use. *value*
struct Approval {
  std::string id;
  std::string use;  ///< Id.
  Signer by;
  Date date;
  Scope scope;
  std::vector<Condition> conditions;
  std::optional<Date> expires;  ///< Last day on which it holds.
  std::optional<Date> voided;
  std::string voided_why;
};

/// True from the day it was given through its last day, and not voided by then.
bool is_in_force(const Approval& approval, const Date& day);

}  // namespace gg
