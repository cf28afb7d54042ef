#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace gg::outgoing {

/// An http or https URL whose parts were looked at (RFC 3986, as libcurl reads it).
struct HttpUrl {
  std::string text;
  bool is_trusted = false;  ///< Its "host:port" is one of the trusted hosts.
};

/// Errors: InvalidInput when it is no http(s) URL with a host, has a user or password or a
/// fragment, is longer than 2,048 bytes, or is http where the host is not trusted.
Result<HttpUrl> check_url(const std::string& url, const std::vector<std::string>& trusted_hosts);

/// Where a reference leads that stands in the answer of `base`: another URL, or a path on the same
/// host. It may lead to anything; `check_url` looks at it. Errors: InvalidInput when it is no
/// reference.  Source: RFC 3986 section 5.
Result<std::string> resolved(const std::string& base, const std::string& reference);

}  // namespace gg::outgoing
