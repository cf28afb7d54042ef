#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>

namespace gg::ledger {

/// A whole number in ASCII decimal as the C2SP formats write it: digits only, no leading zero but
/// for "0" itself; nothing where `text` is anything else or does not fit.
template <std::unsigned_integral T>
std::optional<T> parse_decimal(std::string_view text) {
  if (text.empty() || (text.front() == '0' && text.size() > 1)) return std::nullopt;
  T value = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
  if (error != std::errc() || end != text.end()) return std::nullopt;
  return value;
}

}  // namespace gg::ledger
