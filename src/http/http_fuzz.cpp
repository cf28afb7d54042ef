#include "base/check.h"
#include "base/text.h"
#include "http/address.h"
#include "http/cookie.h"
#include "http/entity_tag.h"
#include "http/framing.h"
#include "http/head.h"
#include "http/negotiate.h"
#include "http/range.h"
#include "http/target.h"
#include "http/token.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace gg::http {
namespace {

void check_target(std::string_view text) {
  constexpr TargetLimits limits{.target_bytes_max = 512, .segments_max = 8, .parameters_max = 8};
  const auto target = parse_target(text, limits);
  if (!target.has_value()) {
    GG_CHECK(target.error().status == 400 || target.error().status == 414);
    return;
  }
  GG_CHECK(target->segments.size() <= limits.segments_max);
  GG_CHECK(target->query.size() <= limits.parameters_max);
  std::string path;
  for (const auto& segment : target->segments) {
    GG_CHECK(!segment.empty() && segment != "." && segment != ".." && is_utf8(segment));
    GG_CHECK(segment.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos);
    path += "/" + segment;
  }
  GG_CHECK(percent_decode(target->raw_path) == (path.empty() ? "/" : path));
  for (const auto& [name, value] : target->query) GG_CHECK(is_utf8(name) && is_utf8(value));
}

void check_head(std::string_view text) {
  constexpr HeadLimits limits{.headers_max = 8, .header_bytes_max = 256};
  const auto first = std::min(text.find('\0'), text.size());
  const auto rest = text.substr(std::min(first + 1, text.size()));
  const auto head = read_head(text, std::min(rest.find('\0'), rest.size()), limits);
  if (!head.has_value()) return;
  GG_CHECK(is_token(head->method) && head->headers.size() <= limits.headers_max);
  for (const auto& [name, value] : head->headers) GG_CHECK(is_token(name) && is_field_value(value));
  const auto framing = read_framing(*head);
  if (framing.has_value() && framing->kind == Framing::Kind::Length)
    GG_CHECK(head->headers.all("Content-Length").size() == 1 &&
             !head->headers.has("Transfer-Encoding"));
  const auto host = read_host(*head);
  if (host.has_value()) GG_CHECK(is_field_value(*host));
}

void check_fields(std::string_view text) {
  constexpr std::uint64_t size_bytes = 1000;
  const auto answer = parse_range(text, size_bytes);
  if (const auto* range = std::get_if<ByteRange>(&answer))
    GG_CHECK(range->first < range->end && range->end <= size_bytes);
  const auto cookies = parse_cookies(text);
  GG_CHECK(cookies.size() <= cookies_max);
  for (const auto& [name, value] : cookies) GG_CHECK(is_token(name));
  for (const auto& tag : parse_entity_tags(text).tags)
    GG_CHECK(tag.opaque.find('"') == std::string::npos);
  static_cast<void>(accepts_coding(text, "gzip"));
  const auto type = media_type_of(text);
  GG_CHECK(type.empty() || type.find('/') != std::string::npos);
  static const ProxyTrust trust{.networks = {*Cidr::parse("10.0.0.0/8")}, .unix_socket = false};
  const auto peer = peer_behind({IpAddress::parse("10.0.0.1"), false}, text, text, trust);
  GG_CHECK(peer.address.has_value() && IpAddress::parse(peer.text()) == peer.address);
}

}  // namespace
}  // namespace gg::http

/// The first byte chooses what the rest is: a target, a head as the library leaves it, or a field.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string text;
  for (std::size_t index = 1; index < size; ++index) text += static_cast<char>(data[index]);
  switch (data[0] % 3) {
    case 0:
      gg::http::check_target(text);
      break;
    case 1:
      gg::http::check_head(text);
      break;
    default:
      gg::http::check_fields(text);
      break;
  }
  return 0;
}
