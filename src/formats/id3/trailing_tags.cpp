#include "base/text.h"
#include "formats/id3/faults.h"
#include "formats/id3/id3.h"

#include <algorithm>
#include <array>
#include <string>

namespace gg::id3 {
namespace {

constexpr std::uint64_t v1_bytes = 128;
constexpr std::uint64_t v2_header_bytes = 10;
constexpr std::uint64_t ape_header_bytes = 32;
constexpr std::uint64_t ape_magic = 0x4150455441474558U;  // "APETAGEX"
constexpr std::uint32_t ape_kind_mask = 6;                ///< Of an item's flags; 0 is UTF-8 text.
constexpr std::uint64_t ape_key_bytes_max = 255;

/// The last `size` bytes of `file`, or nothing.
std::optional<Reader> tail_of(const Reader& file, std::uint64_t size) {
  if (size > file.size()) return std::nullopt;
  return *file.from(file.size() - size);
}

struct V1Field {
  std::string_view name;
  std::string_view key;
  std::uint64_t size_bytes;
};

constexpr auto v1_fields = std::to_array<V1Field>({{"Title", "TIT2", 30},
                                                   {"Artist", "TPE1", 30},
                                                   {"Album", "TALB", 30},
                                                   {"Year", "TYER", 4},
                                                   {"Comment", "COMM", 30}});

bool is_v1(Reader tag) {
  const auto letters = tag.u16();
  const auto last = letters.has_value() ? tag.u8() : Parsed<std::uint8_t>(std::uint8_t{0});
  return letters.has_value() && *letters == 0x5441U && last.has_value() && *last == 'G';
}

Parsed<void> read_v1(Reader tag, std::string_view path, Parts& parts) {
  TRY(parts.budget().charge_bytes(v1_bytes, tag));
  TRY(tag.skip(3));
  for (const auto& field : v1_fields) {
    const auto first = tag.offset();
    TRY_LET(const auto raw, tag.text(field.size_bytes));
    const auto text = trimmed(std::string_view(raw).substr(0, raw.find('\0')));
    if (text.empty()) continue;
    TRY(parts.add(
        {Carrier::Id3,
         std::string(field.key),
         guess_to_utf8(text),
         {std::string(path) + "/ID3v1/" + std::string(field.name), first, field.size_bytes}},
        tag));
  }
  return {};
}

/// The name of an item: 2 to 255 characters and a NUL.
Parsed<std::string> read_ape_key(Reader& in) {
  const auto at = in;
  std::string key;
  while (key.size() <= ape_key_bytes_max) {
    TRY_LET(const auto letter, in.u8());
    if (letter == 0) return guess_to_utf8(key);
    key += static_cast<char>(letter);
  }
  return at.error(faults::missing_terminator);
}

Parsed<void> read_ape_item(Reader& in, std::string_view path, Parts& parts) {
  const auto first = in.offset();
  TRY_LET(const auto size, in.u32_le());
  TRY_LET(const auto flags, in.u32_le());
  TRY_LET(auto key, read_ape_key(in));
  if (size > in.remaining()) return in.error(faults::truncated);
  std::string value = std::to_string(size) + " bytes";
  if ((flags & ape_kind_mask) == 0) {
    TRY(parts.budget().charge_bytes(size, in));
    TRY_LET(value, in.text(size));
    value = to_utf8(value);
  } else {
    TRY(in.skip(size));
  }
  auto item_path = std::string(path) + "/APEv2/" + key;
  return parts.add({Carrier::ApeTag,
                    std::move(key),
                    std::move(value),
                    {std::move(item_path), first, in.offset() - first}},
                   in);
}

/// Reads the APE tag that ends at the end of `file`; its footer names size and count of items.
Parsed<void> read_ape(const Reader& file, std::string_view path, Parts& parts) {
  const auto tail = tail_of(file, ape_header_bytes);
  if (!tail) return {};
  auto footer = *tail;
  TRY_LET(const auto magic, footer.u64());
  if (magic != ape_magic) return {};
  TRY(footer.skip(4));  // version
  const auto size_at = footer;
  TRY_LET(const auto size, footer.u32_le());  // items and footer
  TRY_LET(const auto count, footer.u32_le());
  if (size < ape_header_bytes || size > file.size()) return size_at.error(faults::bad_ape_tag);
  TRY_LET(auto items, file.slice(file.size() - size, size - ape_header_bytes));
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(parts.budget().charge_item(items));
    TRY(read_ape_item(items, path, parts));
  }
  return {};
}

/// An ID3v2.4 tag at the end has a footer, "3DI", which holds the size of its frames.
Parsed<void> read_appended(const Reader& file, std::string_view path, Parts& parts) {
  const auto tail = tail_of(file, v2_header_bytes);
  if (!tail) return {};
  auto footer = *tail;
  TRY_LET(const auto magic, footer.u32());
  if (magic >> 8U != 0x334449U) return {};
  TRY(footer.skip(2));
  std::uint64_t size = 0;
  for (int index = 0; index < 4; ++index) {
    const auto at = footer;
    TRY_LET(const auto byte, footer.u8());
    if (byte >= 0x80U) return at.error(faults::bad_size);
    size = size << 7U | byte;
  }
  const auto begin = tail_of(file, size + 2 * v2_header_bytes);
  if (!begin) return tail->error(faults::bad_size);
  TRY(walk(*begin, path, parts));
  return {};
}

}  // namespace

Parsed<void> walk_trailing(Reader file, std::string_view path, Parts& parts) {
  TRY_LET(auto rest, file.from(0));
  if (const auto tag = tail_of(rest, v1_bytes); tag && is_v1(*tag)) {
    TRY(read_v1(*tag, path, parts));
    TRY_LET(rest, rest.slice(0, rest.size() - v1_bytes));
  }
  parts.tolerate(std::string(path) + "/APEv2", read_ape(rest, path, parts));
  parts.tolerate(std::string(path) + "/ID3v2 at the end", read_appended(rest, path, parts));
  return {};
}

}  // namespace gg::id3
