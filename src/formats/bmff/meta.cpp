#include "formats/bmff/meta.h"

#include "base/text.h"
#include "formats/bmff/item_list.h"
#include "formats/bmff/items.h"
#include "formats/bmff/text.h"
#include "formats/bmff/uuid.h"
#include "formats/id3/id3.h"

namespace gg::bmff {
namespace {

constexpr std::uint64_t xml_bytes_max = 1U << 20;

/// ISO makes `meta` a FullBox, QuickTime does not: there the first child begins at once, and a
/// child below the top level has no size of 0.
bool is_full_box(Reader payload) { return at_version_zero(payload); }

/// `xml `: XML of a camera's maker as it stands.
Parsed<void> read_xml(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY(read_version(in));
  if (in.remaining() > xml_bytes_max) return in.error(faults::too_large);
  TRY_LET(const auto text, rest_as_text(in, scope.parts.budget()));
  return add_fact("xml ", to_utf8(without_nuls(text)), box, scope);
}

/// `ID32`: an ID3v2 tag after its language.
Parsed<void> read_id3(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY(read_version(in));
  TRY(in.skip(2));
  TRY_LET(const auto tag, in.child(in.remaining()));
  TRY(id3::walk(tag, scope.path, scope.parts));
  return {};
}

Parsed<void> visit(const Box& box, const Scope& scope, ItemBoxes& items, ListBoxes& list) {
  switch (box.type.value) {
    case "keys"_4cc:
      list.keys = box;
      return {};
    case "ilst"_4cc:
      list.values.push_back(box);
      return {};
    case "iinf"_4cc:
      items.entries = box;
      return {};
    case "iloc"_4cc:
      items.locations = box;
      return {};
    case "pitm"_4cc:
      items.primary = box;
      return {};
    case "iprp"_4cc:
      items.properties = box;
      return {};
    case "idat"_4cc:
      items.data = box;
      return {};
    case "xml "_4cc:
      return read_xml(box, scope);
    case "ID32"_4cc:
      return read_id3(box, scope);
    case "uuid"_4cc:
      return walk_uuid(box, scope);
    default:
      return {};
  }
}

}  // namespace

Parsed<void> walk_meta(const Box& meta, const Scope& scope) {
  ItemBoxes items;
  ListBoxes list;
  auto in = meta.payload;
  if (is_full_box(in)) TRY(in.skip(4));
  // What was collected before a damaged header is still read.
  const auto children = each_box(in, scope, [&](const Box& box, const Scope& inner) {
    return visit(box, inner, items, list);
  });
  walk_item_lists(list, scope);
  walk_items(items, scope);
  return children;
}

}  // namespace gg::bmff
