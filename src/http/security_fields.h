#pragma once

#include "http/fields.h"

#include <string>

namespace gg::http {

/// What browsers are told on every response. *value*
struct SecurityPolicy {
  std::string content_security_policy =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
      "img-src 'self' data:; media-src 'self' blob:; object-src 'none'";
  std::string strict_transport_security = "max-age=63072000";  ///< Sent over https only.
};

enum class Transport : unsigned char { Plain, Https };

/// Adds the fields that `headers` does not set itself. Without a Cache-Control of its own a
/// response is not stored, or only privately where it can be revalidated.
void add_security_fields(const SecurityPolicy& policy, Transport transport, Headers& headers);

}  // namespace gg::http
