#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gg::embedding {

enum class XmlTagKind : std::uint8_t { Start, End, Empty };

/// One tag of an XML text. Offsets count from the start of the text. *value*, a view
struct XmlTag {
  XmlTagKind kind = XmlTagKind::Start;
  std::string_view name;  ///< With its prefix.
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  std::string_view attributes;  ///< What stands between the name and the end of the tag.
};

/// The tags of an XML text one after another; comments, instructions, CDATA and a document type are
/// passed over. Nothing is checked beyond what it takes to tell tags from text: who changes a file
/// has walked it before. *single thread*  Source: XML 1.0 (fifth edition) section 2.
class XmlTags {
 public:
  explicit XmlTags(std::string_view text) : text_(text) {}

  /// The next tag; nothing at the end of the text or where a tag does not end.
  std::optional<XmlTag> next();

 private:
  [[nodiscard]] bool at(std::string_view what) const;
  bool skip_past(std::string_view what);
  bool skip_document_type();
  bool skip_markup();
  std::optional<XmlTag> take_tag();

  std::string_view text_;
  std::size_t position_ = 0;
};

/// The value of the attribute `name` in `attributes`, entities unresolved; nothing where it is not
/// there.
std::optional<std::string_view> find_attribute(std::string_view attributes, std::string_view name);

}  // namespace gg::embedding
