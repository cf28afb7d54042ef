#pragma once

#include "base/result.h"

#include <string>

namespace gg::outgoing {

/// "host:port" of the address of an authority that somebody of the house named: it is trusted
/// therefore, by http as well (`HttpSettings::trusted_hosts`).
std::string named_host_of(const std::string& url);

/// Sends a time-stamp query (DER) to an authority by HTTP and gives its answer (DER, at most
/// 1 MiB), unchecked. Errors: InvalidInput (no such address), Unavailable (no answer, or another
/// status than 200).  Source: RFC 3161 section 3.4.
Result<std::string> ask_time_authority(const std::string& url, const std::string& query);

}  // namespace gg::outgoing
