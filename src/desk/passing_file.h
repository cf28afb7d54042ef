#pragma once

#include "base/descriptor.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace gg::desk {

/// A file without a name beside the register, for what passes through: it is gone with the process
/// that made it. *single thread*
class PassingFile {
 public:
  /// Errors: Unavailable.
  static Result<PassingFile> beside(const std::filesystem::path& file);

  /// Errors: Unavailable for a full disk.
  Result<void> add(std::string_view bytes);

  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }

  /// At most `size` bytes at `offset`; fewer only at the end. Errors: Unavailable.
  [[nodiscard]] Result<std::string> read(std::uint64_t offset, std::size_t size) const;

 private:
  explicit PassingFile(Descriptor file) : file_(std::move(file)) {}
  Descriptor file_;
  std::uint64_t size_bytes_ = 0;
};

}  // namespace gg::desk
