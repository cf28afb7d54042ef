#pragma once

#include "base/guarded.h"
#include "base/result.h"
#include "rulebook/book_set.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gg::clearance {

using BookSetPtr = std::shared_ptr<const rulebook::BookSet>;

/// The rulebooks titles name, each set of them read and joined once. *thread-safe*
class Books {
 public:
  /// The set of these names ("studio-genai@2025-11-11"); the studio guidance where there is none.
  /// Errors: NotFound with the names there are, InvalidInput where books contradict each other.
  Result<BookSetPtr> of(const std::vector<std::string>& names);

 private:
  Guarded<std::map<std::vector<std::string>, BookSetPtr>> sets_;
};

}  // namespace gg::clearance
