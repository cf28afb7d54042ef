#include "http/security_fields.h"

namespace gg::http {
namespace {

void add_absent(std::string_view name, std::string_view value, Headers& headers) {
  if (!headers.has(name)) headers.add(std::string(name), std::string(value));
}

}  // namespace

void add_security_fields(const SecurityPolicy& policy, Transport transport, Headers& headers) {
  const bool can_revalidate = headers.has("ETag") || headers.has("Last-Modified");
  add_absent("Cache-Control", can_revalidate ? "private, no-cache" : "no-store", headers);
  add_absent("Content-Security-Policy", policy.content_security_policy, headers);
  add_absent("X-Content-Type-Options", "nosniff", headers);
  add_absent("Referrer-Policy", "no-referrer", headers);
  add_absent("Cross-Origin-Opener-Policy", "same-origin", headers);
  add_absent("Cross-Origin-Resource-Policy", "same-origin", headers);
  if (transport == Transport::Https)
    add_absent("Strict-Transport-Security", policy.strict_transport_security, headers);
}

}  // namespace gg::http
