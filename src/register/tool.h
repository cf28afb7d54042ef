#pragma once

#include "base/digest.h"
#include "register/date.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gg {

/// The terms of a tool as they stood on a day: what the partner read and kept.
struct TermsSnapshot {
  std::optional<Date> date;
  std::optional<Sha256> sha256;
  std::string url;
};

/// A generative-AI tool as it is used on a title: product, version and licence tier. *value*
struct Tool {
  std::string id;
  std::string product;            ///< As people know it: "Adobe Firefly".
  std::vector<std::string> also;  ///< Other names files may state for it.
  std::string version;
  std::string tier;  ///< Licence tier: "enterprise", "free".
  TermsSnapshot terms;
  std::map<std::string, std::string, std::less<>> facts;  ///< Answers about the tool.
};

}  // namespace gg
