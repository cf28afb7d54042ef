#include "formats/xmp/xml_text.h"

#include <algorithm>

namespace gg::xmp {
namespace {

/// Bytes that pugixml takes for an element or a piece of text, and for an attribute.
constexpr std::uint64_t node_bytes = 64;
constexpr std::uint64_t attribute_bytes = 40;

bool is_zero(Bytes bytes, std::size_t index) {
  return index < bytes.size() && bytes[index] == std::byte{0};
}

/// The encoding that the bytes around the first '<' show, which stands at `tag`.
pugi::xml_encoding guess_encoding(Bytes bytes, std::size_t tag) {
  if (!is_zero(bytes, tag + 1)) return pugi::encoding_utf8;
  const bool wide = is_zero(bytes, tag + 2);
  if (wide && tag % 4 == 3) return pugi::encoding_utf32_be;
  if (wide && is_zero(bytes, tag + 3)) return pugi::encoding_utf32_le;
  return tag % 2 == 1 && is_zero(bytes, tag - 1) ? pugi::encoding_utf16_be
                                                 : pugi::encoding_utf16_le;
}

bool is_blank(std::byte byte) {
  return byte == std::byte{' '} || byte == std::byte{'\n'} || byte == std::byte{'\r'} ||
         byte == std::byte{'\t'} || byte == std::byte{0};
}

}  // namespace

std::uint64_t XmlText::place_of(std::ptrdiff_t offset) const {
  if (encoding != pugi::encoding_utf8 || offset < 0) return 0;
  return skipped_bytes + std::min<std::uint64_t>(static_cast<std::uint64_t>(offset), bytes.size());
}

XmlText find_xml(Bytes bytes) {
  const auto first = std::ranges::find(bytes, std::byte{'<'});
  if (first == bytes.end()) return {};
  auto begin = static_cast<std::size_t>(first - bytes.begin());
  auto end = bytes.size();
  while (bytes[end - 1] != std::byte{'>'} && bytes[end - 1] != std::byte{'<'}) --end;
  if (bytes[end - 1] == std::byte{'<'}) end = bytes.size();  // cut inside a tag
  const auto encoding = guess_encoding(bytes, begin);
  if (encoding == pugi::encoding_utf16_be) begin -= 1;
  if (encoding == pugi::encoding_utf32_be) begin -= 3;
  if (encoding == pugi::encoding_utf16_le) end += 1;
  if (encoding == pugi::encoding_utf32_le) end += 3;
  end = std::min(end, bytes.size());
  return {bytes.subspan(begin, end - begin), begin, encoding};
}

Parsed<void> charge_tree(const XmlText& xml, Budget& budget, const Reader& at) {
  std::uint64_t nodes = 0;
  std::uint64_t attributes = 0;
  bool after_tag = false;
  bool opened = false;
  for (const auto byte : xml.bytes) {
    if (byte == std::byte{0}) continue;  // the other bytes of wide characters
    if (opened && byte != std::byte{'/'}) ++nodes;
    opened = byte == std::byte{'<'};
    if (byte == std::byte{'>'}) {
      after_tag = true;
    } else if (after_tag && !is_blank(byte)) {
      if (!opened) ++nodes;
      after_tag = false;
    }
    if (byte == std::byte{'='}) ++attributes;
  }
  return budget.charge_bytes(nodes * node_bytes + attributes * attribute_bytes, at);
}

}  // namespace gg::xmp
