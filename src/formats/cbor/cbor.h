#pragma once

#include "bytes/budget.h"
#include "bytes/reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::cbor {

/// What a CBOR item is. `Unsigned` holds n, `Negative` holds -1 - n, for the n of `number`.
enum class Type : std::uint8_t {
  Unsigned,
  Negative,
  ByteString,
  TextString,
  Array,
  Map,
  Tag,
  Boolean,
  Null,
  Undefined,
  Float,
  Simple,
};

/// One CBOR item and all that it holds. *value*, except that `bytes` is a view.
///
/// Lifetime: `bytes` points into what was read (for a `Source`, into the source).
/// A byte or text string that comes in chunks has no single view: its content is in `text`, and
/// `bytes` is empty.
struct Value {
  Type type = Type::Undefined;
  std::uint64_t number = 0;  ///< Integers, tag number, simple value, Boolean (0 or 1).
  double real = 0;           ///< Float, of whatever width it was written.
  std::string text;          ///< TextString, valid UTF-8; ByteString in chunks, as it stands.
  Bytes bytes;               ///< ByteString in one piece.
  std::vector<Value> items;  ///< Array: its items. Tag: the one item. Map: key, value, key, value …
  std::uint64_t offset = 0;  ///< Of the head, from the start of the file.
  std::uint64_t size_bytes = 0;  ///< Of the whole item as it stands in the file.

  [[nodiscard]] bool is_text(std::string_view wanted) const {
    return type == Type::TextString && text == wanted;
  }
  /// The integer, when it fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;

  /// The value of a text or integer key of a map; nothing when this is no map or lacks the key.
  [[nodiscard]] const Value* find(std::string_view key) const;
  [[nodiscard]] const Value* find(std::int64_t key) const;

  /// The text at a key of a map, else empty.
  [[nodiscard]] std::string_view text_at(std::string_view key) const;

  /// The array at a key of a map, else an empty one.
  [[nodiscard]] const std::vector<Value>& array_at(std::string_view key) const;

  /// This value without its tags.
  [[nodiscard]] const Value& untagged() const;
};

/// Reads one item with all that it holds and moves `in` behind it.
///
/// Definite and indefinite lengths, tags, all widths of float. Every item is charged, and a count
/// is compared with the bytes left before anything is allocated; arrays grow as items come.
/// Map keys must differ (RFC 8949 section 5.6): two readers that choose differently would see two
/// documents. Compared are integer and text keys; others are rare and not looked up. Faults:
/// cbor::faults (2801–), truncated, too_deep, too_many_items, too_large. Source: RFC 8949.
Parsed<Value> parse_value(Reader& in, Budget& budget);

/// As `parse_value`, and nothing may follow. Faults: also trailing_bytes.
Parsed<Value> parse_document(Reader in, Budget& budget);

/// A short text of a value for people: text as it is, integers and floats in decimal, true, false,
/// the item of a tag; empty for what has no short form (byte strings, arrays, maps, null).
std::string to_plain_text(const Value& value);

}  // namespace gg::cbor
