#pragma once

#include "base/result.h"
#include "bindings/check.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::cli {

/// The files of segments, in the order in which people count them: from paths and patterns
/// (base/glob.h) as a shell takes them, relative to the working folder. Errors: NotFound where
/// nothing fits one of them; Unavailable.
Result<std::vector<std::filesystem::path>> find_fragments(const std::vector<std::string>& patterns);

/// The segments of a fragmented stream, in the order in which people count them. *single thread*
class Fragments {
 public:
  /// Errors: those of `find_fragments`; NotFound, Unavailable for each file.
  static Result<Fragments> find(const std::vector<std::string>& patterns);

  [[nodiscard]] std::span<const bindings::Segment> segments() const { return segments_; }

 private:
  std::vector<std::unique_ptr<Source>> files_;
  std::vector<bindings::Segment> segments_;
};

}  // namespace gg::cli
