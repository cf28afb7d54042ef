#pragma once

#include "base/result.h"

#include <filesystem>

namespace gg::store {

/// The right to write a register, held for as long as it lives. The system takes it back when the
/// program dies.
class FileLock {
 public:
  /// Errors: Conflict where another program holds it, Unavailable where the folder may not be
  /// written.
  static Result<FileLock> take(const std::filesystem::path& path);

  FileLock(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;
};

}  // namespace gg::store
