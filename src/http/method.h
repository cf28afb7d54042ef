#pragma once

#include <optional>
#include <string_view>

namespace gg::http {

/// The methods this server knows (RFC 9110 section 9.3, RFC 5789).
enum class Method : unsigned char { Get, Head, Post, Put, Patch, Delete, Options };

/// Method names are case-sensitive (RFC 9110 section 9.1). Nothing for any other.
std::optional<Method> parse_method(std::string_view text);

std::string_view to_text(Method method);

/// All of them, as an Allow field lists them.
inline constexpr std::string_view methods_text = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

}  // namespace gg::http
