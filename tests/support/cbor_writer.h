#pragma once

#include "bytes/fault.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gg::test {

/// CBOR, item by item, in the order of writing: `writer.map(1).text("alg").text("sha256")`.
class CborWriter {
 public:
  CborWriter& map(std::uint64_t pairs) { return head(5, pairs); }
  CborWriter& array(std::uint64_t items) { return head(4, items); }
  CborWriter& number(std::uint64_t value) { return head(0, value); }
  CborWriter& negative(std::uint64_t minus_one_minus) { return head(1, minus_one_minus); }
  CborWriter& boolean(bool value) { return raw(value ? "\xF5" : "\xF4"); }
  CborWriter& null() { return raw("\xF6"); }
  CborWriter& text(std::string_view value) { return head(3, value.size()).raw(value); }
  CborWriter& bytes(std::string_view value) { return head(2, value.size()).raw(value); }
  CborWriter& bytes(Bytes value) {
    head(2, value.size());
    for (const auto byte : value) text_ += static_cast<char>(std::to_integer<unsigned char>(byte));
    return *this;
  }
  CborWriter& raw(std::string_view items) {
    text_ += items;
    return *this;
  }

  [[nodiscard]] const std::string& written() const { return text_; }
  [[nodiscard]] Bytes view() const { return std::as_bytes(std::span(text_)); }

 private:
  CborWriter& head(unsigned major, std::uint64_t argument) {
    const auto add = [&](unsigned code, unsigned size) {
      text_ += static_cast<char>(major << 5U | code);
      for (unsigned left = size; left > 0; --left)
        text_ += static_cast<char>(argument >> (8 * (left - 1)) & 0xFFU);
    };
    if (argument < 24)
      add(static_cast<unsigned>(argument), 0);
    else if (argument <= 0xFF)
      add(24, 1);
    else if (argument <= 0xFFFF)
      add(25, 2);
    else if (argument <= 0xFFFFFFFFU)
      add(26, 4);
    else
      add(27, 8);
    return *this;
  }

  std::string text_;
};

}  // namespace gg::test
