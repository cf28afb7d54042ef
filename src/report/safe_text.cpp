#include "report/safe_text.h"

#include "base/text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace gg::report {
namespace {

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, std::uint32_t code) {
  return std::ranges::any_of(
      ranges, [code](const Range& range) { return code >= range.first && code <= range.last; });
}

/// Controls, format characters that reorder or hide, line separators, tags, non-characters.
/// Source: Unicode 15, general categories Cc, Cf, Zl, Zp.
constexpr std::array unsafe{Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0xAD, 0xAD},
                            Range{0x61C, 0x61C},   Range{0x180E, 0x180E}, Range{0x200B, 0x200F},
                            Range{0x2028, 0x202E}, Range{0x2060, 0x206F}, Range{0xFEFF, 0xFEFF},
                            Range{0xFFF9, 0xFFFB}, Range{0xFFFE, 0xFFFF}, Range{0xE0000, 0xE0FFF}};

/// East Asian wide and full-width blocks, and pictographs. Source: Unicode 15, EastAsianWidth.
constexpr std::array wide{Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},
                          Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
                          Range{0xFE30, 0xFE6F},   Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},
                          Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF},
                          Range{0x20000, 0x3FFFD}};

/// Combining marks of the common blocks.
constexpr std::array narrowless{Range{0x300, 0x36F},   Range{0x483, 0x489},   Range{0x591, 0x5BD},
                                Range{0x610, 0x61A},   Range{0x64B, 0x65F},   Range{0x1AB0, 0x1AFF},
                                Range{0x1DC0, 0x1DFF}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F},
                                Range{0xFE20, 0xFE2F}};

std::size_t expected_bytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

std::string escape_of(std::uint32_t code) {
  switch (code) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return code < 0x80 ? fmt::format("\\x{:02X}", code) : fmt::format("\\u{{{:X}}}", code);
  }
}

bool is_plain(char letter) { return letter >= 0x20 && letter < 0x7F; }

}  // namespace

CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {.value = lead, .size_bytes = 1};
  const auto size = expected_bytes(lead);
  if (text.size() < size || !is_utf8(text.substr(0, size))) return {.value = lead, .size_bytes = 0};
  constexpr std::array<unsigned, 5> masks{0, 0x7F, 0x1F, 0x0F, 0x07};
  std::uint32_t value = lead & masks.at(size);
  for (const auto letter : text.substr(1, size - 1))
    value = value << 6U | (static_cast<unsigned char>(letter) & 0x3FU);
  return {.value = value, .size_bytes = size};
}

std::string visible(std::string_view text) {
  if (std::ranges::all_of(text, is_plain)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 16);
  while (!text.empty()) {
    const auto code = first_code_point(text);
    if (code.size_bytes == 0) {
      out += fmt::format("\\x{:02X}", code.value);
    } else if (is_in(unsafe, code.value)) {
      out += escape_of(code.value);
    } else {
      out += text.substr(0, code.size_bytes);
    }
    text.remove_prefix(std::max<std::size_t>(code.size_bytes, 1));
  }
  return out;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto code = first_code_point(text);
    if (is_in(wide, code.value)) {
      columns += 2;
    } else if (!is_in(narrowless, code.value)) {
      ++columns;
    }
    text.remove_prefix(std::max<std::size_t>(code.size_bytes, 1));
  }
  return columns;
}

std::uint64_t characters_in(std::string_view text) {
  std::uint64_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(std::max<std::size_t>(first_code_point(text).size_bytes, 1));
    ++count;
  }
  return count;
}

}  // namespace gg::report
