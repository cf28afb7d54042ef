#pragma once

#include "http/fields.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gg::http {

inline constexpr std::size_t cookies_max = 50;

/// The cookies of a Cookie field (RFC 6265 section 5.4). What is no `name=value` is passed over,
/// as browsers send what other programs of the same host have set; at most `cookies_max`.
Cookies parse_cookies(std::string_view text);

/// A cookie to be set (RFC 6265 section 4.1). Never readable by scripts.
struct SetCookie {
  enum class SameSite : unsigned char { Strict, Lax };
  std::string name;
  std::string value;  ///< A token or base64url: what needs no quoting.
  std::string path = "/";
  std::optional<std::chrono::seconds>
      max_age;  ///< Zero deletes; none lasts as long as the browser.
  SameSite same_site = SameSite::Lax;
  enum class Transport : unsigned char { HttpsOnly, Any };
  Transport transport = Transport::HttpsOnly;
};

/// The value of its Set-Cookie field.
std::string to_text(const SetCookie& cookie);

}  // namespace gg::http
