#pragma once

#include <span>
#include <string_view>

namespace gg::mutants {

/// A difference between the reports of two files whose signed words are the same, and why it is
/// right that unsigned bytes make it.
struct UnsignedWord {
  /// As in `Verdict::differs`, without its first word where that does not matter. What lies below
  /// the pointer is meant too.
  std::string_view difference;
  std::string_view why;
};

/// All of them. Whatever else changes in the report of a file whose signed words did not is a hole:
/// something is told as the signer's word that the signer never said, or not told though it was.
std::span<const UnsignedWord> unsigned_words();

/// True where the table has the difference.
bool may_differ(std::string_view difference);

}  // namespace gg::mutants
