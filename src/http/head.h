#pragma once

#include "http/fields.h"
#include "http/refusal.h"

#include <string>
#include <string_view>

namespace gg::http {

enum class Version : unsigned char { Http10, Http11 };

/// Request line and fields of a request. *value*
struct Head {
  std::string method;
  Version version = Version::Http11;
  Headers headers;
};

struct HeadLimits {
  std::size_t headers_max = 100;
  std::size_t header_bytes_max = 8192;  ///< Name and value of one.
};

/// Reads the head of a request as libmicrohttpd leaves it in memory: the bytes as received, with
/// a NUL for the space or colon that ended a name, and NULs for CR and LF. The library itself
/// accepts much that RFC 9112 does not, and cuts texts at a NUL; read from the bytes, the head is
/// exactly method SP target SP version CRLF *(name ":" OWS value OWS CRLF) CRLF, or refused.
/// So refused with 400 are: white space before a colon or more than one space in the request line,
/// NUL, bare CR or LF, folded lines, names that are not tokens, fields without a name; with 431
/// more fields or longer ones than `limits` allow; with 505 versions other than HTTP/1.0 and 1.1.
/// `target_bytes` is the size of the target, in which the library may have written already.
Refused<Head> read_head(std::string_view bytes, std::size_t target_bytes,
                        const HeadLimits& limits = {});

}  // namespace gg::http
