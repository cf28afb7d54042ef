#include "embedding/riff.h"

#include <algorithm>

namespace gg::embedding {
namespace {

constexpr std::uint32_t all_ones = 0xFFFFFFFF;
constexpr std::uint32_t id_ds64 = 0x64733634;
constexpr std::uint32_t data_chunk_id = 0x64617461;

/// Sizes of chunks that 32 bits cannot hold.
struct Ds64 {
  std::uint64_t riff_bytes = 0;
  std::map<std::uint32_t, std::uint64_t> chunk_bytes;
};

Parsed<Ds64> read_ds64(Reader in, Budget& budget) {
  Ds64 sizes;
  TRY_LET(sizes.riff_bytes, in.u64_le());
  TRY_LET(sizes.chunk_bytes[data_chunk_id], in.u64_le());
  TRY(in.skip(8));  // sample count
  TRY_LET(const auto count, in.u32_le());
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(budget.charge_item(in));
    TRY_LET(const auto id, in.u32());
    TRY_LET(sizes.chunk_bytes[id], in.u64_le());
  }
  return sizes;
}

bool is_chunk_id(std::uint32_t id) {
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    if ((id >> shift & 0xFFU) < 0x20 || (id >> shift & 0xFFU) >= 0x7F) return false;
  return true;
}

/// Whether the byte that makes an odd chunk even is there. Some writers leave it out, and then the
/// id of a chunk stands at once.
bool has_padding(Reader in) {
  auto ahead = in;
  const auto byte = in.u8();
  if (!byte.has_value() || *byte == 0) return byte.has_value();
  const auto id = ahead.u32();
  return !id.has_value() || !is_chunk_id(*id);
}

Parsed<RiffChunk> take_chunk(Reader& in, const RiffFile& riff, const Ds64& sizes) {
  RiffChunk chunk;
  chunk.first = in.offset();
  TRY_LET(chunk.id, in.u32());
  if (!is_chunk_id(chunk.id)) return fail(ParseError{&faults::bad_structure, chunk.first});
  TRY_LET(chunk.payload_bytes, in.u32(riff.order));
  if (chunk.payload_bytes == all_ones && riff.long_form) {
    const auto size = sizes.chunk_bytes.find(chunk.id);
    if (size != sizes.chunk_bytes.end()) chunk.payload_bytes = size->second;
  }
  chunk.payload_first = in.offset();
  if (chunk.payload_bytes > in.remaining()) return in.error(faults::unfinished_recording);
  TRY(in.skip(chunk.payload_bytes));
  if (chunk.payload_bytes % 2 != 0 && has_padding(in)) TRY(in.skip(1));
  return chunk;
}

Parsed<RiffFile> read_riff_head(Reader& in) {
  RiffFile riff;
  TRY_LET(const auto magic, in.u32());
  riff.long_form = magic == 0x52463634 || magic == 0x42573634;
  if (magic == 0x52494658) riff.order = Endian::Big;
  if (!riff.long_form && magic != 0x52494646 && magic != 0x52494658)
    return in.error(gg::faults::bad_magic);
  TRY_LET(riff.size_field, in.u32(riff.order));
  TRY_LET(riff.form, in.u32());
  return riff;
}

}  // namespace

const RiffChunk* RiffFile::find(std::uint32_t id) const {
  const auto chunk = std::ranges::find(chunks, id, &RiffChunk::id);
  return chunk == chunks.end() ? nullptr : &*chunk;
}

Parsed<RiffFile> read_riff(const Reader& file, Budget& budget) {
  auto in = file;
  TRY_LET(auto riff, read_riff_head(in));
  std::uint64_t size = riff.size_field;
  Ds64 sizes;
  if (riff.long_form) {
    auto peek = in;
    TRY_LET(const auto id, peek.u32());
    TRY_LET(const auto ds64_bytes, peek.u32_le());
    if (id != id_ds64) return in.error(faults::bad_structure);
    TRY_LET(const auto payload, peek.child(ds64_bytes));
    TRY_LET(sizes, read_ds64(payload, budget));
    if (riff.size_field == all_ones) size = sizes.riff_bytes;
  }
  if (size <= 4 || size > file.size() - 8) return file.error(faults::unfinished_recording);
  TRY_LET(auto chunks, in.child(size - 4));
  riff.end = size + 8;
  while (!chunks.at_end()) {
    TRY(budget.charge_item(chunks));
    if (chunks.remaining() < 8) return chunks.error(faults::unfinished_recording);
    TRY_LET(const auto chunk, take_chunk(chunks, riff, sizes));
    riff.chunks.push_back(chunk);
  }
  return riff;
}

}  // namespace gg::embedding
