#include "bindings/box_maps.h"
#include "bindings/faults.h"
#include "formats/png/chunk.h"
#include "formats/riff/chunk.h"

namespace gg::bindings {
namespace {

constexpr std::uint64_t png_header_bytes = 8;
constexpr std::uint64_t riff_header_bytes = 12;
constexpr std::uint64_t sfnt_header_bytes = 12;

/// The chunks inside one RIFF chunk. A list is one box, named by its type.
Parsed<void> map_riff_chunks(Reader in, const riff::ChunkContext& context,
                             const StorePieces& stores, Budget& budget, Parts& parts,
                             std::vector<NamedBox>& boxes) {
  while (in.remaining() >= 8) {
    const auto at = in;
    TRY_LET(const auto chunk, riff::next_chunk(in, context, "RIFF", parts));
    auto name = chunk.id;
    if (chunk.id == "LIST") {
      auto list = chunk.payload;
      TRY_LET(name, list.text(4));
    }
    if (stores.begins_at(chunk.offset)) name = store_name;
    TRY(add_box(boxes, std::move(name), {chunk.offset, chunk.offset + chunk.size_bytes}, at,
                budget));
  }
  return {};
}

/// Sizes of more than 32 bits, where the first chunk of an RF64 file states them.
Parsed<riff::LongSizes> read_long_sizes(Reader in, Parts& parts) {
  TRY_LET(const auto chunk, riff::next_chunk(in, {}, "RF64", parts));
  if (chunk.id != "ds64") return in.error(faults::bad_box);
  return riff::parse_long_sizes(chunk.payload, parts);
}

}  // namespace

Parsed<std::vector<NamedBox>> map_png(Reader file, const StorePieces& stores, Budget& budget) {
  std::vector<NamedBox> boxes;
  auto in = file;
  TRY(in.skip(png_header_bytes));
  TRY(add_box(boxes, "PNGh", {0, png_header_bytes}, file, budget));
  while (!in.at_end()) {
    const auto at = in;
    TRY_LET(const auto chunk, png::next_chunk(in));
    auto name = stores.begins_at(chunk.place.offset) ? std::string(store_name) : chunk.type;
    const bool is_end = chunk.type == "IEND";
    TRY(add_box(boxes, std::move(name), range_of(chunk.place), at, budget));
    if (is_end) break;  // what lies behind it is no chunk
  }
  return boxes;
}

/// Source: C2PA 2.2 section 18.7.3.5; EBU Tech 3306 (RF64).
Parsed<std::vector<NamedBox>> map_riff(Reader file, const StorePieces& stores, Budget& budget) {
  std::vector<NamedBox> boxes;
  Parts notes(budget);
  auto in = file;
  while (in.remaining() >= riff_header_bytes) {
    const auto at = in;
    TRY_LET(const auto id, in.text(4));
    TRY_LET(std::uint64_t size, in.u32_le());
    auto payload = in;
    TRY_LET(auto type, payload.text(4));
    riff::LongSizes sizes;
    riff::ChunkContext context;
    if (id == "RF64" || id == "BW64") {
      TRY_LET(sizes, read_long_sizes(payload, notes));
      context.long_sizes = &sizes;
      if (size == 0xFFFFFFFFU) size = sizes.whole_bytes;
    } else if (id != "RIFF") {
      if (boxes.empty()) return at.error(faults::bad_box);
      break;  // what lies behind the last RIFF chunk is no chunk
    }
    TRY(add_box(boxes, std::move(type), {at.offset(), at.offset() + riff_header_bytes}, at,
                budget));
    TRY_LET(auto whole, in.child(size));
    TRY(whole.skip(4));
    TRY(map_riff_chunks(whole, context, stores, budget, notes, boxes));
    if (size % 2 != 0 && !in.at_end()) TRY(in.skip(1));
  }
  return boxes;
}

/// Tables in the order of the directory, which itself is no box.
/// Source: C2PA 2.2 section 18.7.3.6; ISO/IEC 14496-22 section 4.3.
Parsed<std::vector<NamedBox>> map_font(Reader file, Budget& budget) {
  std::vector<NamedBox> boxes;
  auto in = file;
  TRY(in.skip(4));
  TRY_LET(const auto count, in.u16());
  TRY(in.skip(sfnt_header_bytes - 6));
  for (unsigned index = 0; index < count; ++index) {
    const auto at = in;
    TRY_LET(auto tag, in.text(4));
    TRY(in.skip(4));  // check sum
    TRY_LET(const std::uint64_t first, in.u32());
    TRY_LET(const std::uint64_t size, in.u32());
    TRY(file.slice(first, size));
    TRY(add_box(boxes, std::move(tag), {first, first + size}, at, budget));
  }
  return boxes;
}

}  // namespace gg::bindings
