#pragma once

#include "bytes/budget.h"

#include <cstddef>
#include <vector>

namespace gg::credentials {

/// Unpacks a Brotli stream whole. The output grows as data comes, charged to `budget` before each
/// step, so that a bomb costs at most the budget. `at` names the place for errors.
/// Faults: brotli_failed, inflate_too_large.  Source: RFC 7932; C2PA 2.2 section 11.2.4.
Parsed<std::vector<std::byte>> unbrotli(Bytes packed, Budget& budget, const Reader& at);

}  // namespace gg::credentials
