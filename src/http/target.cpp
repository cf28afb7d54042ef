#include "http/target.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>

namespace gg::http {
namespace {

std::optional<unsigned> hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned>(digit - 'A' + 10);
  return std::nullopt;
}

std::optional<char> decode_escape(std::string_view escape) {
  if (escape.size() < 3) return std::nullopt;
  const auto high = hex_value(escape[1]);
  const auto low = hex_value(escape[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(static_cast<unsigned char>(*high * 16 + *low));
}

/// RFC 3986 section 3.3, pchar without what escapes are made of.
bool is_path_character(char c) {
  constexpr std::string_view marks = "-._~!$&'()*+,;=:@%";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

/// Browsers leave more unencoded in a query than RFC 3986 allows (WHATWG URL, query percent-encode
/// set), but never white space, quotes, angle brackets or '#'.
bool is_query_character(char c) {
  constexpr std::string_view never = "\"<>#";
  return c > 0x20 && c < 0x7F && never.find(c) == std::string_view::npos;
}

bool is_control(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte < 0x20 || byte == 0x7F;
}

Refused<std::string> decode_segment(std::string_view raw) {
  auto segment = percent_decode(raw);
  if (!segment) return refuse(400, "the path has a '%' without two hexadecimal digits after it");
  if (segment->empty())
    return refuse(400, "the path has an empty segment: write single slashes, and none at its end");
  if (*segment == "." || *segment == "..")
    return refuse(400, "the path has a dot segment: send the path it stands for");
  if (std::ranges::any_of(*segment, is_control))
    return refuse(400, "the path has a control character");
  if (segment->find_first_of("/\\") != std::string::npos)
    return refuse(400, "the path has an encoded slash or a backslash inside a segment");
  if (!is_utf8(*segment)) return refuse(400, "the path is not UTF-8");
  return *std::move(segment);
}

Refused<std::vector<std::string>> parse_segments(std::string_view path, std::size_t segments_max) {
  std::vector<std::string> segments;
  if (path == "/") return segments;
  for (auto rest = path.substr(1);;) {
    const auto slash = rest.find('/');
    if (segments.size() == segments_max)
      return refuse(414, "the path has more than " + std::to_string(segments_max) + " segments");
    TRY_LET(auto segment, decode_segment(rest.substr(0, slash)));
    segments.push_back(std::move(segment));
    if (slash == std::string_view::npos) return segments;
    rest.remove_prefix(slash + 1);
  }
}

Refused<std::string> decode_parameter(std::string_view raw) {
  auto text = percent_decode(raw, Plus::IsSpace);
  if (!text) return refuse(400, "the query has a '%' without two hexadecimal digits after it");
  if (text->find('\0') != std::string::npos) return refuse(400, "the query has a NUL");
  if (!is_utf8(*text)) return refuse(400, "the query is not UTF-8");
  return *std::move(text);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    if (c != '%') {
      decoded += c == '+' && plus == Plus::IsSpace ? ' ' : c;
      continue;
    }
    const auto byte = decode_escape(text.substr(index));
    if (!byte) return std::nullopt;
    decoded += *byte;
    index += 2;
  }
  return decoded;
}

Refused<Query> parse_query(std::string_view text, std::size_t parameters_max) {
  Query query;
  while (!text.empty()) {
    const auto parameter = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(parameter.size() + 1, text.size()));
    if (parameter.empty()) continue;
    if (query.size() == parameters_max)
      return refuse(414,
                    "the query has more than " + std::to_string(parameters_max) + " parameters");
    const auto equals = std::min(parameter.find('='), parameter.size());
    TRY_LET(auto name, decode_parameter(parameter.substr(0, equals)));
    TRY_LET(auto value, decode_parameter(parameter.substr(std::min(equals + 1, parameter.size()))));
    query.add(std::move(name), std::move(value));
  }
  return query;
}

Refused<Target> parse_target(std::string_view text, const TargetLimits& limits) {
  if (text.size() > limits.target_bytes_max)
    return refuse(414, "the request target is longer than " +
                           std::to_string(limits.target_bytes_max) + " bytes");
  if (!text.starts_with('/'))
    return refuse(400, "the request target does not begin with '/': send the path only");
  const auto mark = text.find('?');
  const auto path = text.substr(0, mark);
  const auto query = mark == std::string_view::npos ? std::string_view{} : text.substr(mark + 1);
  if (!std::ranges::all_of(path, [](char c) { return c == '/' || is_path_character(c); }))
    return refuse(400, "the path has a character that must be percent-encoded");
  if (!std::ranges::all_of(query, is_query_character))
    return refuse(400, "the query has a character that must be percent-encoded");
  Target target{.raw_path = std::string(path), .segments = {}, .query = {}};
  TRY_LET(target.segments, parse_segments(path, limits.segments_max));
  TRY_LET(target.query, parse_query(query, limits.parameters_max));
  return target;
}

}  // namespace gg::http
