#include "formats/bmff/text.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace gg::bmff {
namespace {

/// Code points of the bytes 0x80 to 0xFF. Source: Unicode, MAPPINGS/VENDORS/APPLE/ROMAN.TXT.
constexpr std::u16string_view mac_roman_high =
    u"\u00C4\u00C5\u00C7\u00C9\u00D1\u00D6\u00DC\u00E1\u00E0\u00E2\u00E4\u00E3\u00E5\u00E7\u00E9"
    u"\u00E8"
    u"\u00EA\u00EB\u00ED\u00EC\u00EE\u00EF\u00F1\u00F3\u00F2\u00F4\u00F6\u00F5\u00FA\u00F9\u00FB"
    u"\u00FC"
    u"\u2020\u00B0\u00A2\u00A3\u00A7\u2022\u00B6\u00DF\u00AE\u00A9\u2122\u00B4\u00A8\u2260\u00C6"
    u"\u00D8"
    u"\u221E\u00B1\u2264\u2265\u00A5\u00B5\u2202\u2211\u220F\u03C0\u222B\u00AA\u00BA\u03A9\u00E6"
    u"\u00F8"
    u"\u00BF\u00A1\u00AC\u221A\u0192\u2248\u2206\u00AB\u00BB\u2026\u00A0\u00C0\u00C3\u00D5\u0152"
    u"\u0153"
    u"\u2013\u2014\u201C\u201D\u2018\u2019\u00F7\u25CA\u00FF\u0178\u2044\u20AC\u2039\u203A\uFB01"
    u"\uFB02"
    u"\u2021\u00B7\u201A\u201E\u2030\u00C2\u00CA\u00C1\u00CB\u00C8\u00CD\u00CE\u00CF\u00CC\u00D3"
    u"\u00D4"
    u"\uF8FF\u00D2\u00DA\u00DB\u00D9\u0131\u02C6\u02DC\u00AF\u02D8\u02D9\u02DA\u00B8\u02DD\u02DB"
    u"\u02C7";
static_assert(mac_roman_high.size() == 128);

bool is_text_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 ? byte != 0x7F : c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

Parsed<std::string> rest_as_text(Reader in, const Budget& budget) {
  if (in.remaining() > budget.kept_bytes_left()) return in.error(faults::too_large);
  return in.text(in.remaining());
}

std::string mac_roman_to_utf8(std::string_view text) {
  std::string units;
  for (const char c : text) {
    const unsigned byte = static_cast<unsigned char>(c);
    const unsigned unit = byte < 0x80 ? byte : mac_roman_high[byte - 0x80U];
    units += static_cast<char>(unit >> 8U);
    units += static_cast<char>(unit & 0xFFU);
  }
  return utf16_to_utf8(units, Utf16Order::Big);
}

std::string_view without_nuls(std::string_view text) {
  const auto last = text.find_last_not_of('\0');
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::optional<std::string> plain_text(std::string_view bytes) {
  const auto text = without_nuls(bytes);
  if (text.empty() || !std::ranges::all_of(text, is_text_byte) || !is_utf8(text)) return {};
  return std::string(text);
}

std::string byte_count(std::uint64_t size) {
  return std::to_string(size) + (size == 1 ? " byte" : " bytes");
}

std::string path_name(std::string_view name) {
  constexpr std::size_t bytes_max = 64;
  return to_utf8(name.substr(0, bytes_max));
}

}  // namespace gg::bmff
