#pragma once

#include "bytes/budget.h"

#include <cstddef>
#include <vector>

namespace gg {

/// What wraps the deflate stream. Source: RFC 1950 (zlib), RFC 1952 (gzip), RFC 1951 (raw).
enum class Wrapping : std::uint8_t { Zlib, Gzip, Raw };

/// Unpacks `packed` whole. The output grows as data comes, charged to `budget` before each step,
/// so that a bomb costs at most the budget. `at` names the place for errors.
/// Faults: inflate_failed, inflate_too_large.
Parsed<std::vector<std::byte>> inflate(Bytes packed, Wrapping wrapping, Budget& budget,
                                       const Reader& at);

}  // namespace gg
