#include "formats/xmp/xmp.h"

#include "formats/xmp/faults.h"
#include "formats/xmp/rdf.h"

#include <algorithm>

namespace gg::xmp {
namespace {

constexpr std::uint64_t packet_bytes_max = 8U << 20;
/// What one tag or one attribute can cost in the parsed tree: an element and the text behind it.
constexpr std::uint64_t tag_tree_bytes = 128;
constexpr std::uint64_t attribute_tree_bytes = 40;

/// The XML in a packet without what stands around it, and how it is encoded.
struct Xml {
  Bytes bytes;
  std::uint64_t skipped_bytes = 0;
  pugi::xml_encoding encoding = pugi::encoding_utf8;
};

bool is_zero(Bytes bytes, std::size_t index) {
  return index < bytes.size() && bytes[index] == std::byte{0};
}

/// The encoding that the bytes around the first '<' show, which stands at `tag`.
/// Source: XML 1.0 appendix F, without relying on a byte order mark.
pugi::xml_encoding guess_encoding(Bytes packet, std::size_t tag) {
  if (!is_zero(packet, tag + 1)) return pugi::encoding_utf8;
  const bool wide = is_zero(packet, tag + 2);
  if (wide && tag % 4 == 3) return pugi::encoding_utf32_be;
  if (wide && is_zero(packet, tag + 3)) return pugi::encoding_utf32_le;
  return tag % 2 == 1 && is_zero(packet, tag - 1) ? pugi::encoding_utf16_be
                                                  : pugi::encoding_utf16_le;
}

/// From the first '<' to the last '>', with the zeros that belong to them; empty if there is no
/// '<'.
Xml find_xml(Bytes packet) {
  const auto first = std::ranges::find(packet, std::byte{'<'});
  if (first == packet.end()) return {};
  auto begin = static_cast<std::size_t>(first - packet.begin());
  auto end = packet.size();
  while (packet[end - 1] != std::byte{'>'} && packet[end - 1] != std::byte{'<'}) --end;
  if (packet[end - 1] == std::byte{'<'}) end = packet.size();  // cut inside a tag: read to the cut
  const auto encoding = guess_encoding(packet, begin);
  if (encoding == pugi::encoding_utf16_be) begin -= 1;
  if (encoding == pugi::encoding_utf32_be) begin -= 3;
  if (encoding == pugi::encoding_utf16_le) end += 1;
  if (encoding == pugi::encoding_utf32_le) end += 3;
  end = std::min(end, packet.size());
  return {packet.subspan(begin, end - begin), begin, encoding};
}

/// Charges what the parsed tree can take, which may be far more than the text.
Parsed<void> charge_tree(const Xml& xml, Budget& budget, const Reader& at) {
  const auto tags = static_cast<std::uint64_t>(std::ranges::count(xml.bytes, std::byte{'<'}));
  const auto attributes = static_cast<std::uint64_t>(std::ranges::count(xml.bytes, std::byte{'='}));
  return budget.charge_bytes(
      2 * xml.bytes.size() + tags * tag_tree_bytes + attributes * attribute_tree_bytes, at);
}

bool is_blank(Bytes packet) {
  return std::ranges::all_of(packet, [](std::byte byte) {
    return byte == std::byte{0} || byte == std::byte{' '} || byte == std::byte{'\n'} ||
           byte == std::byte{'\r'} || byte == std::byte{'\t'};
  });
}

}  // namespace

Parsed<void> walk(Reader packet_at, std::string_view path, Parts& parts) {
  const auto at = packet_at;
  if (at.remaining() > packet_bytes_max) return at.error(faults::packet_too_large);
  TRY_LET(const auto packet, packet_at.take(at.remaining()));
  if (is_blank(packet)) return {};
  const auto xml = find_xml(packet);
  if (xml.bytes.empty()) return at.error(faults::no_xml);
  TRY(charge_tree(xml, parts.budget(), at));

  // parse_doctype stays off: a document type declaration is passed over, and pugixml has no
  // entities but the five of XML.
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(xml.bytes.data(), xml.bytes.size(), pugi::parse_default, xml.encoding);
  const Place place{std::string(path), at.offset(), packet.size()};
  TRY_LET(const bool found, walk_rdf(document, place, at, parts));
  if (!parsed) {
    auto damage = ParseError{&faults::xml_damaged, at.offset()};
    if (xml.encoding == pugi::encoding_utf8)
      damage.offset += std::min<std::uint64_t>(
          xml.skipped_bytes +
              static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)),
          packet.size());
    return fail(damage);
  }
  if (!found) return at.error(faults::no_rdf);
  return {};
}

}  // namespace gg::xmp
