#include "paper/printable.h"

#include "base/text.h"

#include <cstdint>

namespace gg::paper {
namespace {

/// Whether the three bytes at the front of `text` are a character that turns the direction of what
/// follows (U+202A–202E, U+2066–2069), or are none at all.
bool is_unprintable(std::string_view text) {
  if (text.size() < 3) return false;
  const auto last = static_cast<unsigned char>(text[2]);
  if (text.starts_with("\xe2\x80")) return last >= 0xaa && last <= 0xae;
  if (text.starts_with("\xe2\x81")) return last >= 0xa6 && last <= 0xa9;
  return text.starts_with("\xef\xbf") && last >= 0xbe;
}

/// The character that begins at `at` of valid UTF-8.
std::uint32_t character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t more) { return static_cast<unsigned char>(text[at + more]); };
  if (byte(0) < 0x80) return byte(0);
  if (byte(0) < 0xE0) return (byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU);
  if (byte(0) < 0xF0) return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  return (byte(0) & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U |
         (byte(3) & 0x3FU);
}

/// Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms; scripts of old that are written so.
bool is_of_right_to_left(std::uint32_t one) {
  return (one >= 0x590 && one <= 0x8FF) || (one >= 0xFB1D && one <= 0xFDFF) ||
         (one >= 0xFE70 && one <= 0xFEFC) || (one >= 0x10800 && one <= 0x10FFF) ||
         (one >= 0x1E800 && one <= 0x1EFFF);
}

/// Digits, signs and spaces say nothing of a direction.
bool is_letter(std::uint32_t one) {
  return (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z') ||
         (one >= 0xC0 && (one < 0x2000 || one > 0x2BFF));
}

}  // namespace

std::string printable(std::string_view text) {
  const auto valid = to_utf8(text);
  std::string clean;
  for (std::size_t at = 0; at < valid.size(); ++at) {
    if (is_unprintable(std::string_view(valid).substr(at))) {
      at += 2;
      continue;
    }
    if (static_cast<unsigned char>(valid[at]) >= 0x20 || valid[at] == '\n') clean += valid[at];
  }
  return clean;
}

bool is_right_to_left(std::string_view text) {
  const auto valid = to_utf8(text);
  for (std::size_t at = 0; at < valid.size(); ++at) {
    if ((static_cast<unsigned char>(valid[at]) & 0xC0U) == 0x80) continue;
    const auto one = character_at(valid, at);
    if (is_of_right_to_left(one)) return true;
    if (is_letter(one)) return false;
  }
  return false;
}

}  // namespace gg::paper
