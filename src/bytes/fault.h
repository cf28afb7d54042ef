#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace gg {

using Bytes = std::span<const std::byte>;

/// One way bytes can be wrong. Each module lists its own in `faults.h`; the number is public
/// (reports and docs/faults.md name it) and is never reused.
struct ParseFault {
  std::uint16_t number;
  std::string_view text;
};

/// Why bytes could not be read, and where in the file. 16 bytes and no heap: it is copied on every
/// read that fails, and a scan fails often.
struct ParseError {
  const ParseFault* fault;
  std::uint64_t offset;  ///< Bytes from the start of the file.
};
static_assert(sizeof(ParseError) == 16);

template <class T>
using Parsed = Result<T, ParseError>;

namespace faults {
inline constexpr ParseFault truncated{1001, "fewer bytes left than the field needs"};
inline constexpr ParseFault trailing_bytes{1002, "bytes left after the last field"};
inline constexpr ParseFault too_large{1003, "larger than the memory budget of a scan"};
inline constexpr ParseFault too_many_items{1004, "more items than the item budget of a scan"};
inline constexpr ParseFault too_deep{1005, "nested deeper than the depth limit of a scan"};
inline constexpr ParseFault read_failed{1006, "the file could not be read here"};
inline constexpr ParseFault bad_magic{1007, "the signature of the format is missing"};
inline constexpr ParseFault inflate_failed{1008, "compressed data is damaged"};
inline constexpr ParseFault inflate_too_large{1009, "compressed data unpacks beyond its limit"};
}  // namespace faults

}  // namespace gg
