#include "outgoing/http_url.h"

#include "base/text.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <curl/curl.h>

namespace gg::outgoing {
namespace {

constexpr std::size_t url_bytes_max = 2048;

using UrlPtr = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using TextPtr = std::unique_ptr<char, decltype(&curl_free)>;

/// A part of a URL, or empty where it has none.
std::string part_of(const UrlPtr& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  const auto found = curl_url_get(url.get(), part, &text, flags);
  const TextPtr owned(text, curl_free);
  return found == CURLUE_OK ? std::string(text) : std::string();
}

auto refuse(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "the address is refused: " + what});
}

/// libcurl also takes one slash or three, where a browser may see another host.
bool has_odd_start(std::string_view url) {
  const auto first = url.find("://");
  return first == std::string_view::npos || url.substr(first).starts_with(":///") ||
         url.find('/') < first;
}

bool has_odd_characters(std::string_view url) {
  return std::ranges::any_of(url, [](char c) { return c <= ' ' || c == '\x7F' || c == '\\'; });
}

}  // namespace

Result<HttpUrl> check_url(const std::string& url, const std::vector<std::string>& trusted_hosts) {
  if (url.size() > url_bytes_max) return refuse("it is longer than 2,048 bytes");
  if (has_odd_characters(url))
    return refuse("it has blanks, control or other characters that are not ASCII; encode them");
  const UrlPtr parsed(curl_url(), curl_url_cleanup);
  if (has_odd_start(url) || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
    return refuse("it is no URL; write https://host/path");
  const auto scheme = part_of(parsed, CURLUPART_SCHEME);
  if (scheme != "https" && scheme != "http") return refuse("it is not https");
  if (!part_of(parsed, CURLUPART_USER).empty() || !part_of(parsed, CURLUPART_PASSWORD).empty())
    return refuse("it has a user or password in it; leave them out");
  if (url.find('#') != std::string::npos)
    return refuse("it has a fragment (#), which is never sent; leave it out");
  const auto host = ascii_lower(part_of(parsed, CURLUPART_HOST)) + ":" +
                    part_of(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  const bool trusted = std::ranges::find(trusted_hosts, host) != trusted_hosts.end();
  if (scheme == "http" && !trusted) return refuse("it is not https");
  return HttpUrl{.text = url, .is_trusted = trusted};
}

Result<std::string> resolved(const std::string& base, const std::string& reference) {
  const UrlPtr url(curl_url(), curl_url_cleanup);
  if (curl_url_set(url.get(), CURLUPART_URL, base.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK ||
      curl_url_set(url.get(), CURLUPART_URL, reference.c_str(), CURLU_NON_SUPPORT_SCHEME) !=
          CURLUE_OK)
    return refuse("it is no URL; write https://host/path");
  return part_of(url, CURLUPART_URL);
}

}  // namespace gg::outgoing
