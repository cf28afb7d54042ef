#pragma once

#include "desk/context.h"

namespace gg::desk {

/// Clearances: signed tokens for uses that may proceed, and what is known of one.
void add_clearance_routes(http::Router& router, Context& context, const std::string& prefix);

}  // namespace gg::desk
