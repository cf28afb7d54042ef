#pragma once

#include <chrono>
#include <string>

namespace gg {

/// "2026-11-24T18:50:00.123Z": a point in time in UTC, always of this length, so that texts sort as
/// times do.  Source: RFC 3339 §5.6.
std::string rfc3339_of(std::chrono::sys_time<std::chrono::milliseconds> moment);

}  // namespace gg
