#pragma once

#include "desk/context.h"
#include "http/route.h"

namespace gg::desk {

// What requests about one delivery have in common.

/// The delivery {id}, if the caller may see it. Errors: NotFound, Forbidden.
Result<store::Record> delivery_of(store::Snapshot& snapshot, const http::Request& request);

/// Its judgement of the number that `judgement` asks for, or its newest. Errors: InvalidInput,
/// NotFound.
Result<Json> judgement_of(store::Snapshot& snapshot, const http::Request& request,
                          const store::Record& delivery);

using ReadDelivery = Result<http::Response> (*)(store::Snapshot&, const http::Request&);

/// Answers beside the server's threads: judgements can be large.
http::Handler reading_beside(Context& context, ReadDelivery answer);

}  // namespace gg::desk
