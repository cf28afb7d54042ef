#include "formats/png/chunk.h"

#include "formats/png/faults.h"

#include <algorithm>

namespace gg::png {
namespace {

constexpr std::uint32_t chunk_bytes_max = 0x7FFFFFFFU;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

Parsed<Chunk> next_chunk(Reader& in) {
  const auto first = in.offset();
  TRY_LET(const auto length, in.u32());
  if (length > chunk_bytes_max) return in.error(faults::bad_chunk_length);
  TRY_LET(auto type, in.text(4));
  if (!std::ranges::all_of(type, is_letter)) return in.error(faults::bad_chunk_type);
  TRY_LET(const auto payload, in.child(length));
  TRY(in.skip(4));  // checksum
  auto path = "PNG/" + type;
  return Chunk{std::move(type), payload, {std::move(path), first, in.offset() - first}};
}

}  // namespace gg::png
