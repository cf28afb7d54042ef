#include "desk_client/desk_client.h"

#include "base/text.h"
#include "desk_client/token_file.h"

#include <cctype>
#include <chrono>
#include <utility>

namespace gg::desk_client {
namespace {

constexpr std::size_t answer_bytes_max = 64U << 20;
constexpr std::chrono::minutes patience{2};
constexpr std::uint64_t upload_bytes_per_second_min = 64U << 10;

/// "desk.example:443", as `outgoing` names hosts that are trusted. Nothing for what is no address.
std::optional<std::string> host_of(const std::string& server) {
  const bool is_http = starts_with_ignoring_case(server, "http://");
  if (!is_http && !starts_with_ignoring_case(server, "https://")) return std::nullopt;
  const auto first = server.find("://") + 3;
  auto host = ascii_lower(server.substr(first, server.find('/', first) - first));
  if (host.empty() || host.find_first_of("@?# ") != std::string::npos) return std::nullopt;
  const auto colon = host.rfind(':');
  const bool has_port = colon != std::string::npos && host.find(']', colon) == std::string::npos;
  return has_port ? host : host + (is_http ? ":80" : ":443");
}

ErrorKind kind_of(int status) {
  switch (status) {
    case 400:
    case 415:
    case 422:
      return ErrorKind::InvalidInput;
    case 401:
    case 403:
      return ErrorKind::Forbidden;
    case 404:
    case 405:
      return ErrorKind::NotFound;
    case 409:
      return ErrorKind::Conflict;
    case 412:
    case 428:
      return ErrorKind::Stale;
    case 413:
    case 431:
    case 507:
      return ErrorKind::LimitExceeded;
    default:
      return status >= 400 && status < 500 && status != 429 ? ErrorKind::InvalidInput
                                                            : ErrorKind::Unavailable;
  }
}

/// A problem document (RFC 9457) in lines for people: its detail, or each place with what is wrong.
Error error_of(const std::string& server, int status, const std::string& body) {
  const auto problem = parse_json(body).value_or(Json::object());
  std::string text;
  if (const auto* errors = find_member(problem, "errors"); errors != nullptr && errors->is_array())
    for (const auto& error : *errors) {
      const auto pointer = text_member(error, "pointer");
      text += (text.empty() ? "" : "\n") +
              std::string(pointer.substr(pointer.starts_with('#') ? 1 : 0)) +
              (pointer.empty() ? "" : ": ") + std::string(text_member(error, "detail"));
    }
  if (text.empty()) text = text_member(problem, "detail");
  if (text.empty()) text = text_member(problem, "title");
  if (text.empty()) text = server + " answered " + std::to_string(status);
  return {kind_of(status), to_utf8(text)};
}

}  // namespace

DeskClient::DeskClient(std::string server, std::string token, outgoing::HttpSettings settings)
    : server_(std::move(server)), token_(std::move(token)), settings_(std::move(settings)) {}

Result<DeskClient> DeskClient::at(const std::string& server, std::string token) {
  const auto host = host_of(server);
  if (!host)
    return fail(Error{ErrorKind::InvalidInput, "--server: '" + server +
                                                   "' is no address of a desk; write "
                                                   "https://desk.example"});
  return DeskClient(
      server_name(server), std::move(token),
      {.body_bytes_max = answer_bytes_max, .timeout = patience, .trusted_hosts = {*host}});
}

Result<Json> DeskClient::ask(outgoing::HttpRequest request, std::chrono::milliseconds more) const {
  request.url = server_ + "/api/v1" + request.url;
  if (!token_.empty()) request.headers.push_back({"Authorization", "Bearer " + token_});
  auto settings = settings_;
  settings.timeout += more;
  auto response = outgoing::send_http(request, settings);
  if (!response.has_value())
    return fail(Error{response.error().kind, server_ + ": " + response.error().message});
  if (response->status >= 400 || response->status < 200)
    return fail(error_of(server_, response->status, response->body));
  if (response->body.empty()) return Json::object();
  auto body = parse_json(response->body, {.text_bytes_max = answer_bytes_max, .depth_max = 64});
  if (!body || response->status >= 300)
    return fail(
        Error{ErrorKind::Unavailable, server_ + ": what answers there is not a desk of Goodgate"});
  return *std::move(body);
}

Result<Json> DeskClient::get(const std::string& path) const {
  return ask({.method = outgoing::HttpMethod::Get, .url = path, .headers = {}, .body = {}});
}

Result<Json> DeskClient::post(const std::string& path, const Json& body,
                              std::optional<std::int64_t> version) const {
  outgoing::HttpRequest request{.method = outgoing::HttpMethod::Post,
                                .url = path,
                                .headers = {{"Content-Type", "application/json"}},
                                .body = body.dump()};
  if (version)
    request.headers.push_back(
        {"If-Match", *version == 0 ? "*" : "\"v" + std::to_string(*version) + "\""});
  return ask(std::move(request));
}

Result<Json> DeskClient::upload(const std::string& path, const std::string& file,
                                std::uint64_t size_bytes) const {
  const std::chrono::seconds sending(size_bytes / upload_bytes_per_second_min);
  return ask({.method = outgoing::HttpMethod::Post,
              .url = path,
              .headers = {{"Content-Type", "application/octet-stream"}},
              .body = {},
              .body_file = file},
             sending);
}

Result<void> DeskClient::append(const std::string& path, std::uint64_t offset,
                                std::string bytes) const {
  TRY(ask({.method = outgoing::HttpMethod::Patch,
           .url = path,
           .headers = {{"Content-Type", "application/partial-upload"},
                       {"Upload-Offset", std::to_string(offset)}},
           .body = std::move(bytes)}));
  return {};
}

Result<void> DeskClient::remove(const std::string& path) const {
  TRY(ask({.method = outgoing::HttpMethod::Delete, .url = path, .headers = {}, .body = {}}));
  return {};
}

Result<Json> DeskClient::list(const std::string& path, const std::string& query,
                              std::size_t items_max) const {
  Json items = Json::array();
  std::string cursor;
  while (items.size() < items_max) {
    const auto rest = (query.empty() ? "" : "&" + query) +
                      (cursor.empty() ? std::string() : "&cursor=" + encoded(cursor));
    TRY_LET(const auto page, get(path + "?limit=200" + rest));
    const auto* found = find_member(page, "items");
    if (found == nullptr || !found->is_array()) break;
    for (const auto& item : *found) items.push_back(item);
    cursor = text_member(page, "next");
    if (cursor.empty()) break;
  }
  return items;
}

std::string encoded(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char one : text) {
    const auto byte = static_cast<unsigned char>(one);
    const bool is_plain = byte < 0x80 && (std::isalnum(byte) != 0 || one == '-' || one == '.' ||
                                          one == '_' || one == '~');
    if (is_plain) out += one;
    if (!is_plain) out += {'%', hex[byte >> 4U], hex[byte & 15U]};
  }
  return out;
}

}  // namespace gg::desk_client
