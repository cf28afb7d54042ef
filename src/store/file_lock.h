#pragma once

#include "base/descriptor.h"
#include "base/result.h"

#include <filesystem>
#include <utility>

namespace gg::store {

/// The right to write a register, held for as long as it lives. The system takes it back when the
/// program dies.
class FileLock {
 public:
  /// Errors: Conflict where another program holds it, Unavailable where the folder may not be
  /// written.
  static Result<FileLock> take(const std::filesystem::path& path);

 private:
  explicit FileLock(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
};

}  // namespace gg::store
