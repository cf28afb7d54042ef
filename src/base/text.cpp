#include "base/text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace gg {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

std::uint8_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

/// Bytes of the well-formed sequence at `index`, or 0. Source: Unicode 15 table 3-7.
std::size_t sequence_bytes(std::string_view text, std::size_t index) {
  const auto lead = byte_at(text, index);
  if (lead < 0x80) return 1;
  std::size_t size = 0;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF) {
    size = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    size = 3;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    size = 4;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (text.size() - index < size) return 0;
  const auto second = byte_at(text, index + 1);
  if (second < low || second > high) return 0;
  for (std::size_t next = 2; next < size; ++next)
    if ((byte_at(text, index + next) & 0xC0U) != 0x80U) return 0;
  return size;
}

void append_code_point(std::string& out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | code >> 6U);
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | code >> 12U);
    put(0x80U | (code >> 6U & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | code >> 18U);
    put(0x80U | (code >> 12U & 0x3FU));
    put(0x80U | (code >> 6U & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_letter(char left, char right) { return lower(left) == lower(right); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the digits at the front, without zeros before them.
std::string_view take_number(std::string_view& text) {
  const auto end =
      static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
  auto number = text.substr(0, end);
  text.remove_prefix(end);
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t index = 0; index < text.size();) {
    const auto size = sequence_bytes(text, index);
    if (size == 0) return false;
    index += size;
  }
  return true;
}

std::string to_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t index = 0; index < text.size();) {
    const auto size = sequence_bytes(text, index);
    out += size == 0 ? replacement : text.substr(index, size);
    index += std::max<std::size_t>(size, 1);
  }
  return out;
}

std::string latin1_to_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index)
    append_code_point(out, byte_at(text, index));
  return out;
}

std::string utf16_to_utf8(std::string_view bytes, Utf16Order order) {
  const auto unit_at = [&bytes](std::size_t index, Utf16Order in) -> std::uint32_t {
    const std::uint32_t first = byte_at(bytes, index);
    const std::uint32_t second = byte_at(bytes, index + 1);
    return in == Utf16Order::Big ? first << 8U | second : second << 8U | first;
  };
  std::size_t index = 0;
  if (bytes.size() >= 2) {
    const auto mark = unit_at(0, Utf16Order::Big);
    if (mark == 0xFEFF || mark == 0xFFFE) {
      order = mark == 0xFEFF ? Utf16Order::Big : Utf16Order::Little;
      index = 2;
    }
  }
  std::string out;
  out.reserve(bytes.size());
  for (; index + 1 < bytes.size(); index += 2) {
    const auto unit = unit_at(index, order);
    if (unit < 0xD800 || unit > 0xDFFF) {
      append_code_point(out, unit);
      continue;
    }
    const auto next = unit < 0xDC00 && index + 3 < bytes.size() ? unit_at(index + 2, order) : 0;
    if (next < 0xDC00 || next > 0xDFFF) {
      out += replacement;
      continue;
    }
    append_code_point(out, 0x10000U + ((unit - 0xD800U) << 10U) + (next - 0xDC00U));
    index += 2;
  }
  if (index < bytes.size()) out += replacement;
  return out;
}

std::string guess_to_utf8(std::string_view text) {
  return is_utf8(text) ? std::string(text) : latin1_to_utf8(text);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank{" \t\r\n\v\f\0", 7};
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool equals_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, same_letter);
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         equals_ignoring_case(text.substr(0, prefix.size()), prefix);
}

bool contains_ignoring_case(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, same_letter).empty() || part.empty();
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const auto& word : words) {
    if (&word != &words.front()) text += between;
    text += word;
  }
  return text;
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_counted_before(std::string_view left, std::string_view right) {
  while (!left.empty() && !right.empty()) {
    if (is_digit(left.front()) && is_digit(right.front())) {
      const auto one = take_number(left);
      const auto other = take_number(right);
      if (one.size() != other.size()) return one.size() < other.size();
      if (one != other) return one < other;
      continue;
    }
    if (left.front() != right.front()) return left.front() < right.front();
    left.remove_prefix(1);
    right.remove_prefix(1);
  }
  return left.size() < right.size();
}

}  // namespace gg
