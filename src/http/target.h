#pragma once

#include "http/fields.h"
#include "http/refusal.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::http {

struct TargetLimits {
  std::size_t target_bytes_max = 8192;
  std::size_t segments_max = 32;
  std::size_t parameters_max = 100;
};

/// The request target in the one form that is served. *value*
struct Target {
  std::string raw_path;               ///< As sent, still encoded: for signatures, never for logs.
  std::vector<std::string> segments;  ///< Decoded; UTF-8; none is empty, "." or "..".
  Query query;                        ///< Decoded.
};

/// Reads a target in origin-form (RFC 9112 section 3.2.1): "/", or segments without white space,
/// control characters, '/' or '\' once decoded. Refuses with 400 what is not canonical (empty and
/// dot segments, a slash at the end, bad escapes, text that is not UTF-8, NUL, absolute-form), with
/// 414 what is longer than `limits` allow.
Refused<Target> parse_target(std::string_view text, const TargetLimits& limits = {});

/// Decodes %XX, and '+' as a space where `plus` says so. Nothing when an escape is broken.
enum class Plus : unsigned char { Kept, IsSpace };
std::optional<std::string> percent_decode(std::string_view text, Plus plus = Plus::Kept);

/// "a=1&b=2" (WHATWG URL, application/x-www-form-urlencoded). Refuses with 400 broken escapes, NUL
/// and text that is not UTF-8, with 414 too many parameters.
Refused<Query> parse_query(std::string_view text, std::size_t parameters_max = 100);

}  // namespace gg::http
