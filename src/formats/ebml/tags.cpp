#include "formats/ebml/tags.h"

#include "base/text.h"

#include <optional>
#include <utility>

namespace gg::ebml {
namespace {

/// The parts of one SimpleTag; the nested ones are read when its own name is known.
struct SimpleTag {
  std::string name;
  std::string text;
  std::optional<std::uint64_t> binary_bytes;
};

/// `name` for a path: at most 64 bytes of it.
std::string path_name(std::string_view name) {
  constexpr std::size_t bytes_max = 64;
  return to_utf8(name.substr(0, bytes_max));
}

Parsed<SimpleTag> read_simple_tag(const Element& tag, const Scope& scope) {
  SimpleTag simple;
  TRY(each_element(tag.payload, scope, [&](const Element& element) -> Parsed<void> {
    switch (element.id) {
      case 0x45A3: {
        TRY_LET(simple.name, read_text(element, scope));
        return {};
      }
      case 0x4487: {
        TRY_LET(simple.text, read_text(element, scope));
        return {};
      }
      case 0x4485:
        simple.binary_bytes = element.payload.remaining();
        return {};
      default:
        return {};
    }
  }));
  return simple;
}

Parsed<void> walk_simple_tags(const Element& parent, const Scope& scope);

Parsed<void> walk_simple_tag(const Element& tag, const Scope& scope) {
  TRY_LET(auto simple, read_simple_tag(tag, scope.enter("SimpleTag")));
  const auto inner = scope.enter("SimpleTag[" + path_name(simple.name) + "]");
  if (simple.text.empty() && simple.binary_bytes)
    simple.text = std::to_string(*simple.binary_bytes) + " bytes";
  TRY(add_field(std::move(simple.name), std::move(simple.text), tag, inner));
  return walk_simple_tags(tag, inner);
}

Parsed<void> walk_simple_tags(const Element& parent, const Scope& scope) {
  constexpr std::uint32_t simple_tag = 0x67C8;
  return each_element(parent.payload, scope, [&](const Element& element) -> Parsed<void> {
    return element.id == simple_tag ? walk_simple_tag(element, scope) : Parsed<void>();
  });
}

}  // namespace

Parsed<void> walk_tags(const Element& tags, const Scope& scope) {
  constexpr std::uint32_t tag = 0x7373;
  return each_element(tags.payload, scope, [&](const Element& element) -> Parsed<void> {
    return element.id == tag ? walk_simple_tags(element, scope.enter("Tag")) : Parsed<void>();
  });
}

}  // namespace gg::ebml
