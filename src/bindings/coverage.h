#pragma once

#include "bindings/outcome.h"
#include "bytes/reader.h"

#include <string>
#include <vector>

namespace gg::bindings {

/// Gathers what a binding leaves out, in any order, and puts it in order for an outcome.
class Coverage {
 public:
  void leave_out(ByteRange range, Gap gap, std::string_view what);

  /// Sets `uncovered`, `uncovered_bytes` and `bound_bytes` of an outcome for a file of
  /// `size_bytes`. Where two gaps overlap, the one that begins first keeps the bytes; of two that
  /// begin together the one whose kind stands first in `Gap`.
  void tell(Outcome& outcome, std::uint64_t size_bytes);

 private:
  std::vector<Uncovered> gaps_;
};

/// True when every byte of the range is zero. Faults: truncated, read_failed.
Parsed<bool> is_all_zero(Reader file, ByteRange range);

/// Parts of `range` that lie in none of `holes` (in order, not overlapping).
std::vector<ByteRange> without(ByteRange range, const std::vector<ByteRange>& holes);

}  // namespace gg::bindings
