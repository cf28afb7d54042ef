#include "secrets/compact_jws.h"

#include "secrets/encoding.h"

namespace gg::secrets {
namespace {

constexpr int depth_max = 16;
constexpr std::int64_t year_10000 = 253'402'300'800;

Result<Json> parse_object(std::string_view part, const char* name) {
  const auto bytes = parse_base64url(part);
  if (!bytes) return refuse_token(std::string("its ") + name + " is not base64url");
  auto object = parse_json(*bytes, {.text_bytes_max = bytes->size(), .depth_max = depth_max});
  if (!object || !object->is_object())
    return refuse_token(std::string("its ") + name + " is no JSON object");
  return *std::move(object);
}

}  // namespace

Result<CompactJws> parse_compact_jws(std::string_view token, std::size_t bytes_max) {
  if (token.size() > bytes_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "the token is refused: longer than " + std::to_string(bytes_max) + " bytes"});
  const auto first_dot = token.find('.');
  const auto second_dot = token.find('.', first_dot + 1);
  if (first_dot == std::string_view::npos || second_dot == std::string_view::npos)
    return refuse_token("it is not three parts with dots between them");
  CompactJws jws{.signed_part = token.substr(0, second_dot)};
  TRY_LET(jws.header, parse_object(token.substr(0, first_dot), "header"));
  TRY_LET(jws.claims, parse_object(jws.signed_part.substr(first_dot + 1), "payload"));
  auto signature = parse_base64url(token.substr(second_dot + 1));
  if (!signature) return refuse_token("its signature is not base64url");
  jws.signature = *std::move(signature);
  for (const auto* name : {"crit", "b64"})
    if (find_member(jws.header, name) != nullptr)
      return refuse_token(std::string("its header has ") + name + ", which is not supported");
  return jws;
}

bool has_audience(const Json& claims, std::string_view audience) {
  const auto* member = find_member(claims, "aud");
  if (member == nullptr) return false;
  if (!member->is_array()) return text_member(claims, "aud") == audience;
  for (const auto& one : *member)
    if (one.is_string() && one.get_ref<const std::string&>() == audience) return true;
  return false;
}

std::optional<std::chrono::sys_seconds> time_claim(const Json& claims, std::string_view name) {
  const auto* member = find_member(claims, name);
  if (member == nullptr || !member->is_number()) return std::nullopt;
  const auto value = member->get<double>();
  if (!(value >= 0 && value < static_cast<double>(year_10000))) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(value)));
}

Result<void> check_times(const Json& claims, std::chrono::sys_seconds now,
                         std::chrono::seconds leeway) {
  const auto expires = time_claim(claims, "exp");
  if (!expires) return refuse_token("it has no time of expiry (exp)");
  if (now >= *expires + leeway) return refuse_token("it has expired; get a new one");
  const auto issued = time_claim(claims, "iat");
  if (!issued) return refuse_token("it has no time of issue (iat)");
  if (*issued > now + leeway) return refuse_token("it was issued in the future; set the clocks");
  if (find_member(claims, "nbf") == nullptr) return {};
  const auto begins = time_claim(claims, "nbf");
  if (!begins || *begins > now + leeway) return refuse_token("it is not valid yet (nbf)");
  return {};
}

}  // namespace gg::secrets
