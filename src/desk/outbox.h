#pragma once

#include "clearance/clearance.h"
#include "http/event_hub.h"

#include <cstddef>

namespace gg::desk {

/// Publishes the events that wait in the outbox and marks them done, in their order. Returns how
/// many. Errors: Unavailable.
Result<std::size_t> send_events(clearance::Clearance& desk, http::EventHub& hub);

}  // namespace gg::desk
