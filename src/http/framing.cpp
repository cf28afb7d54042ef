#include "http/framing.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace gg::http {
namespace {

Refused<std::uint64_t> read_length(std::string_view text) {
  constexpr std::size_t digits_max = 18;
  if (text.empty() || !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
    return refuse(400, "Content-Length is not a number");
  if (text.size() > digits_max) return refuse(413, "Content-Length is larger than any body here");
  std::uint64_t size_bytes = 0;
  std::from_chars(text.data(), text.data() + text.size(), size_bytes);
  return size_bytes;
}

bool is_host_character(char c) {
  constexpr std::string_view marks = "-._~[]:";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

std::string_view without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  const auto bracket = host.rfind(']');
  if (colon == std::string_view::npos) return host;
  if (bracket != std::string_view::npos && colon < bracket) return host;
  return host.substr(0, colon);
}

}  // namespace

Refused<Framing> read_framing(const Head& head) {
  const auto lengths = head.headers.all("content-length");
  const auto codings = head.headers.all("transfer-encoding");
  if (!codings.empty() && !lengths.empty())
    return refuse(400, "Content-Length and Transfer-Encoding together: send one of them");
  if (codings.size() > 1 || lengths.size() > 1)
    return refuse(400, "Content-Length or Transfer-Encoding is repeated: send it once");
  if (!codings.empty()) {
    if (head.version == Version::Http10)
      return refuse(400, "Transfer-Encoding in an HTTP/1.0 request");
    if (!equals_ignoring_case(codings.front(), "chunked"))
      return refuse(501, "the only transfer coding served is chunked");
    return Framing{Framing::Kind::Chunked, 0};
  }
  if (lengths.empty()) return Framing{};
  TRY_LET(const auto size_bytes, read_length(lengths.front()));
  return Framing{size_bytes == 0 ? Framing::Kind::NoBody : Framing::Kind::Length, size_bytes};
}

Refused<std::string> read_host(const Head& head) {
  const auto hosts = head.headers.all("host");
  if (hosts.empty() && head.version == Version::Http10) return std::string();
  if (hosts.size() != 1) return refuse(400, "Host must be sent once");
  if (hosts.front().empty() || !std::ranges::all_of(hosts.front(), is_host_character))
    return refuse(400, "Host is not a host name or address with an optional port");
  return ascii_lower(without_port(hosts.front()));
}

}  // namespace gg::http
