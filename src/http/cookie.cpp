#include "http/cookie.h"

#include "http/token.h"

namespace gg::http {

Cookies parse_cookies(std::string_view text) {
  Cookies cookies;
  while (!text.empty() && cookies.size() < cookies_max) {
    const auto pair = take_member(text, ';');
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const auto name = without_ows(pair.substr(0, equals));
    auto value = without_ows(pair.substr(equals + 1));
    if (!is_token(name)) continue;
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
      value = value.substr(1, value.size() - 2);
    cookies.add(std::string(name), std::string(value));
  }
  return cookies;
}

std::string to_text(const SetCookie& cookie) {
  auto text = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (cookie.max_age) text += "; Max-Age=" + std::to_string(cookie.max_age->count());
  text += "; HttpOnly";
  if (cookie.transport == SetCookie::Transport::HttpsOnly) text += "; Secure";
  text += cookie.same_site == SetCookie::SameSite::Strict ? "; SameSite=Strict" : "; SameSite=Lax";
  return text;
}

}  // namespace gg::http
