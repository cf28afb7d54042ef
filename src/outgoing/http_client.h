#pragma once

#include "base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace gg::outgoing {

/// One header field. Names are compared without case.
struct HttpHeader {
  std::string name;
  std::string value;
};

enum class HttpMethod : std::uint8_t { Get, Post, Patch, Delete };

struct HttpRequest {
  HttpMethod method = HttpMethod::Get;
  std::string url;
  std::vector<HttpHeader> headers;
  std::string body;            ///< Of POST and PATCH.
  std::string body_file = {};  ///< Of POST, in place of `body`: sent from this file as it is read.
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;
  std::string body;

  /// The first value of a header, or empty.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Bounds and trust of a call.
struct HttpSettings {
  std::size_t body_bytes_max = 1U << 20;
  std::size_t header_bytes_max = 64U << 10;
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{15'000};
  /// "host:port" that the installation's own administrator named: reachable by http as well, and at
  /// addresses that are refused to all others. For tests and for a provider in the house.
  std::vector<std::string> trusted_hosts;
  std::string ca_file;  ///< Certificates to trust instead of the system's; empty: the system's.
  std::stop_token stop = {};  ///< Ends a call within a second.
};

/// Sends a request to a place that may have been chosen by a stranger, and reads the whole answer.
/// Only https and only to addresses that `why_refused` has nothing against, at the moment of the
/// connection: a name that changes its address between two look-ups is refused all the same. No
/// redirect is followed, no proxy and no cookie used, no user or password taken from the URL.
/// Whatever its status, an answer is a result.
/// Errors: InvalidInput (the URL or a header is not allowed, the address is refused: trying again
/// is of no use), LimitExceeded (the answer is too large), Unavailable (no connection, no valid
/// certificate, too slow, stopped: try later). Threads: thread-safe.
Result<HttpResponse> send_http(const HttpRequest& request, const HttpSettings& settings = {});

}  // namespace gg::outgoing
