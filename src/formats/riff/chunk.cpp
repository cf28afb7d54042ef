#include "formats/riff/chunk.h"

#include "formats/riff/faults.h"

#include <algorithm>

namespace gg::riff {
namespace {

constexpr std::uint32_t unknown_size = 0xFFFFFFFFU;

bool is_id(std::string_view id) {
  return std::ranges::all_of(id, [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool is_data(const std::string& id) { return id == "data" || id == "movi"; }

/// Moves over the byte that makes an odd chunk even. Some writers leave it out: taken as left out
/// where a chunk id stands at once, which no padding byte (zero) looks like.
Parsed<void> skip_padding(Reader& in, const std::string& path, Parts& parts) {
  if (in.at_end()) return {};
  auto peek = in;
  TRY_LET(const auto padding, peek.u8());
  auto id = in;
  const auto raw = id.u32();
  if (padding != 0 && raw.has_value() && is_id(id_text(*raw))) {
    parts.note(path, ParseError{&faults::missing_padding, in.offset()});
    return {};
  }
  return in.skip(1);
}

std::uint64_t declared_size(const std::string& id, std::uint32_t size,
                            const ChunkContext& context) {
  if (size != unknown_size || context.long_sizes == nullptr) return size;
  const auto found = context.long_sizes->chunk_bytes.find(id);
  return found == context.long_sizes->chunk_bytes.end() ? size : found->second;
}

}  // namespace

std::string id_text(std::uint32_t raw) {
  std::string id;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) id += static_cast<char>(raw >> shift & 0xFFU);
  return id;
}

Parsed<Chunk> next_chunk(Reader& in, const ChunkContext& context, const std::string& path,
                         Parts& parts) {
  const auto first = in;
  TRY_LET(const auto raw_id, in.u32());
  Chunk chunk{.id = id_text(raw_id), .payload = in, .offset = first.offset()};
  if (!is_id(chunk.id)) return first.error(faults::bad_chunk_id);
  const auto size_at = in;
  TRY_LET(const auto raw_size, in.u32(context.order));
  auto size = declared_size(chunk.id, raw_size, context);
  if (is_data(chunk.id) && size == 0 && context.unfinished) size = unknown_size;
  if (size > in.remaining()) {
    const bool is_list = chunk.id == "LIST";  // an unfinished AVI: the frames are in a LIST
    if (!is_data(chunk.id) && !is_list) return size_at.error(faults::chunk_beyond_file);
    chunk.streamed = true;
    parts.note(path + "/" + chunk.id, ParseError{&faults::unfinished_data, size_at.offset()});
    size = in.remaining();
  }
  TRY_LET(chunk.payload, in.child(size));
  if (size % 2 != 0) TRY(skip_padding(in, path + "/" + chunk.id, parts));
  chunk.size_bytes = in.offset() - chunk.offset;
  return chunk;
}

Parsed<LongSizes> parse_long_sizes(Reader payload, Parts& parts) {
  LongSizes sizes;
  TRY_LET(sizes.whole_bytes, payload.u64_le());
  TRY_LET(sizes.chunk_bytes["data"], payload.u64_le());
  if (payload.at_end()) return sizes;
  TRY(payload.skip(8));  // count of samples
  TRY_LET(const auto count, payload.u32_le());
  if (count > payload.remaining() / 12) return payload.error(faults::bad_size_table);
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(parts.budget().charge_item(payload));
    TRY_LET(const auto id, payload.u32());
    TRY_LET(const auto size, payload.u64_le());
    sizes.chunk_bytes.emplace(id_text(id), size);
  }
  return sizes;
}

}  // namespace gg::riff
