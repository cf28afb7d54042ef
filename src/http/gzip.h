#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gg::http {

/// `bytes` in the gzip format (RFC 1952); nothing when zlib has no memory.
std::optional<std::string> gzip(std::string_view bytes);

}  // namespace gg::http
