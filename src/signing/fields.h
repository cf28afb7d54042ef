#pragma once

#include "formats/cbor/encode.h"
#include "json/json.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace gg::signing {

using ByteArray = std::vector<std::byte>;

/// A map of CBOR with text keys, in the making. *single thread*
class Fields {
 public:
  /// `value` is a whole encoded item.
  Fields& item(std::string_view key, ByteArray value);
  Fields& text(std::string_view key, std::string_view value);
  Fields& number(std::string_view key, std::uint64_t value);
  Fields& bytes(std::string_view key, Bytes value);
  /// Nothing where the text is empty.
  Fields& text_if_any(std::string_view key, std::string_view value);
  Fields& list(std::string_view key, const std::vector<ByteArray>& items);
  /// Nothing where there are no items.
  Fields& list_if_any(std::string_view key, const std::vector<ByteArray>& items);

  [[nodiscard]] ByteArray cbor() const { return cbor::Encoder().map(entries_).result(); }

 private:
  cbor::Encoder::Entries entries_;
};

/// A reference with the digest of what it leads to. Source: C2PA 2.2 section 8.4.2.1.
ByteArray hashed_uri(std::string_view url, Bytes hash);

/// JSON as CBOR.
ByteArray cbor_of(const Json& json);

/// A text as bytes, a view.
inline Bytes text_bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace gg::signing
