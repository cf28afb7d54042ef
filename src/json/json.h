#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#ifndef __OPTIMIZE__
// Builds that are not optimised make its members once, in json.cpp, and not in each file: a sixth of
// the time to compile.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
#endif

namespace gg {

/// JSON with object members in the order of the file.
using Json = nlohmann::ordered_json;

/// Limits of one untrusted JSON text.
struct JsonLimits {
  std::size_t text_bytes_max = 4U << 20;
  int depth_max = 64;
};

/// Parses untrusted JSON (RFC 8259; also NaN and Infinity, which Python writes, as null). Nothing
/// when the text is not JSON, is too long or nests too deep. Never throws.
std::optional<Json> parse_json(std::string_view text, const JsonLimits& limits = {});

/// The member `key` of an object when it is text, else empty. Never throws.
std::string_view text_member(const Json& object, std::string_view key);

/// The member `key` of an object, or nothing. Never throws.
const Json* find_member(const Json& object, std::string_view key);

/// A scalar as text: strings unquoted, numbers and booleans as written, null and others empty.
std::string scalar_text(const Json& value);

}  // namespace gg
