#include "embedding/draft.h"
#include "parts/parts.h"

#include <optional>

namespace gg::embedding {
namespace {

constexpr std::uint32_t type_ftyp = 0x66747970;
constexpr std::uint32_t type_jxll = 0x6A786C6C;
constexpr std::uint32_t jxl_type_brob = 0x62726F62;
constexpr std::uint32_t jxl_type_jumb = 0x6A756D62;

struct JxlBox {
  std::uint32_t type = 0;
  ByteRange range;
  bool open_ended = false;  ///< To the end of the file, whatever follows.
  bool is_store = false;
  bool is_compressed = false;  ///< JUMBF packed with Brotli: it may be a store.
};

Parsed<JxlBox> take_box(Reader& in) {
  const auto first = in;
  TRY_LET(std::uint64_t size, in.u32());
  TRY_LET(const auto type, in.u32());
  const bool open_ended = size == 0;
  if (size == 1) {
    TRY_LET(size, in.u64());
  } else if (size == 0) {
    size = first.remaining();
  }
  const auto header_bytes = in.offset() - first.offset();
  if (size < header_bytes) return first.error(faults::bad_structure);
  TRY_LET(const auto payload, in.child(size - header_bytes));
  const bool is_store = type == jxl_type_jumb && describes_store(payload);
  auto inner = payload;
  const bool is_compressed = type == jxl_type_brob && inner.u32().value_or(0) == jxl_type_jumb;
  return JxlBox{type, {first.offset(), in.offset()}, open_ended, is_store, is_compressed};
}

}  // namespace

/// One `jumb` box, which is the store itself, behind the file type.
/// Source: C2PA 2.2 appendix A.3.8; ISO/IEC 18181-2:2024 clauses 4 and 9.
Parsed<void> plan_jpeg_xl(Draft& draft) {
  auto in = draft.file;
  auto peek = in;
  TRY_LET(const auto magic, peek.u16());
  if (magic == 0xFF0A) return draft.error(faults::bare_codestream, 0);
  std::optional<std::uint64_t> place;
  std::uint64_t behind_type = 0;
  while (!in.at_end()) {
    TRY(draft.budget.charge_item(in));
    TRY_LET(const auto box, take_box(in));
    if (box.type == type_ftyp || (box.type == type_jxll && box.range.first == behind_type))
      behind_type = box.range.end;
    if (box.open_ended && behind_type == box.range.end)
      return draft.error(faults::open_ended_box, box.range.first);
    if (box.is_compressed) return draft.error(faults::store_in_the_way, box.range.first);
    if (!box.is_store) continue;
    if (!place) place = box.range.first;
    draft.remove(box.range);
    ++draft.replaced;
  }
  if (behind_type == 0) return draft.error(faults::bad_structure, 0);
  if (draft.embeds())
    draft.insert(place.value_or(behind_type), draft.framed({}, draft.whole_store(), {}));
  return {};
}

}  // namespace gg::embedding
