#pragma once

#include "bytes/fault.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace gg::svg {

/// The bytes of base64 text, white space anywhere; nothing if `text` is anything else.
/// Padding may be missing, as browsers allow. Source: RFC 4648 section 4.
std::optional<std::vector<std::byte>> bytes_of_base64(std::string_view text);

}  // namespace gg::svg
