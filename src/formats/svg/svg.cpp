#include "formats/svg/svg.h"

#include "base/text.h"
#include "bytes/find.h"
#include "formats/svg/base64.h"
#include "formats/svg/faults.h"
#include "formats/xmp/rdf.h"
#include "formats/xmp/scopes.h"
#include "formats/xmp/xml_text.h"

namespace gg::svg {
namespace {

constexpr std::uint64_t picture_bytes_max = 16U << 20;
constexpr std::uint32_t depth_max = 4;

std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// One walk through one picture. *single thread*
class SvgWalk {
 public:
  SvgWalk(const xmp::XmlText& xml, const Reader& at, Parts& parts)
      : xml_(xml), at_(at), parts_(parts) {}

  Parsed<void> read_children(pugi::xml_node node, const std::string& path, std::uint32_t depth);

 private:
  Parsed<void> read_child(pugi::xml_node child, const std::string& path, std::uint32_t depth);
  Parsed<void> read_metadata(pugi::xml_node metadata, const std::string& path);
  Parsed<void> read_credential(pugi::xml_node manifest, const std::string& path);
  Parsed<void> add_text(std::string_view key, std::string_view text, Place place);
  [[nodiscard]] Place place_of(pugi::xml_node node, std::string path) const;
  [[nodiscard]] std::vector<ByteRange> ranges_of_text(pugi::xml_node element) const;
  [[nodiscard]] Reader reader_at(const Place& place) const;

  const xmp::XmlText& xml_;
  const Reader& at_;
  Parts& parts_;
};

/// pugixml knows where the name of an element stands; its tag begins one byte before.
Place SvgWalk::place_of(pugi::xml_node node, std::string path) const {
  const auto name = node.offset_debug();
  const auto tag = name > 0 && node.type() == pugi::node_element ? name - 1 : name;
  return {std::move(path), at_.offset() + xml_.place_of(tag), 0};
}

/// Where the text of an element stands: one range, or none for an element without plain text.
std::vector<ByteRange> SvgWalk::ranges_of_text(pugi::xml_node element) const {
  const auto first = element.first_child().offset_debug();
  if (first <= 0 || xml_.encoding != pugi::encoding_utf8) return {};
  const auto begin = static_cast<std::size_t>(first);
  const auto end = find_byte(xml_.bytes, std::byte{'<'}, begin);
  const auto place = at_.offset() + xml_.place_of(first);
  return {{place, place + (end - begin)}};
}

/// For errors: the file from `place` on.
Reader SvgWalk::reader_at(const Place& place) const {
  const auto there = at_.from(place.offset - at_.offset());
  return there.has_value() ? *there : at_;
}

Parsed<void> SvgWalk::add_text(std::string_view key, std::string_view text, Place place) {
  text = trimmed(text);
  if (text.empty()) return {};
  const auto at = reader_at(place);
  return parts_.add({Carrier::SvgText, std::string(key), guess_to_utf8(text), std::move(place)},
                    at);
}

Parsed<void> SvgWalk::read_credential(pugi::xml_node manifest, const std::string& path) {
  const auto place = place_of(manifest, path);
  const auto at = reader_at(place);
  const std::string_view text = manifest.child_value();
  TRY(parts_.budget().charge_bytes(text.size() / 4 * 3 + 3, at));
  auto jumbf = bytes_of_base64(text);
  if (!jumbf) return at.error(faults::bad_base64);
  if (jumbf->empty()) return {};
  parts_.stores.push_back(
      {parts_.keep(std::move(*jumbf)), place, std::nullopt, ranges_of_text(manifest)});
  return {};
}

Parsed<void> SvgWalk::read_metadata(pugi::xml_node metadata, const std::string& path) {
  xmp::Scopes scopes(metadata);
  scopes.enter(metadata);
  TRY(add_text("metadata", metadata.child_value(), place_of(metadata, path)));
  for (const auto child : metadata.children()) {
    if (child.type() != pugi::node_element) continue;
    TRY(parts_.budget().charge_item(at_));
    scopes.enter(child);
    const bool is_manifest = scopes.of(child).is("c2pa", "manifest");
    scopes.leave(child);
    const auto child_path = path + "/" + to_utf8(child.name());
    if (is_manifest) {
      parts_.tolerate(child_path, read_credential(child, child_path));
      continue;
    }
    const auto place = place_of(child, path);
    const auto found = xmp::walk_rdf(child, place, reader_at(place), parts_);
    if (!found.has_value()) parts_.note(child_path, found.error());
  }
  return {};
}

Parsed<void> SvgWalk::read_child(pugi::xml_node child, const std::string& path,
                                 std::uint32_t depth) {
  if (child.type() == pugi::node_comment)
    return add_text("comment", child.value(), place_of(child, path + "/comment"));
  if (child.type() != pugi::node_element) return {};
  const auto name = local_name(child);
  if (name == "metadata") return read_metadata(child, path + "/metadata");
  if (name == "title" || name == "desc") {
    auto element_path = path + "/" + std::string(name);
    return add_text(name, child.child_value(), place_of(child, std::move(element_path)));
  }
  if (depth == depth_max || !child.first_child()) return {};
  return read_children(child, path + "/" + to_utf8(name), depth + 1);
}

/// Siblings are not charged as items: a picture has hundreds of thousands of paths, and the tree
/// they stand in is charged already.
Parsed<void> SvgWalk::read_children(pugi::xml_node node, const std::string& path,
                                    std::uint32_t depth) {
  for (const auto child : node.children()) TRY(read_child(child, path, depth));
  return {};
}

pugi::xml_node outermost_element(const pugi::xml_document& document) {
  for (const auto child : document.children())
    if (child.type() == pugi::node_element) return child;
  return {};
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const auto at = file;
  if (at.remaining() > picture_bytes_max) return at.error(faults::picture_too_large);
  TRY_LET(const auto bytes, file.take(file.remaining()));
  const auto xml = xmp::find_xml(bytes);
  if (xml.bytes.empty()) return at.error(faults::not_svg);
  TRY(xmp::charge_tree(xml, parts.budget(), at));  // the text has a limit of its own

  pugi::xml_document document;
  const auto parsed = document.load_buffer(
      xml.bytes.data(), xml.bytes.size(), pugi::parse_default | pugi::parse_comments, xml.encoding);
  const auto outermost = outermost_element(document);
  const bool is_svg = local_name(outermost) == "svg";
  if (is_svg) TRY(SvgWalk(xml, at, parts).read_children(document, "SVG", 0));
  if (!parsed)
    return fail(ParseError{&faults::xml_damaged, at.offset() + xml.place_of(parsed.offset)});
  if (!is_svg) return at.error(faults::not_svg);
  return {};
}

}  // namespace gg::svg
