#pragma once

#include <string_view>

namespace gg {

/// True when `path` ('/' between its parts) fits `pattern`. `*` and `?` stay inside one part, `**`
/// crosses parts, `[abc]` and `[a-z]` are one character ([!…] any other). A pattern without '/'
/// is compared with the last part only, as in .gitignore; a trailing '/' means all below a folder.
/// Bytes are compared, so names of any encoding work. Never fails; at most |pattern| × |path| steps.
bool fits_glob(std::string_view pattern, std::string_view path);

}  // namespace gg
