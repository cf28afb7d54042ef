#include "formats/xmp/xmp.h"

#include "formats/xmp/faults.h"
#include "formats/xmp/rdf.h"
#include "formats/xmp/xml_text.h"

#include <algorithm>

namespace gg::xmp {
namespace {

constexpr std::uint64_t packet_bytes_max = 8U << 20;

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
  TRY(parts.budget().charge_bytes(2 * packet.size(), at));
  TRY(charge_tree(xml, parts.budget(), at));

  // parse_doctype stays off: a document type declaration is passed over, and pugixml has no
  // entities but the five of XML.
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(xml.bytes.data(), xml.bytes.size(), pugi::parse_default, xml.encoding);
  const Place place{std::string(path), at.offset(), packet.size()};
  TRY_LET(const bool found, walk_rdf(document, place, at, parts));
  if (!parsed)
    return fail(ParseError{&faults::xml_damaged, at.offset() + xml.place_of(parsed.offset)});
  if (!found) return at.error(faults::no_rdf);
  return {};
}

}  // namespace gg::xmp
