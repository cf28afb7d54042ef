#pragma once

#include <cstdint>
#include <string>

namespace gg::bmff {

/// Seconds since 1904-01-01 UTC as RFC 3339 ("2026-03-01T09:30:00Z"); empty for 0 (not stated) and
/// for times after the year 9999.  Source: ISO/IEC 14496-12:2022 section 8.2.2.
std::string rfc3339_from_1904(std::uint64_t seconds);

}  // namespace gg::bmff
