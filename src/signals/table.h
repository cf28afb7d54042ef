#pragma once

#include "signals/evidence.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace gg::signals {

class Reading;

/// A set of carriers, one bit each.
using Carriers = std::uint32_t;

template <class... C>
constexpr Carriers in(C... carriers) {
  return ((Carriers{1} << static_cast<unsigned>(carriers)) | ...);
}
inline constexpr Carriers anywhere = ~Carriers{0};

/// Where a signal stands: carriers and a key. A key is compared without case; "*" is any key,
/// "*x" one that ends with x, "x*" one that begins with x.
struct Spot {
  Carriers carriers = 0;  ///< 0: an unused place of the array.
  std::string_view key;
};
using Spots = std::array<Spot, 16>;

/// Completes evidence that the row has filled already, or says that the field is not this signal.
using Recognizer = std::optional<Evidence> (*)(Reading&, const Field&, Evidence);

/// One signal. To add one: a row in its family's table, and a case in tests/expectations/.
struct Row {
  std::string_view id;    ///< Stable: `Evidence::signal`.
  std::string_view tool;  ///< As people know it; empty when the value names it.
  EvidenceKind kind = EvidenceKind::Generator;
  Spots spots;
  /// What the value must look like, alternatives divided by '|', compared without case:
  /// "=text" is exactly, "^text" begins with, "~text" holds, "#text" holds as a word of its own.
  /// Empty: any value that is not empty.
  std::string_view value;
  Claim claim = Claim::Generated;
  Strength strength = Strength::Declared;
  Recognizer recognize = nullptr;  ///< Nothing: the pattern says it all.
  std::string_view source;         ///< Where the fact is from.
  std::string_view limits;         ///< One sentence: what this does not show.
};

/// All rows of all families, in the order in which they are tried.
std::span<const std::span<const Row>> table();

/// The families, one table each.
std::span<const Row> source_type_rows();
std::span<const Row> label_rows();
std::span<const Row> comfyui_rows();
std::span<const Row> local_tool_rows();
std::span<const Row> service_rows();
std::span<const Row> camera_rows();

/// True when `field` stands at one of the row's spots and its value fits the row's pattern.
bool fits(const Row& row, const Field& field);

/// True when `key` fits the key pattern of a spot. True when `value` fits a value pattern.
bool fits_key(std::string_view pattern, std::string_view key);
bool fits_value(std::string_view pattern, std::string_view value);

/// Sentences that many rows share.
namespace limits {
inline constexpr std::string_view unsigned_text =
    "Unsigned metadata: anyone can write, copy or remove it.";
inline constexpr std::string_view hint =
    "A name or a habit of a tool, not a statement about the content; on its own it proves nothing.";
}  // namespace limits

}  // namespace gg::signals
