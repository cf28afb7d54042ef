#pragma once

#include "bytes/reader.h"

#include <cstdint>

namespace gg {

/// How much the scan of one file may cost. One struct for all formats; tests and fuzzers pass
/// small ones, and every number has a unit in its name.
struct ScanLimits {
  std::uint32_t depth_max = 32;                 ///< Nesting of boxes, IFDs, elements, JSON.
  std::uint32_t items_max = 200'000;            ///< Boxes, chunks, tags, elements, together.
  std::uint64_t kept_bytes_max = 16U << 20;     ///< Metadata copied out of the file, together.
  std::uint64_t inflate_bytes_max = 32U << 20;  ///< Bytes that decompression may give, together.
};

/// What is left of `ScanLimits` in the scan of one file. Passed by reference, never copied.
/// Charge before you allocate.
class Budget {
 public:
  explicit Budget(const ScanLimits& limits = {}) : left_(limits) {}
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  /// Faults: too_many_items.
  Parsed<void> charge_item(const Reader& at) {
    if (left_.items_max == 0) return at.error(faults::too_many_items);
    --left_.items_max;
    return {};
  }

  /// Faults: too_large.
  Parsed<void> charge_bytes(std::uint64_t size, const Reader& at) {
    if (size > left_.kept_bytes_max) return at.error(faults::too_large);
    left_.kept_bytes_max -= size;
    return {};
  }

  /// Faults: inflate_too_large.
  Parsed<void> charge_inflated(std::uint64_t size, const Reader& at) {
    if (size > left_.inflate_bytes_max) return at.error(faults::inflate_too_large);
    left_.inflate_bytes_max -= size;
    return {};
  }

  [[nodiscard]] std::uint32_t depth_max() const { return left_.depth_max; }
  [[nodiscard]] std::uint64_t kept_bytes_left() const { return left_.kept_bytes_max; }
  [[nodiscard]] std::uint64_t inflate_bytes_left() const { return left_.inflate_bytes_max; }

 private:
  ScanLimits left_;
};

}  // namespace gg
