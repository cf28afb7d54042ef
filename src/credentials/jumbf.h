#pragma once

#include "bytes/budget.h"
#include "bytes/reader.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::jumbf {

/// Labels are repeated in the address of everything below them: real ones have a hundred bytes.
inline constexpr std::size_t label_bytes_max = 512;

/// A content box: what stands in a superbox beside its description and further superboxes.
struct ContentBox {
  std::string type;  ///< Four characters: "cbor", "json", "bfdb", "bidb", "c2sh", "uuid", "brob".
  Reader payload;    ///< Exactly its payload.
};

/// A superbox ("jumb") with its description ("jumd"). *value*
/// Lifetime: the readers point into the bytes that were read.
struct Superbox {
  /// The type as text: its first four characters when the UUID is an ISO one ("c2pa", "cbor"),
  /// else 32 hexadecimal digits.
  std::string type;
  std::string label;             ///< UTF-8; empty where the description has none.
  std::uint64_t offset = 0;      ///< Of the box, from the start of what was read.
  std::uint64_t size_bytes = 0;  ///< Of the whole box.
  /// All that stands in the box behind its header: what a hashed URI hashes.
  /// Source: C2PA 2.2 section 8.4.2.3.
  Bytes inside;
  std::vector<ContentBox> contents;
  std::vector<Superbox> children;

  /// The first child with this label, or nothing.
  [[nodiscard]] const Superbox* find(std::string_view wanted) const;
  /// The first child whose type is one of these four characters, or nothing.
  [[nodiscard]] const Superbox* find_type(std::string_view wanted) const;
  /// The first content box of a type, or nothing.
  [[nodiscard]] const ContentBox* content(std::string_view wanted) const;
};

/// Reads the superbox that begins at `in` and moves `in` behind it.
///
/// Every box is one item of the budget; children nest up to its depth limit. Unknown content boxes
/// are listed, private description boxes (salt) are passed over.
/// Faults: jumbf::faults (3001–), truncated, too_deep, too_many_items.
/// Source: ISO 19566-5:2023 clauses 4, A and B; C2PA 2.2 sections 11.1.4 and 8.4.2.
Parsed<Superbox> parse_superbox(Reader& in, Budget& budget);

}  // namespace gg::jumbf
