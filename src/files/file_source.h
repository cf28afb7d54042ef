#pragma once

#include "bytes/source.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace gg {

/// A file on disk as a `Source`, read with pread: a file that shrinks while it is read is a fault,
/// never a signal (a mapped file would be). Does not own the descriptor. *single thread*, but for
/// `read_into`
class FileSource final : public Source {
 public:
  /// `held_bytes_max` bounds all views of `hold` together.
  FileSource(int descriptor, std::uint64_t size_bytes, std::uint64_t held_bytes_max)
      : descriptor_(descriptor), size_bytes_(size_bytes), held_bytes_left_(held_bytes_max) {}

  [[nodiscard]] std::uint64_t size() const override { return size_bytes_; }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override;
  Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) override;
  Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) override;

 private:
  static constexpr std::size_t window_bytes = 4096;
  static constexpr std::size_t block_bytes = 64U << 10;

  Parsed<void> load_window(std::uint64_t offset, std::uint64_t size);
  std::span<std::byte> allocate(std::size_t size);

  int descriptor_;
  std::uint64_t size_bytes_;
  std::uint64_t held_bytes_left_;
  std::uint64_t window_first_ = 0;
  std::size_t window_size_ = 0;
  std::array<std::byte, window_bytes> window_{};
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::span<std::byte> block_rest_;
};

/// Reads at `offset` until `into` is full or the file ends; the bytes read, or nothing on an error.
std::optional<std::size_t> read_at(int descriptor, std::uint64_t offset, std::span<std::byte> into);

}  // namespace gg
