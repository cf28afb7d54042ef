#pragma once

#include "base/result.h"
#include "bytes/source.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace gg {

/// A file that is opened for each read and closed again, so that any number of them can be at hand
/// at once: the segments of a stream. *single thread*, but for `read_into`
class VisitedFile final : public Source {
 public:
  /// `held_bytes_max` bounds what is kept of it in memory.
  /// Errors: NotFound, Unavailable (cannot be opened, is no regular file).
  static Result<std::unique_ptr<VisitedFile>> visit(const std::filesystem::path& path,
                                                    std::uint64_t held_bytes_max);

  [[nodiscard]] std::uint64_t size() const override { return size_bytes_; }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override;
  Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) override;
  Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) override;

 private:
  static constexpr std::uint64_t window_bytes_max = 512;  ///< A few box heads.

  VisitedFile(std::filesystem::path path, std::uint64_t size_bytes, std::uint64_t held_bytes_max)
      : path_(std::move(path)), size_bytes_(size_bytes), held_bytes_left_(held_bytes_max) {}

  std::filesystem::path path_;
  std::uint64_t size_bytes_;
  std::uint64_t held_bytes_left_;
  std::uint64_t window_first_ = 0;
  std::vector<std::byte> window_;
  std::vector<std::unique_ptr<std::byte[]>> held_;
};

}  // namespace gg
