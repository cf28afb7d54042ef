#include "embedding/riff.h"

namespace gg::embedding {
namespace {

constexpr std::uint32_t id_list = 0x4C495354;
constexpr std::uint32_t id_hdrl = 0x6864726C;
constexpr std::uint32_t id_strl = 0x7374726C;
constexpr std::uint32_t id_indx = 0x696E6478;
constexpr std::uint32_t form_avi = 0x41564920;
constexpr std::uint8_t index_of_indexes = 0;
constexpr std::uint8_t index_of_chunks = 1;

/// One walk through the headers of an AVI. *single thread*
class AviIndexes {
 public:
  AviIndexes(Draft& draft, OffsetMap map) : draft_(draft), map_(std::move(map)) {}

  /// `payload`: of a LIST hdrl or strl, behind its type.
  Parsed<void> walk_list(Reader in, std::uint32_t depth) {
    while (in.remaining() >= 8) {
      TRY(draft_.budget.charge_item(in));
      TRY_LET(const auto id, in.u32());
      TRY_LET(const auto size, in.u32_le());
      TRY_LET(auto payload, in.child(size));
      if (size % 2 != 0 && !in.at_end()) TRY(in.skip(1));
      if (id == id_indx) TRY(walk_index(payload, Nested::No));
      if (id != id_list || size < 4) continue;
      TRY_LET(const auto type, payload.u32());
      if (type == id_strl && depth != 0) {
        TRY_LET(const auto list, payload.child(payload.remaining()));
        TRY(walk_list(list, depth - 1));
      }
    }
    return {};
  }

 private:
  enum class Nested : std::uint8_t { No, Yes };

  Parsed<void> move(Reader& in) {
    const auto at = in.offset();
    TRY_LET(const auto offset, in.u64_le());
    if (map_(offset) != offset) draft_.patch(at, Octets().u64(map_(offset), Endian::Little));
    return {};
  }

  Parsed<void> walk_index(Reader in, Nested nested) {
    TRY(in.skip(3));  // longs of an entry, sub-type
    TRY_LET(const auto kind, in.u8());
    TRY_LET(const auto count, in.u32_le());
    TRY(in.skip(4));  // id of the chunks
    if (kind == index_of_chunks) return move(in);
    if (kind != index_of_indexes || nested == Nested::Yes) return {};
    TRY(in.skip(12));
    for (std::uint32_t index = 0; index < count; ++index) {
      TRY(draft_.budget.charge_item(in));
      auto entry = in;
      TRY_LET(const auto offset, entry.u64_le());
      TRY(move(in));
      TRY(in.skip(8));  // size, duration
      if (offset != 0) TRY(walk_index_chunk(offset));
    }
    return {};
  }

  Parsed<void> walk_index_chunk(std::uint64_t offset) {
    TRY_LET(auto in, draft_.file.from(offset));
    TRY(in.skip(4));
    TRY_LET(const auto size, in.u32_le());
    TRY_LET(const auto payload, in.child(size));
    return walk_index(payload, Nested::Yes);
  }

  Draft& draft_;
  OffsetMap map_;
};

}  // namespace

Parsed<void> move_avi_indexes(Draft& draft, const RiffFile& riff) {
  if (riff.form != form_avi || riff.order == Endian::Big) return {};
  auto map = draft.map();
  if (map.moves_nothing()) return {};
  AviIndexes indexes(draft, std::move(map));
  for (const auto& chunk : riff.chunks) {
    if (chunk.id != id_list || chunk.payload_bytes < 4) continue;
    TRY_LET(auto payload, draft.file.slice(chunk.payload_first, chunk.payload_bytes));
    TRY_LET(const auto type, payload.u32());
    TRY_LET(const auto list, payload.child(payload.remaining()));
    if (type == id_hdrl) TRY(indexes.walk_list(list, 1));
  }
  return {};
}

}  // namespace gg::embedding
