#pragma once

#include "base/result.h"
#include "clearance/clearance.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace gg::desk {

/// Whom to ask when a checkpoint existed. *value*
struct TimeAuthority {
  std::string url;  ///< Empty: nobody is asked.
  std::string certificates_pem;

  /// Errors: InvalidInput for an address that is none, NotFound for a file that cannot be read.
  static Result<TimeAuthority> load(const std::string& url, const std::string& certificates_file);
};

/// Asks for a time stamp (RFC 3161) on the newest checkpoint of each tree that has none of this
/// day, checks it and keeps it. Returns how many were kept. Blocks for as long as the authority
/// takes. Errors: of the first that failed; those before it are kept.
Result<std::size_t> stamp_checkpoints(clearance::Clearance& clearance,
                                      const TimeAuthority& authority);

}  // namespace gg::desk
