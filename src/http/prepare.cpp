#include "http/exchange.h"
#include "http/negotiate.h"
#include "http/problem.h"

#include <algorithm>

namespace gg::http {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " or ") + word;
  return text;
}

Refused<void> check_media_type(const Request& request, const BodyRule& rule) {
  if (rule.media_types.empty()) return {};
  const auto type = media_type_of(request.headers.find("Content-Type").value_or(""));
  if (fits_media_type(type, rule.media_types)) return {};
  return refuse(415, "the Content-Type must be " + joined(rule.media_types));
}

}  // namespace

std::optional<Response> Exchange::prepare(std::string_view head, const Peer& connected) {
  const auto read = read_request(head, connected);
  if (request_.id.empty()) request_.id = core_->make_request_id();
  if (!read.has_value()) return problem(read.error());
  if (core_->is_closed) return problem(Refusal{503, "the server is stopping; send it again"});
  if (auto unrouted = find_route()) return unrouted;
  if (core_->options.admit)
    if (auto refusal = core_->options.admit(request_)) return refusal;
  const auto opened = check_body(*request_.route);
  if (!opened.has_value()) return problem(opened.error());
  return std::nullopt;
}

Refused<void> Exchange::read_request(std::string_view bytes, const Peer& connected) {
  TRY_LET(auto head, read_head(bytes, target_.size(), core_->options.head));
  const auto id = head.headers.find("X-Request-Id");
  if (id && is_request_id(*id)) request_.id = *id;
  TRY_LET(framing_, read_framing(head));
  if (framing_.kind == Framing::Kind::Length) request_.body_bytes = framing_.size_bytes;
  if (framing_.kind == Framing::Kind::NoBody) request_.body_bytes = 0;
  is_malformed_ = false;
  expects_continue_ = head.headers.has("Expect");
  request_.peer =
      peer_behind(connected, head.headers.joined("X-Forwarded-For"),
                  head.headers.find("X-Forwarded-Proto").value_or(""), core_->options.trust);
  TRY_LET(request_.host, read_host(head));
  const auto method = parse_method(head.method);
  if (!method) return refuse(501, "there is no method of this name here");
  request_.method = *method;
  record_.method = head.method;
  TRY(read_target());
  request_.cookies = parse_cookies(head.headers.joined("Cookie"));
  request_.headers = std::move(head.headers);
  return {};
}

Refused<void> Exchange::read_target() {
  const auto& hosts = core_->options.hosts;
  if (!hosts.empty() && std::ranges::find(hosts, request_.host) == hosts.end())
    return refuse(421, "this server does not answer for that host");
  if (target_ == "*" && request_.method == Method::Options) return {};
  TRY_LET(auto target, parse_target(target_, core_->options.target));
  request_.raw_path = std::move(target.raw_path);
  request_.segments = std::move(target.segments);
  request_.query = std::move(target.query);
  return {};
}

std::optional<Response> Exchange::find_route() {
  auto match = core_->router.match(request_.method, request_.segments);
  if (target_ == "*") match = {.status = 204, .allow = std::string(methods_text)};
  if (match.status == 404) return problem(Refusal{404, "there is nothing at this path"});
  if (match.route != nullptr) {
    request_.route = match.route;
    request_.parameters = std::move(match.parameters);
    return std::nullopt;
  }
  auto response = match.status == 204
                      ? no_content()
                      : problem(Refusal{405, "this path has only the methods " + match.allow});
  response.headers.set("Allow", match.allow);
  return response;
}

Refused<void> Exchange::check_body(const Route& route) {
  const auto& rule = route.body;
  if (framing_.kind != Framing::Kind::NoBody) {
    if (rule.bytes_max == 0) return refuse(400, "this request takes no body");
    TRY(check_media_type(request_, rule));
  }
  if (framing_.size_bytes > rule.bytes_max)
    return refuse(413, "the body is larger than " + std::to_string(rule.bytes_max) + " bytes");
  const auto* upload = std::get_if<UploadHandler>(&route.answer);
  if (upload == nullptr) return {};
  TRY_LET(sink_, (*upload)(request_));
  return {};
}

}  // namespace gg::http
