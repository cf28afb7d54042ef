#pragma once

#include "formats/cbor/cbor.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::cbor {

/// Writes CBOR in the one deterministic form: shortest heads, definite lengths, floats in the
/// shortest width that keeps the value, maps in the byte order of their encoded keys.
/// Source: RFC 8949 sections 4.2.1, 4.2.2. *single thread*
///
/// An `array` or `tag` says what follows: the caller writes that many items next. A `map` is handed
/// in whole, so that its keys can be put in order.
class Encoder {
 public:
  using Entries = std::vector<std::pair<std::vector<std::byte>, std::vector<std::byte>>>;

  Encoder& integer(std::int64_t value);
  Encoder& unsigned_integer(std::uint64_t value);
  /// The integer -1 - `below_minus_one`, which may lie below that of 64 bits.
  Encoder& negative_integer(std::uint64_t below_minus_one);
  Encoder& bytes(Bytes value);
  /// The head of a byte string whose content the caller adds with `item`.
  Encoder& bytes_head(std::uint64_t size_bytes);
  Encoder& text(std::string_view value);  ///< UTF-8, which the caller sees to.
  Encoder& boolean(bool value);
  Encoder& null();
  Encoder& simple(std::uint8_t value);  ///< 0 to 23 or 32 to 255.
  Encoder& real(double value);
  Encoder& tag(std::uint64_t number);
  Encoder& array(std::uint64_t count);
  /// Pairs of encoded key and encoded value. Keys must differ.
  Encoder& map(Entries entries);
  /// An item that is encoded already.
  Encoder& item(Bytes encoded);

  [[nodiscard]] const std::vector<std::byte>& result() const& { return out_; }
  [[nodiscard]] std::vector<std::byte> result() && { return std::move(out_); }

 private:
  Encoder& head(unsigned major, std::uint64_t argument);
  std::vector<std::byte> out_;
};

/// A whole value, in the deterministic form whatever form it was read from. NaN becomes the one
/// NaN of half precision.
std::vector<std::byte> encode(const Value& value);

}  // namespace gg::cbor
