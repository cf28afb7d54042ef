#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::signing {

/// The address of a digital source type: of a name ("trainedAlgorithmicMedia"), or an address as it
/// stands. Errors: InvalidInput with the names there are.
/// Source: IPTC NewsCodes Digital Source Type; C2PA 2.2 section 18.14.3.
Result<std::string> source_type_address(std::string_view name);

/// The names, those of generative AI first.
std::vector<std::string_view> source_type_names();

/// What a register says of how a use came about: "generated", "altered", "enhanced". Several uses
/// in one file make a composite. The name of its digital source type.
std::string_view source_type_of_uses(const std::vector<std::string>& how);

}  // namespace gg::signing
