#pragma once

#include "trust/certificate.h"

#include <optional>
#include <string_view>

namespace gg::credentials {

/// Reads a moment of RFC 3339, fractions dropped: "2026-11-23T12:00:00.5+01:00"; also a day alone,
/// which is its first second in UTC. Nothing for anything else.
std::optional<trust::Time> parse_moment(std::string_view text);

}  // namespace gg::credentials
