#pragma once

#include "secrets/sealed_box.h"

#include <string>
#include <string_view>

namespace gg::secrets {

/// Whether a name fits on a holder's line: 1 to 128 bytes of UTF-8 without control characters.
bool is_holder_name(std::string_view name);

/// The text of a header; `header.text` is not looked at. The inverse of `parse_sealed_header`.
std::string write_sealed_header(const SealedHeader& header);

}  // namespace gg::secrets
