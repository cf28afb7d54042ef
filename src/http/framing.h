#pragma once

#include "http/head.h"

#include <cstdint>

namespace gg::http {

/// How the end of a request's body is known (RFC 9112 section 6). *value*
struct Framing {
  enum class Kind : unsigned char { NoBody, Length, Chunked };
  Kind kind = Kind::NoBody;
  std::uint64_t size_bytes = 0;  ///< Of a body with a length.
};

/// Reads it strictly, so that no proxy in front can see another end: refuses with 400 a
/// Content-Length that is repeated, not all digits, or beside Transfer-Encoding, and
/// Transfer-Encoding in HTTP/1.0; with 501 codings other than "chunked".
Refused<Framing> read_framing(const Head& head);

/// The host the request is for, without its port. Refuses with 400 a Host field that is missing in
/// HTTP/1.1, repeated, or has characters no host has.
Refused<std::string> read_host(const Head& head);

}  // namespace gg::http
