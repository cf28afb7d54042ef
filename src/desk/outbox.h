#pragma once

#include "clearance/clearance.h"
#include "clearance/sight.h"
#include "http/event_hub.h"

#include <cstddef>
#include <string_view>

namespace gg::desk {

/// Publishes the events that wait in the outbox and marks them done, in their order. Returns how
/// many. Errors: Unavailable.
Result<std::size_t> send_events(clearance::Clearance& desk, http::EventHub& hub);

/// What an event is about, out of the topic it was published under: who hears of it.
clearance::Subject subject_in(std::string_view topic);

}  // namespace gg::desk
