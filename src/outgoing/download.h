#pragma once

#include "outgoing/http_client.h"

namespace gg::outgoing {

/// What a download brought. *value*
struct Download {
  std::string url;           ///< Where it came from, behind `redirects` redirects.
  unsigned redirects = 0;    ///< At most `redirects_max`.
  std::string content_type;  ///< As the server says; empty where it does not.
  std::string body;
};

inline constexpr unsigned redirects_max = 3;

/// Gets what is at an address that a stranger may have chosen, by `send_http`: every redirect is
/// looked at as the first address is, and `timeout` is for all of them together. A fragment of the
/// address is not sent. Only an answer 200 that is not packed counts.
/// Errors: those of `send_http`; NotFound (another status, too many redirects); InvalidInput (a
/// content encoding, which nobody asked for). The message names the address where that is not `url`
/// itself. Threads: thread-safe.
Result<Download> download(const std::string& url, const HttpSettings& settings = {});

}  // namespace gg::outgoing
