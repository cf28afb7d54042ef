#include "base/text.h"
#include "container/sniff.h"

#include <algorithm>
#include <string>

namespace gg::sniffing {
namespace {

using namespace std::string_view_literals;

/// The head as UTF-8 without its byte order mark; nothing when it is binary.
std::optional<std::string> decoded(std::string_view head) {
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv))
    return utf16_to_utf8(head, Utf16Order::Little);
  if (head.starts_with("<\0"sv)) return utf16_to_utf8(head, Utf16Order::Little);
  if (head.starts_with("\0<"sv)) return utf16_to_utf8(head, Utf16Order::Big);
  if (head.starts_with("\xEF\xBB\xBF"sv)) head.remove_prefix(3);
  return std::string(head);
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1B') ||
         byte == 0x7F;
}

/// No control characters, and UTF-8 (its last character may be cut) or mostly ASCII: an old 8-bit
/// encoding.
bool is_text(std::string_view text) {
  if (std::ranges::any_of(text, is_control)) return false;
  auto whole = text;
  for (int cut = 0; cut < 3 && !is_utf8(whole) && (whole.back() & 0x80) != 0; ++cut)
    whole.remove_suffix(1);
  const auto others = std::ranges::count_if(text, [](char c) { return (c & 0x80) != 0; });
  return (is_utf8(whole) && !whole.empty()) || static_cast<std::size_t>(others) * 3 < text.size();
}

void skip_space(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n' ||
                           text.front() == '\r'))
    text.remove_prefix(1);
}

/// Skips to behind `end`; the whole rest when it is not there.
void skip_past(std::string_view& text, std::string_view end) {
  const auto found = text.find(end);
  text.remove_prefix(found == std::string_view::npos ? text.size() : found + end.size());
}

/// Skips a document type with its internal subset; returns the name of the root it announces.
std::string_view skip_doctype(std::string_view& text) {
  text.remove_prefix("<!DOCTYPE"sv.size());
  skip_space(text);
  const auto name = text.substr(0, text.find_first_of(" \t\r\n[>"));
  const auto end = text.find_first_of("[>");
  if (end == std::string_view::npos) {
    text = {};
  } else if (text[end] == '[') {
    skip_past(text, "]");
    skip_past(text, ">");
  } else {
    text.remove_prefix(end + 1);
  }
  return name;
}

/// What the opening of an XML text says of it.
struct Opening {
  bool declared = false;  ///< Begins with an XML declaration.
  bool packet = false;    ///< Has an XMP packet wrapper.
  std::string_view root;  ///< Name of the root element, or as the document type announces it.
};

Opening opening_of(std::string_view text) {
  Opening opening;
  while (true) {
    skip_space(text);
    if (text.starts_with("<?")) {
      opening.declared |= text.starts_with("<?xml ");
      opening.packet |= text.starts_with("<?xpacket");
      skip_past(text, "?>");
    } else if (text.starts_with("<!--")) {
      text.remove_prefix(4);
      skip_past(text, "-->");
    } else if (starts_with_ignoring_case(text, "<!DOCTYPE")) {
      opening.root = skip_doctype(text);
    } else {
      break;
    }
  }
  if (text.size() > 1 && text.front() == '<')
    opening.root = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
  return opening;
}

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

}  // namespace

std::optional<Format> by_text(std::string_view head) {
  const auto text = decoded(head);
  if (!text || !is_text(*text)) return std::nullopt;
  const auto opening = opening_of(*text);
  const auto colon = opening.root.find(':');
  const auto local =
      colon == std::string_view::npos ? opening.root : opening.root.substr(colon + 1);
  if (equals_ignoring_case(local, "html")) return opening.declared ? Format::Xml : Format::Text;
  if (local == "svg") return Format::Svg;
  if (opening.packet || local == "xmpmeta" || local == "xapmeta" || local == "RDF")
    return Format::Xmp;
  if (opening.declared || (!local.empty() && is_name_letter(local.front()))) return Format::Xml;
  return Format::Text;
}

}  // namespace gg::sniffing
