#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gg::trust {

/// The base 64 texts between "-----BEGIN label-----" and its end, without white space, in order.
/// What stands between them is passed over; a begin without its end is given to the end of the
/// text, so that it is not lost unseen. Source: RFC 7468 (lax).
std::vector<std::string> pem_bodies(std::string_view text, std::string_view label);

}  // namespace gg::trust
