#include "tables/string_escape.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace gg {
namespace {

constexpr std::size_t mark_size = 7;  // _xHHHH_

/// The code unit of the mark `text` begins with, closed or not.
std::optional<std::uint32_t> open_mark_at(std::string_view text) {
  if (text.size() < mark_size - 1 || !text.starts_with("_x")) return std::nullopt;
  std::uint32_t unit = 0;
  const auto digits = text.substr(2, 4);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
  if (read.ptr != digits.data() + digits.size()) return std::nullopt;
  return unit;
}

std::optional<std::uint32_t> mark_at(std::string_view text) {
  if (text.size() < mark_size || text[mark_size - 1] != '_') return std::nullopt;
  return open_mark_at(text);
}

std::string utf8_of(std::uint32_t unit) {
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (unit < 0x80) return {byte(unit)};
  if (unit < 0x800) return {byte(0xC0U | unit >> 6U), byte(0x80U | (unit & 63U))};
  return {byte(0xE0U | unit >> 12U), byte(0x80U | (unit >> 6U & 63U)), byte(0x80U | (unit & 63U))};
}

std::string mark_of(unsigned char control) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return std::string("_x00") + digits[control >> 4U] + digits[control & 15U] + '_';
}

bool is_kept(char one) {
  return static_cast<unsigned char>(one) >= 0x20 || one == '\n' || one == '\t';
}

}  // namespace

std::string escape_cell(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    if (open_mark_at(rest)) {  // closed or not: what follows may close it
      out += "_x005F_";
    } else if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
      out += rest.starts_with("\xEF\xBF\xBE") ? "_xFFFE_" : "_xFFFF_";
      at += 2;
    } else if (!is_kept(text[at])) {
      out += mark_of(static_cast<unsigned char>(text[at]));
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string unescape_cell(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto unit = text[at] == '_' ? mark_at(text.substr(at)) : std::nullopt;
    if (!unit || (*unit >= 0xD800 && *unit < 0xE000)) {
      out += text[at];
      continue;
    }
    out += utf8_of(*unit);
    at += mark_size - 1;
  }
  return out;
}

}  // namespace gg
