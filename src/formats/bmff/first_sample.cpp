#include "formats/bmff/first_sample.h"

#include "formats/bmff/faults.h"

#include <algorithm>
#include <optional>

namespace gg::bmff {
namespace {

constexpr std::uint64_t sample_bytes_max = 64U << 10;

/// Offset of the first chunk, which is that of the first sample.
Parsed<std::optional<std::uint64_t>> first_offset(const Box& box) {
  auto in = box.payload;
  TRY(read_version(in));
  TRY_LET(const auto count, in.u32());
  if (count == 0) return std::nullopt;
  if (box.type.value == "co64"_4cc) {
    TRY_LET(const auto offset, in.u64());
    return offset;
  }
  TRY_LET(const auto offset, in.u32());
  return offset;
}

/// Size of the first sample: the common size, or the first entry where there is none.
Parsed<std::uint64_t> first_size(const Box& stsz) {
  auto in = stsz.payload;
  TRY(read_version(in));
  TRY_LET(const auto common, in.u32());
  TRY_LET(const auto count, in.u32());
  if (common != 0 || count == 0) return count == 0 ? 0 : common;
  TRY_LET(const auto size, in.u32());
  return size;
}

Parsed<std::uint64_t> read_length(Reader& in, unsigned size_bytes) {
  std::uint64_t length = 0;
  for (unsigned index = 0; index < size_bytes; ++index) {
    TRY_LET(const auto byte, in.u8());
    length = length << 8U | byte;
  }
  return length;
}

}  // namespace

Parsed<void> read_first_sample(const Track& track, const UnitLayout& layout, const Scope& scope) {
  if (!track.chunk_offsets || !track.sample_sizes) return {};
  TRY_LET(const auto offset, first_offset(*track.chunk_offsets));
  TRY_LET(const auto size, first_size(*track.sample_sizes));
  if (!offset || size == 0) return {};
  TRY_LET(auto sample, scope.file.slice(*offset, size));
  const auto end = sample.offset() + std::min(size, sample_bytes_max);
  while (sample.remaining() >= layout.length_bytes && sample.offset() < end) {
    TRY(scope.parts.budget().charge_item(sample));
    TRY_LET(const auto length, read_length(sample, layout.length_bytes));
    if (length > sample.remaining()) return sample.error(faults::bad_unit);
    TRY_LET(const auto unit, sample.child(length));
    TRY(read_unit(unit, layout.codec, scope));
  }
  return {};
}

}  // namespace gg::bmff
