#include "base/text.h"
#include "ledger/key.h"

#include <algorithm>
#include <array>

namespace gg::ledger {
namespace {

constexpr std::size_t name_bytes_max = 255;

/// White_Space of Unicode outside ASCII, as UTF-8.
constexpr std::array<std::string_view, 19> spaces = {
    "\xC2\x85",     "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
    "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
    "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"};

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > name_bytes_max || !is_utf8(name)) return false;
  const auto is_bad = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '+' || c == '\x7F';
  };
  if (std::ranges::any_of(name, is_bad)) return false;
  return std::ranges::none_of(spaces, [name](std::string_view space) {
    return name.find(space) != std::string_view::npos;
  });
}

}  // namespace gg::ledger
