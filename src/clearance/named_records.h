#pragma once

#include "clearance/work.h"

#include <map>
#include <string>
#include <vector>

namespace gg::clearance {

/// Records by what people call them, as far as somebody sees them; each noun is read once.
class NamedRecords {
 public:
  explicit NamedRecords(Work& work) : work_(work) {}

  /// The id for an id or a name ("Harbour Pictures", "pat@studio.example", "House Painter 3").
  /// Errors: InvalidInput with what to write where there is none or more than one.
  Result<std::string> id_of(std::string_view noun, const std::string& text);

 private:
  using Ids = std::map<std::string, std::vector<std::string>>;
  Result<const Ids*> names_of(std::string_view noun);

  Work& work_;
  std::map<std::string, Ids> nouns_;
};

}  // namespace gg::clearance
