#include "embedding/xml_tags.h"

namespace gg::embedding {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Where a tag that begins at `first` ends: at the first '>' outside quotes.
std::size_t find_tag_end(std::string_view text, std::size_t first) {
  char quote = 0;
  for (auto index = first; index < text.size(); ++index) {
    const char c = text[index];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return index;
    }
  }
  return std::string_view::npos;
}

}  // namespace

bool XmlTags::at(std::string_view what) const {
  return text_.substr(position_, what.size()) == what;
}

bool XmlTags::skip_past(std::string_view what) {
  const auto found = text_.find(what, position_);
  if (found == std::string_view::npos) return false;
  position_ = found + what.size();
  return true;
}

/// A document type may have declarations in brackets, and '>' in quotes.
bool XmlTags::skip_document_type() {
  char quote = 0;
  bool bracketed = false;
  for (; position_ < text_.size(); ++position_) {
    const char c = text_[position_];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (at("<!--")) {
      if (!skip_past("-->")) return false;
      --position_;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == ']') {
      bracketed = c == '[';
    } else if (c == '>' && !bracketed) {
      ++position_;
      return true;
    }
  }
  return false;
}

/// Passes over what begins with '<' and is no tag; false where it does not end.
bool XmlTags::skip_markup() {
  if (at("<!--")) return skip_past("-->");
  if (at("<![CDATA[")) return skip_past("]]>");
  if (at("<?")) return skip_past("?>");
  return skip_document_type();
}

std::optional<XmlTag> XmlTags::take_tag() {
  XmlTag tag;
  tag.first = position_;
  const auto end = find_tag_end(text_, position_);
  if (end == std::string_view::npos) return std::nullopt;
  auto inside = text_.substr(position_ + 1, end - position_ - 1);
  if (inside.starts_with('/')) {
    tag.kind = XmlTagKind::End;
    inside.remove_prefix(1);
  } else if (inside.ends_with('/')) {
    tag.kind = XmlTagKind::Empty;
    inside.remove_suffix(1);
  }
  tag.name = inside.substr(0, inside.find_first_of(blanks));
  tag.attributes = inside.substr(tag.name.size());
  tag.end = position_ = end + 1;
  return tag;
}

std::optional<XmlTag> XmlTags::next() {
  while (skip_past("<")) {
    --position_;
    if (!at("<!") && !at("<?")) return take_tag();
    if (!skip_markup()) break;
  }
  position_ = text_.size();
  return std::nullopt;
}

std::optional<std::string_view> find_attribute(std::string_view attributes, std::string_view name) {
  while (!attributes.empty()) {
    const auto first = attributes.find_first_not_of(blanks);
    if (first == std::string_view::npos) return std::nullopt;
    attributes.remove_prefix(first);
    const auto equals = attributes.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const auto key = attributes.substr(0, attributes.find_first_of(" \t\r\n="));
    const auto open = attributes.find_first_of("\"'", equals);
    if (open == std::string_view::npos) return std::nullopt;
    const auto close = attributes.find(attributes[open], open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (key == name) return attributes.substr(open + 1, close - open - 1);
    attributes.remove_prefix(close + 1);
  }
  return std::nullopt;
}

}  // namespace gg::embedding
