#pragma once

#include "bytes/fault.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace gg {

/// Random access to a file that is too big to hold in memory. `Reader` is its only caller.
/// Threads: single thread, but for `read_into`. Lifetime: every view `hold` gave lives as long as
/// the source.
class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  virtual ~Source() = default;

  /// Bytes in the file.
  [[nodiscard]] virtual std::uint64_t size() const = 0;

  /// A view of `size` (at most 16) bytes at `offset`, good until the next call of `peek`.
  /// The caller has checked that they lie inside the file. Faults: read_failed.
  virtual Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) = 0;

  /// A view of `size` bytes at `offset` that lives as long as the source. The bytes are copied, so
  /// an implementation has a limit of its own. Faults: read_failed, too_large.
  virtual Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) = 0;

  /// Fills `into` with the bytes at `offset` and keeps nothing of them: for bulk data, a window at
  /// a time. The caller has checked that they lie inside the file. Several threads may call it at
  /// once. Faults: read_failed.
  virtual Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) = 0;
};

}  // namespace gg
