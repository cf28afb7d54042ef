#include "formats/exif/comment_text.h"

#include "base/text.h"
#include "formats/ifd/value_text.h"

#include <algorithm>

namespace gg::exif {
namespace {

constexpr std::size_t prefix_bytes = 8;
constexpr std::string_view ascii_prefix{"ASCII\0\0\0", prefix_bytes};
constexpr std::string_view jis_prefix{"JIS\0\0\0\0\0", prefix_bytes};
constexpr std::string_view unicode_prefix{"UNICODE\0", prefix_bytes};
constexpr std::string_view undefined_prefix{"\0\0\0\0\0\0\0\0", prefix_bytes};

unsigned byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

/// How much of UTF-16 in one order looks like text.
struct Score {
  std::size_t ascii = 0;
  std::size_t east_asian = 0;

  friend auto operator<=>(const Score&, const Score&) = default;
};

Score score_of(std::string_view bytes, Utf16Order order) {
  Score score;
  for (std::size_t index = 0; index + 1 < bytes.size(); index += 2) {
    const auto first = byte_at(bytes, index);
    const auto second = byte_at(bytes, index + 1);
    const auto unit = order == Utf16Order::Big ? first << 8U | second : second << 8U | first;
    if ((unit >= 0x20 && unit < 0x7F) || unit == '\n' || unit == '\t' || unit == '\r') {
      ++score.ascii;
    } else if ((unit >= 0x3000 && unit < 0x3100) || (unit >= 0x4E00 && unit < 0xA000)) {
      ++score.east_asian;
    }
  }
  return score;
}

/// 16 and more printable ASCII bytes in a row are hardly UTF-16: they would be rare Han characters.
bool is_eight_bit(std::string_view bytes) {
  constexpr std::size_t certain_bytes = 16;
  return bytes.size() >= certain_bytes && std::ranges::all_of(bytes, [](char c) {
           return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
         });
}

/// ISO-2022-JP, its two-byte characters not looked up.
std::string jis_text(std::string_view bytes) {
  std::string ascii;
  bool two_bytes = false;
  for (std::size_t index = 0; index < bytes.size();) {
    if (bytes[index] == '\x1B' && bytes.size() - index >= 3) {
      two_bytes = bytes[index + 1] == '$';
      index += 3;
      continue;
    }
    ascii += two_bytes ? '\xFF' : bytes[index];
    index += two_bytes ? 2 : 1;
  }
  return to_utf8(ascii);
}

}  // namespace

std::string guess_utf16(std::string_view bytes, Endian order) {
  const auto big = score_of(bytes, Utf16Order::Big);
  const auto little = score_of(bytes, Utf16Order::Little);
  auto chosen = order == Endian::Big ? Utf16Order::Big : Utf16Order::Little;
  if (big != little) chosen = big > little ? Utf16Order::Big : Utf16Order::Little;
  const auto text = utf16_to_utf8(bytes, chosen);
  return std::string(trimmed(text));
}

std::string comment_text(std::string_view bytes, Endian order) {
  const auto prefix = bytes.substr(0, prefix_bytes);
  const auto text = bytes.substr(prefix.size());
  if (prefix == unicode_prefix && !is_eight_bit(trimmed(text))) return guess_utf16(text, order);
  if (prefix == jis_prefix) return std::string(trimmed(jis_text(text)));
  const auto has_prefix =
      prefix == ascii_prefix || prefix == undefined_prefix || prefix == unicode_prefix;
  // A name in other letters ("Ascii", "ASCII   ") is meant as one; anything else is text already.
  const auto has_odd_prefix = starts_with_ignoring_case(prefix, "ascii") && prefix.size() > 5 &&
                              trimmed(prefix).size() == 5;
  const auto body = has_prefix || has_odd_prefix ? text : bytes;
  // Without a declared character set, text with a zero in every other byte is UTF-16.
  if (prefix == undefined_prefix || !has_prefix) {
    const auto score =
        std::max(score_of(body, Utf16Order::Big), score_of(body, Utf16Order::Little));
    if (score.ascii >= 2 && score.ascii * 4 >= body.size()) return guess_utf16(body, order);
  }
  return ifd::joined_text(body);
}

}  // namespace gg::exif
