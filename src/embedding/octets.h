#pragma once

#include "bytes/reader.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gg::embedding {

/// Bytes being written, field by field. *value*
class Octets {
 public:
  Octets& u8(std::uint8_t value) { return number(value, 1, Endian::Big); }
  Octets& u16(std::uint16_t value, Endian order = Endian::Big) { return number(value, 2, order); }
  Octets& u32(std::uint64_t value, Endian order = Endian::Big) { return number(value, 4, order); }
  Octets& u64(std::uint64_t value, Endian order = Endian::Big) { return number(value, 8, order); }

  /// The low `width` bytes of `value`.
  Octets& number(std::uint64_t value, unsigned width, Endian order) {
    for (unsigned index = 0; index < width; ++index) {
      const auto shift = 8U * (order == Endian::Big ? width - 1 - index : index);
      bytes_.push_back(static_cast<std::byte>(value >> shift & 0xFFU));
    }
    return *this;
  }

  Octets& text(std::string_view text) {
    for (const char c : text) bytes_.push_back(static_cast<std::byte>(c));
    return *this;
  }

  Octets& add(Bytes bytes) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    return *this;
  }

  [[nodiscard]] const std::vector<std::byte>& bytes() const { return bytes_; }
  [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }

 private:
  std::vector<std::byte> bytes_;
};

}  // namespace gg::embedding
