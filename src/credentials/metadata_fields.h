#pragma once

#include <string_view>

namespace gg::credentials {

/// True for a field that a c2pa.metadata assertion may state: what the signer can answer for.
/// `name_space` is an address, `field` a name without prefix. Source: C2PA 2.2 appendix B.
bool is_allowed_field(std::string_view name_space, std::string_view field);

}  // namespace gg::credentials
