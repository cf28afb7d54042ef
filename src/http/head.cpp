#include "http/head.h"

#include "http/token.h"

namespace gg::http {
namespace {

constexpr std::string_view line_end("\0\0", 2);

auto malformed(std::string_view what) {
  return refuse(400, "the head of the request is not HTTP/1.1 (RFC 9112): " + std::string(what));
}

/// Cuts the text before the next NUL off `bytes`, and that NUL.
Refused<std::string_view> take_text(std::string_view& bytes) {
  const auto end = bytes.find('\0');
  if (end == std::string_view::npos) return malformed("a line does not end");
  const auto text = bytes.substr(0, end);
  bytes.remove_prefix(end + 1);
  return text;
}

Refused<Version> take_version(std::string_view& bytes) {
  TRY_LET(const auto text, take_text(bytes));
  if (!bytes.starts_with('\0')) return malformed("the request line has a NUL or a bare line feed");
  bytes.remove_prefix(1);
  if (text == "HTTP/1.1") return Version::Http11;
  if (text == "HTTP/1.0") return Version::Http10;
  if (text.starts_with("HTTP/"))
    return refuse(505, "this server speaks HTTP/1.1; a proxy in front may speak others");
  return malformed("the request line is not method, target and version between single spaces");
}

Refused<void> take_header(std::string_view& bytes, const HeadLimits& limits, Headers& headers) {
  TRY_LET(const auto name, take_text(bytes));
  if (!is_token(name))
    return malformed("a field name is empty, folded, or has white space or a control character");
  TRY_LET(const auto text, take_text(bytes));
  const auto value = without_ows(text);
  if (!bytes.starts_with('\0'))
    return malformed("the field " + std::string(name) + " has a NUL or a bare line feed");
  if (!is_field_value(value))
    return malformed("the field " + std::string(name) + " has a control character");
  if (name.size() + value.size() > limits.header_bytes_max)
    return refuse(431, "the field " + std::string(name) + " is longer than " +
                           std::to_string(limits.header_bytes_max) + " bytes");
  bytes.remove_prefix(1);
  headers.add(std::string(name), std::string(value));
  return {};
}

}  // namespace

Refused<Head> read_head(std::string_view bytes, std::size_t target_bytes,
                        const HeadLimits& limits) {
  Head head;
  TRY_LET(head.method, take_text(bytes));
  if (!is_token(head.method)) return malformed("the method is not a token");
  if (target_bytes == 0 || target_bytes >= bytes.size() || bytes[target_bytes] != '\0')
    return malformed("the request line is not method, target and version between single spaces");
  bytes.remove_prefix(target_bytes + 1);
  TRY_LET(head.version, take_version(bytes));
  while (bytes != line_end) {
    if (head.headers.size() == limits.headers_max)
      return refuse(431, "more than " + std::to_string(limits.headers_max) + " header fields");
    TRY(take_header(bytes, limits, head.headers));
  }
  return head;
}

}  // namespace gg::http
