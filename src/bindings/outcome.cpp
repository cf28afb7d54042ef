#include "bindings/outcome.h"

#include "bindings/faults.h"

namespace gg::bindings {
namespace {

Verdict verdict_of(const ParseFault& fault) {
  if (&fault == &faults::stopped) return Verdict::Stopped;
  for (const auto* limit : {&faults::read_failed, &faults::too_large, &faults::too_many_items,
                            &faults::too_deep, &faults::inflate_too_large})
    if (&fault == limit) return Verdict::Unreadable;
  return Verdict::Mismatch;
}

}  // namespace

GapWords words_of(Gap gap) {
  switch (gap) {
    case Gap::Store:
      return {"credentials", "credentials"};
    case Gap::Padding:
      return {"padding", "padding"};
    case Gap::Format:
      return {"format", "format"};
    case Gap::Excluded:
      return {"excluded", "left out by the signer"};
    case Gap::Unlisted:
      return {"unlisted", "not listed by the signer"};
  }
  return {};
}

std::vector<ByteRange> covered_ranges(const Outcome& outcome, std::uint64_t size_bytes) {
  std::vector<ByteRange> covered;
  std::uint64_t at = 0;
  for (const auto& gap : outcome.uncovered) {
    if (gap.range.first > at) covered.push_back({at, gap.range.first});
    at = gap.range.end;
  }
  if (at < size_bytes) covered.push_back({at, size_bytes});
  return covered;
}

Problem problem_of(const ParseError& error, std::string where) {
  return {verdict_of(*error.fault), std::string(error.fault->text), std::move(where), error.offset};
}

}  // namespace gg::bindings
