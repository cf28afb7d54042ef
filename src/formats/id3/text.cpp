#include "formats/id3/text.h"

#include "base/text.h"
#include "formats/id3/faults.h"

namespace gg::id3 {

std::size_t TextCursor::unit_bytes() const {
  return encoding_ == TextEncoding::Utf16 || encoding_ == TextEncoding::Utf16BigEndian ? 2 : 1;
}

std::size_t TextCursor::find_terminator() const {
  if (unit_bytes() == 1) return rest_.find('\0');
  for (std::size_t index = 0; index + 1 < rest_.size(); index += 2)
    if (rest_[index] == '\0' && rest_[index + 1] == '\0') return index;
  return std::string_view::npos;
}

std::string TextCursor::decode(std::string_view text) {
  switch (encoding_) {
    case TextEncoding::Latin1:
      return guess_to_utf8(text);
    case TextEncoding::Utf8:
      return to_utf8(text);
    case TextEncoding::Utf16BigEndian:
      return utf16_to_utf8(text, Utf16Order::Big);
    case TextEncoding::Utf16:
      break;
  }
  if (text.starts_with("\xFE\xFF")) little_endian_ = false;
  if (text.starts_with("\xFF\xFE")) little_endian_ = true;
  return utf16_to_utf8(text, little_endian_ ? Utf16Order::Little : Utf16Order::Big);
}

Parsed<std::string> TextCursor::terminated() {
  const auto end = find_terminator();
  if (end == std::string_view::npos) return at_.error(faults::missing_terminator);
  auto text = decode(rest_.substr(0, end));
  rest_.remove_prefix(end + unit_bytes());
  return text;
}

Parsed<std::string> TextCursor::terminated_latin1() {
  const auto end = rest_.find('\0');
  if (end == std::string_view::npos) return at_.error(faults::missing_terminator);
  auto text = guess_to_utf8(rest_.substr(0, end));
  rest_.remove_prefix(end + 1);
  return text;
}

std::vector<std::string> TextCursor::values() {
  std::vector<std::string> texts;
  while (texts.empty() || !rest_.empty()) {
    const auto end = find_terminator();
    texts.push_back(decode(rest_.substr(0, end)));
    if (end == std::string_view::npos) break;
    rest_.remove_prefix(end + unit_bytes());
  }
  while (texts.size() > 1 && texts.back().empty()) texts.pop_back();
  return texts;
}

Parsed<TextEncoding> read_encoding(Reader& in) {
  const auto at = in;
  TRY_LET(const auto code, in.u8());
  if (code > 3) return at.error(faults::bad_text_encoding);
  return static_cast<TextEncoding>(code);
}

}  // namespace gg::id3
