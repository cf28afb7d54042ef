#pragma once

#include "http/address.h"
#include "http/fields.h"
#include "http/method.h"

#include <any>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::http {

struct Route;

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// A request that passed every check of form. It lives until its answer has been given and the
/// last copy of its `Respond` is gone, so a handler may keep a reference beside a `Respond`.
/// *value*
struct Request {
  Method method = Method::Get;
  std::string raw_path;               ///< As sent, still encoded. Never for logs.
  std::vector<std::string> segments;  ///< Decoded (http/target.h), the path prefix included.
  std::vector<std::pair<std::string, std::string>>
      parameters;  ///< Of the route: {id} and its text.
  Query query;
  Headers headers;
  Cookies cookies;
  std::string host;  ///< Lower case, without a port; empty in HTTP/1.0 without Host.
  std::string body;  ///< Whole; empty on upload routes, whose sink gets it.
  std::optional<std::uint64_t> body_bytes;  ///< As announced; none where it is chunked.
  Peer peer;
  std::string id;  ///< From X-Request-Id where that is well-formed, else made.
  Instant received;
  const Route* route = nullptr;
  std::any caller;  ///< What admission found out about who is asking.

  /// The text that stood for {name} in the route's pattern; empty where there is none.
  [[nodiscard]] std::string_view parameter(std::string_view name) const {
    for (const auto& [each, text] : parameters)
      if (each == name) return text;
    return {};
  }
};

/// What may come in as X-Request-Id: 1 to 64 letters, digits, '.', '_' and '-'.
bool is_request_id(std::string_view text);

}  // namespace gg::http
