#pragma once

#include "base/result.h"
#include "json/json.h"

#include <chrono>
#include <stop_token>
#include <string>

namespace gg::helpers {

/// goodgate-prover beside the running program, or empty if it is not there.
std::string find_prover();

/// Has the prover answer one request (prover/answer.h); its `timeout_ms` is set to `timeout`, and a
/// prover that outlives it by some seconds is stopped. Errors: Unavailable where there is no
/// prover, it ended without an answer, or `stop` was asked for; LimitExceeded past the time;
/// InvalidInput and Internal as the prover says.
Result<Json> ask_prover(Json request, std::chrono::milliseconds timeout, std::stop_token stop = {});

}  // namespace gg::helpers
