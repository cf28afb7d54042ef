#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "bytes/reader.h"
#include "files/file_source.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace gg {

/// A regular file, open to be read, with the source that reads it. *single thread*
/// Lifetime: readers and views are of this object.
class OpenFile {
 public:
  /// `held_bytes_max` bounds what is kept of it in memory (Source::hold).
  /// Errors: NotFound, Unavailable (cannot be opened, is no regular file).
  static Result<OpenFile> open(const std::filesystem::path& path, std::uint64_t held_bytes_max);

  [[nodiscard]] Reader reader() const { return Reader(*source_); }
  [[nodiscard]] std::uint64_t size_bytes() const { return source_->size(); }
  [[nodiscard]] int descriptor() const { return descriptor_.number(); }

 private:
  OpenFile(Descriptor descriptor, std::unique_ptr<FileSource> source)
      : descriptor_(std::move(descriptor)), source_(std::move(source)) {}

  Descriptor descriptor_;
  std::unique_ptr<FileSource> source_;
};

}  // namespace gg
