#include "formats/ebml/attachments.h"

#include "base/text.h"

#include <optional>
#include <utility>

namespace gg::ebml {
namespace {

struct Attachment {
  std::string name;
  std::string media_type;
  std::optional<Element> content;
};

Parsed<Attachment> read_attachment(const Element& file, const Scope& scope) {
  Attachment attachment;
  TRY(each_element(file.payload, scope, [&](const Element& element) -> Parsed<void> {
    switch (element.id) {
      case 0x466E: {
        TRY_LET(attachment.name, read_text(element, scope));
        return {};
      }
      case 0x4660: {
        TRY_LET(attachment.media_type, read_text(element, scope));
        return {};
      }
      case 0x465C:
        attachment.content = element;
        return {};
      default:
        return {};
    }
  }));
  return attachment;
}

bool is_text(std::string_view media_type) {
  return starts_with_ignoring_case(media_type, "text/") ||
         contains_ignoring_case(media_type, "json") || contains_ignoring_case(media_type, "xml");
}

Parsed<void> read_credential(const Element& content, const Scope& scope) {
  auto in = content.payload;
  TRY(scope.parts.budget().charge_bytes(in.remaining(), in));
  TRY_LET(const auto jumbf, in.take(in.remaining()));
  if (jumbf.empty()) return in.error(faults::truncated);
  const Place place{scope.path, content.offset, content.size_bytes};
  scope.parts.stores.push_back({jumbf, place, std::nullopt, {range_of(place)}});
  return {};
}

Parsed<void> walk_attachment(const Element& file, const Scope& scope) {
  constexpr std::uint64_t text_bytes_max = 1U << 20;
  TRY_LET(auto attachment, read_attachment(file, scope));
  if (!attachment.content) return {};
  const auto& content = *attachment.content;
  if (equals_ignoring_case(attachment.media_type, "application/c2pa"))
    return read_credential(content, scope);
  const auto size = content.payload.remaining();
  auto value = attachment.media_type + ", " + std::to_string(size) + " bytes";
  if (is_text(attachment.media_type) && size <= text_bytes_max) {
    TRY_LET(value, read_text(content, scope));
  }
  return add_field("attachment:" + attachment.name, std::move(value), content, scope);
}

}  // namespace

Parsed<void> walk_attachments(const Element& attachments, const Scope& scope) {
  constexpr std::uint32_t attached_file = 0x61A7;
  return each_element(attachments.payload, scope, [&](const Element& element) -> Parsed<void> {
    return element.id == attached_file ? walk_attachment(element, scope.enter("AttachedFile"))
                                       : Parsed<void>();
  });
}

}  // namespace gg::ebml
