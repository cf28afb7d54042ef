#pragma once

#include "base/result.h"
#include "http/request.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::desk {

// What lists read of a request's query.

/// Items of a page, 1 to `most`; 50 where it is not said. Errors: InvalidInput.
Result<std::int64_t> limit_of(const http::Request& request, std::int64_t most = 200);

/// Which members of documents a list is asked for: "summary", "decision.outcome"; all where there
/// are none. Errors: InvalidInput.
Result<std::vector<std::string>> fields_of(const http::Request& request);

/// All values of a parameter that may come more than once and hold commas.
std::vector<std::string> values_of(const http::Request& request, std::string_view name);

/// The one value of a parameter; empty where it is not there.
std::string parameter_of(const http::Request& request, std::string_view name);

}  // namespace gg::desk
