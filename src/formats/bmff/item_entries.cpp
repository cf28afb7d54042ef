#include "formats/bmff/item_entries.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace gg::bmff {
namespace {

/// Three texts, each up to a NUL or the end; a longer box says nothing more that matters.
struct Texts {
  std::string name;
  std::string content_type;
  std::string content_encoding;
};

std::string_view next_text(std::string_view& rest) {
  const auto text = rest.substr(0, rest.find('\0'));
  rest.remove_prefix(std::min(rest.size(), text.size() + 1));
  return text;
}

Parsed<Texts> read_texts(Reader in) {
  constexpr std::uint64_t texts_bytes_max = 4096;
  TRY_LET(const auto bytes, in.text(std::min(in.remaining(), texts_bytes_max)));
  std::string_view rest = bytes;
  Texts texts;
  texts.name = next_text(rest);
  texts.content_type = next_text(rest);
  texts.content_encoding = next_text(rest);
  return texts;
}

/// The entry when it is one that holds metadata. Versions 0 and 1 have no item type.
Parsed<std::optional<ItemEntry>> read_entry(Reader in) {
  TRY_LET(const auto version, read_version(in));
  ItemEntry entry;
  if (version.version >= 3) {
    TRY_LET(entry.item_id, in.u32());
  } else {
    TRY_LET(entry.item_id, in.u16());
  }
  TRY(in.skip(2));  // protection index
  auto type = "mime"_4cc;
  if (version.version >= 2) {
    TRY_LET(type, in.u32());
  }
  if (type == "Exif"_4cc) return entry;
  if (type != "mime"_4cc) return std::nullopt;
  TRY_LET(const auto texts, read_texts(in));
  if (texts.content_type != "application/rdf+xml") return std::nullopt;
  entry.kind = ItemKind::Xmp;
  entry.is_encoded = !texts.content_encoding.empty();
  return entry;
}

}  // namespace

const ItemEntry* find_entry(const std::vector<ItemEntry>& entries, std::uint32_t item_id) {
  const auto found = std::ranges::lower_bound(entries, item_id, {}, &ItemEntry::item_id);
  return found == entries.end() || found->item_id != item_id ? nullptr : &*found;
}

Parsed<void> read_item_entries(const Box& iinf, const Scope& scope,
                               std::vector<ItemEntry>& entries) {
  auto in = iinf.payload;
  TRY_LET(const auto version, read_version(in));
  TRY(in.skip(version.version == 0 ? 2 : 4));  // count: the boxes say it themselves
  return each_box(in, scope.enter("iinf"), [&](const Box& box, const Scope&) -> Parsed<void> {
    if (box.type.value != "infe"_4cc) return {};
    TRY_LET(const auto entry, read_entry(box.payload));
    if (entry) entries.push_back(*entry);
    return {};
  });
}

}  // namespace gg::bmff
