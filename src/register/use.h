#pragma once

#include "register/date.h"
#include "register/duty.h"
#include "register/outcome.h"
#include "register/pattern.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gg {

/// Answers to the questions of the rulebooks in force, as people wrote them: "yes", "unsure",
/// "2.5".
using Answers = std::map<std::string, std::string, std::less<>>;

/// One declared, planned generative-AI use on a title. *value*
struct Use {
  std::string id;
  std::string summary;
  std::string partner;
  std::vector<std::string> tools;     ///< Ids.
  Answers facts;                      ///< By the id of the question.
  std::optional<Outcome> outcome;     ///< As decided outside; nothing: the facts decide.
  std::vector<PathPattern> covers;    ///< Files it may be in. Weak: a name proves nothing.
  std::vector<std::string> people;    ///< Whose likeness, voice or data it touches.
  std::vector<std::string> consents;  ///< Ids.
  std::vector<std::string> licences;  ///< Ids.
  std::vector<DutyKind> disclose;
  std::optional<Date> notified;  ///< When the contact was told.
  std::optional<Date> stopped;  ///< From when nothing may rely on it: declined, voided, taken back.
  std::string stopped_why;
};

}  // namespace gg
