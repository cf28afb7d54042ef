#include "formats/riff/xml_chunk.h"

#include "base/text.h"
#include "formats/riff/faults.h"

#include <algorithm>
#include <string>

#include <pugixml.hpp>
namespace gg::riff {
namespace {

// A node of the tree costs at most this much for each byte of "<a/>" (measured against
// pugixml 1.13: 72 bytes a node), so the tree is charged before it is built.
constexpr std::uint64_t tree_bytes_per_byte = 8;
constexpr std::uint64_t whole_text_bytes_max = 64U << 10;
constexpr std::uint32_t fields_max = 4000;  ///< Of one chunk: ADM lists every block of a sound bed.

class XmlWalk {
 public:
  XmlWalk(const Reader& at, const Place& place, Parts& parts)
      : at_(at), place_(place), parts_(parts) {}

  Parsed<void> run(const pugi::xml_node& root) {
    return walk(root, "", parts_.budget().depth_max());
  }

 private:
  Parsed<void> walk(const pugi::xml_node& node, const std::string& key, std::uint32_t depth_left) {
    if (depth_left == 0) return at_.error(faults::too_deep);
    TRY(parts_.budget().charge_item(at_));
    for (const auto& attribute : node.attributes())
      TRY(add(key + "@" + attribute.name(), attribute.value()));
    std::string text;
    for (const auto& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        text += child.value();
      } else if (child.type() == pugi::node_element) {
        const auto child_key = key.empty() ? std::string(child.name()) : key + "/" + child.name();
        TRY(walk(child, child_key, depth_left - 1));
      }
    }
    return add(key, std::string(trimmed(text)));
  }

  Parsed<void> add(const std::string& key, const std::string& value) {
    if (value.empty()) return {};
    if (++fields_ > fields_max) return at_.error(faults::too_many_items);
    return parts_.add({Carrier::IXml,
                       to_utf8(key),
                       to_utf8(value),
                       {place_.path + "/" + to_utf8(key), place_.offset, place_.size_bytes}},
                      at_);
  }

  const Reader& at_;
  const Place& place_;
  Parts& parts_;
  std::uint32_t fields_ = 0;
};

Parsed<void> add_whole_text(std::string_view text, const Reader& at, const Place& place,
                            Parts& parts) {
  const auto shown = text.substr(0, whole_text_bytes_max);
  return parts.add({Carrier::IXml, "", guess_to_utf8(shown), place}, at);
}

}  // namespace

Parsed<void> read_xml_chunk(Reader payload, const Place& place, Parts& parts) {
  const auto at = payload;
  TRY(parts.budget().charge_bytes(payload.remaining(), payload));
  TRY_LET(const auto raw, payload.text(payload.remaining()));
  const auto text = trimmed(raw);
  if (text.empty()) return {};
  TRY(parts.budget().charge_bytes(text.size() * tree_bytes_per_byte, at));
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(),  // pugixml's own interface
                                           pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed || !document.document_element()) {
    TRY(add_whole_text(text, at, place, parts));
    const auto offset = std::min<std::uint64_t>(
        parsed.offset < 0 ? 0 : static_cast<std::uint64_t>(parsed.offset), text.size());
    const auto lead = static_cast<std::uint64_t>(text.data() - raw.data());
    return fail(ParseError{&faults::bad_xml, at.offset() + lead + offset});
  }
  return XmlWalk(at, place, parts).run(document.document_element());
}

}  // namespace gg::riff
