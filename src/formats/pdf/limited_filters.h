#pragma once

#include <cstdint>

namespace gg::pdf {

/// Replaces qpdf's stream filters, once for the program: FlateDecode by one that stops at the limit
/// of the thread's present walk, LZWDecode and RunLengthDecode (in no cross-reference, object or
/// metadata stream of any writer today) by a refusal. qpdf has no limit of its own.
void register_limited_filters();

/// The bytes that FlateDecode may still give on this thread, as long as this lives; then the limit
/// before it is in force again.
class InflateLimit {
 public:
  explicit InflateLimit(std::uint64_t bytes_max);
  InflateLimit(const InflateLimit&) = delete;
  InflateLimit& operator=(const InflateLimit&) = delete;
  ~InflateLimit();

  [[nodiscard]] std::uint64_t used_bytes() const;
  /// Whether a stream wanted more.
  [[nodiscard]] bool is_over() const;

 private:
  std::uint64_t bytes_max_;
  std::uint64_t left_before_;
  bool over_before_;
};

}  // namespace gg::pdf
