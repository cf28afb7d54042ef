#pragma once

#include "desk/context.h"

#include <functional>
#include <string>

namespace gg::desk {

/// What a request asks to be done, ready for the core.
struct Asked {
  std::string id;  ///< {id} of the path; empty where it has none.
  Json body;
  std::int64_t version = 0;  ///< The one the caller saw.
  std::string detail;        ///< The path's second parameter: {duty}, {index}.
};

using Ask = std::function<Result<store::Record>(clearance::Work&, const Asked&)>;

/// Whether a request must say which version it is about.
enum class Versioned : std::uint8_t { No, Yes };

/// A handler that runs one use case for the caller.
http::Handler acting(Context& context, int status, Versioned versioned, Ask ask);

}  // namespace gg::desk
