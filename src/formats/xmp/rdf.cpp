#include "formats/xmp/rdf.h"

#include "base/text.h"
#include "formats/xmp/faults.h"
#include "formats/xmp/scopes.h"

#include <algorithm>

namespace gg::xmp {
namespace {

constexpr std::uint32_t search_depth_max = 8;
constexpr std::size_t path_bytes_max = 4096;

/// Where in the RDF: the key a field has, and the way to it with the index of every item.
struct Spot {
  std::string key;
  std::string path;

  /// rdf:value is the value of the structure itself.
  [[nodiscard]] Spot member(const QName& member_name) const {
    if (member_name.is("rdf", "value") && !key.empty()) return *this;
    const auto name = member_name.text();
    return {key.empty() ? name : key + "/" + name, path + "/" + name};
  }
};

/// One walk through one rdf:RDF. *single thread*
class RdfWalk {
 public:
  RdfWalk(pugi::xml_node root, const Place& place, const Reader& at, Parts& parts)
      : scopes_(root), place_(place), at_(at), parts_(parts) {}

  Parsed<bool> find_and_read(pugi::xml_node node, std::uint32_t depth);

 private:
  Parsed<void> read_rdf(pugi::xml_node rdf);
  Parsed<void> read_members(pugi::xml_node node, const Spot& spot, std::uint32_t depth);
  Parsed<void> read_attributes(pugi::xml_node node, const Spot& spot);
  Parsed<void> read_property(pugi::xml_node property, const Spot& spot, std::uint32_t depth);
  Parsed<void> read_content(pugi::xml_node property, const Spot& spot, std::uint32_t depth);
  Parsed<void> read_items(pugi::xml_node array, const Spot& spot, std::uint32_t depth);
  Parsed<void> add(const Spot& spot, std::string_view value);

  [[nodiscard]] bool is_property(pugi::xml_attribute attribute) const;
  [[nodiscard]] bool is_rdf(pugi::xml_node element, std::string_view local) const;
  [[nodiscard]] bool is_plain(pugi::xml_node property) const;
  [[nodiscard]] pugi::xml_attribute rdf_attribute(pugi::xml_node node,
                                                  std::string_view local) const;

  Scopes scopes_;
  const Place& place_;
  const Reader& at_;
  Parts& parts_;
};

/// The namespace declarations of an element, in force as long as this lives.
class Inside {
 public:
  Inside(Scopes& scopes, pugi::xml_node element) : scopes_(scopes), element_(element) {
    if (element_.first_attribute()) scopes_.enter(element_);
  }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    if (element_.first_attribute()) scopes_.leave(element_);
  }

 private:
  Scopes& scopes_;
  pugi::xml_node element_;
};

pugi::xml_node first_element(pugi::xml_node node) {
  for (const auto child : node.children())
    if (child.type() == pugi::node_element) return child;
  return {};
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const auto child : node.children())
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
      text += child.value();
  return text;
}

bool RdfWalk::is_property(pugi::xml_attribute attribute) const {
  if (Scopes::declared_by(attribute)) return false;
  const auto name = scopes_.of(attribute);
  return (name.prefix != "rdf" || name.local == "value") && name.prefix != "xml" &&
         !name.prefix.empty();
}

bool RdfWalk::is_rdf(pugi::xml_node element, std::string_view local) const {
  return scopes_.of(element).is("rdf", local);
}

pugi::xml_attribute RdfWalk::rdf_attribute(pugi::xml_node node, std::string_view local) const {
  for (const auto attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name.ends_with(local) && scopes_.of(attribute).is("rdf", local)) return attribute;
  }
  return {};
}

/// True for a property that is text and has no members.
bool RdfWalk::is_plain(pugi::xml_node property) const {
  if (first_element(property)) return false;
  for (const auto attribute : property.attributes())
    if (is_property(attribute)) return false;
  return true;
}

/// Packets are UTF-8, and most of them ASCII, but for rare damage: looked at before it is repaired.
std::string repaired(std::string text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::ranges::all_of(text, is_ascii) || is_utf8(text)) return text;
  return to_utf8(text);
}

Parsed<void> RdfWalk::add(const Spot& spot, std::string_view value) {
  return parts_.add({Carrier::Xmp,
                     repaired(spot.key),
                     repaired(std::string(value)),
                     {place_.path + repaired(spot.path), place_.offset, place_.size_bytes}},
                    at_);
}

Parsed<void> RdfWalk::read_attributes(pugi::xml_node node, const Spot& spot) {
  for (const auto attribute : node.attributes()) {
    if (!is_property(attribute)) continue;
    TRY(add(spot.member(scopes_.of(attribute)), attribute.value()));
  }
  return {};
}

/// The property attributes and property elements of a node element or a structure.
Parsed<void> RdfWalk::read_members(pugi::xml_node node, const Spot& spot, std::uint32_t depth) {
  TRY(read_attributes(node, spot));
  for (const auto child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    const Inside inside(scopes_, child);
    TRY(read_property(child, spot.member(scopes_.of(child)), depth + 1));
  }
  return {};
}

Parsed<void> RdfWalk::read_items(pugi::xml_node array, const Spot& spot, std::uint32_t depth) {
  std::size_t count = 0;
  for (const auto item : array.children()) {
    if (item.type() != pugi::node_element) continue;
    const Inside inside(scopes_, item);
    const auto index = "[" + std::to_string(++count) + "]";
    if (!is_plain(item)) {
      TRY(read_property(item, {spot.key + index, spot.path + index}, depth + 1));
      continue;
    }
    const std::string_view language = item.attribute("xml:lang").value();
    const auto which = language.empty() ? index : "[" + std::string(language) + "]";
    TRY(read_property(item, {spot.key, spot.path + which}, depth + 1));
  }
  return {};
}

Parsed<void> RdfWalk::read_content(pugi::xml_node property, const Spot& spot, std::uint32_t depth) {
  const auto content = first_element(property);
  const Inside inside(scopes_, content);
  if (is_rdf(content, "li")) return read_items(property, spot, depth);
  for (const std::string_view array : {"Bag", "Seq", "Alt"})
    if (is_rdf(content, array)) return read_items(content, spot, depth);
  if (is_rdf(content, "Description")) return read_members(content, spot, depth);
  return read_members(property, spot, depth);
}

/// A property element whose own declarations are in force already.
Parsed<void> RdfWalk::read_property(pugi::xml_node property, const Spot& spot,
                                    std::uint32_t depth) {
  if (depth > parts_.budget().depth_max()) return at_.error(faults::too_deep);
  if (spot.path.size() > path_bytes_max) return at_.error(faults::path_too_long);
  TRY(parts_.budget().charge_item(at_));
  if (const auto resource = rdf_attribute(property, "resource")) TRY(add(spot, resource.value()));
  if (is_plain(property)) {
    if (rdf_attribute(property, "resource")) return {};
    return add(spot, text_of(property));
  }
  const auto content = first_element(property);
  if (!content) {
    if (const auto text = text_of(property); !text.empty()) TRY(add(spot, text));
    return read_attributes(property, spot);
  }
  return read_content(property, spot, depth);
}

Parsed<void> RdfWalk::read_rdf(pugi::xml_node rdf) {
  for (const auto node : rdf.children()) {
    if (node.type() != pugi::node_element) continue;
    TRY(parts_.budget().charge_item(at_));
    const Inside inside(scopes_, node);
    TRY(read_members(node, {}, 0));
  }
  return {};
}

/// Depth first; `depth` is bounded by search_depth_max.
Parsed<bool> RdfWalk::find_and_read(pugi::xml_node node, std::uint32_t depth) {
  TRY(parts_.budget().charge_item(at_));
  const Inside inside(scopes_, node);
  if (is_rdf(node, "RDF")) {
    TRY(read_rdf(node));
    return true;
  }
  if (scopes_.of(node).is("x", "xmpmeta")) TRY(read_attributes(node, {}));
  if (depth == search_depth_max) return false;
  for (const auto child : node.children()) {
    if (child.type() != pugi::node_element) continue;
    TRY_LET(const bool found, find_and_read(child, depth + 1));
    if (found) return true;
  }
  return false;
}

}  // namespace

Parsed<bool> walk_rdf(pugi::xml_node root, const Place& place, const Reader& at, Parts& parts) {
  return RdfWalk(root, place, at, parts).find_and_read(root, 0);
}

}  // namespace gg::xmp
