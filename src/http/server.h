#pragma once

#include "base/result.h"
#include "http/access_log.h"
#include "http/address.h"
#include "http/head.h"
#include "http/listener.h"
#include "http/metrics.h"
#include "http/router.h"
#include "http/security_fields.h"
#include "http/target.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gg::http {

/// How long a client may take. What is slower loses its connection.
struct Timeouts {
  std::chrono::milliseconds head{20'000};  ///< From connecting or the request line to a whole head.
  std::chrono::milliseconds idle{75'000};  ///< From an answer to the next request line.
  std::chrono::milliseconds body_grace{20'000};  ///< For a body, before its rate counts.
  std::uint64_t body_bytes_per_second_min = 4096;
  std::chrono::seconds stalled{60};  ///< Without a byte read or written.
};

/// A certificate chain and its key, both PEM.
struct TlsFiles {
  std::string certificate;
  std::string key;
};

struct ServerOptions {
  ListenAddress listen = TcpAddress{*IpAddress::parse("127.0.0.1"), 0};
  unsigned threads = 2;
  unsigned connections_max = 8192;
  std::vector<std::string> hosts;  ///< Names in Host that are served, lower case; empty: any.
  ProxyTrust trust;
  std::optional<TlsFiles> tls;
  TargetLimits target;
  HeadLimits head;
  Timeouts timeouts;
  SecurityPolicy security;
  std::shared_ptr<Metrics> metrics;  ///< Made when there is none.

  /// The time of day; the system's when empty.
  std::function<Instant()> now;
  /// Called with the whole head and the route, before any of the body: who is asking, may they, too
  /// often? A refusal is answered at once. May set `caller`.
  std::function<std::optional<Response>(Request&)> admit;
  /// Called once for each request, after its answer was sent or given up, on a server thread.
  std::function<void(const AccessRecord&)> access_log;
  /// What the operator should know: defects of handlers, errors of the HTTP library.
  std::function<void(const std::string&)> error_log;
};

/// What was left when the time to stop was over.
struct StopReport {
  std::size_t given_up = 0;  ///< Requests answered with 503, or cut off.
};

/// An HTTP/1.1 server (RFC 9110, 9112) on libmicrohttpd. *thread-safe*
class Server {
 public:
  /// Listens and serves. Errors: Unavailable when it cannot listen, InvalidInput for TLS files that
  /// cannot be used.
  static Result<std::unique_ptr<Server>> start(Router router, ServerOptions options);

  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Stops at once.
  ~Server();

  /// The port that was chosen, or 0 for a Unix socket.
  [[nodiscard]] std::uint16_t port() const;
  /// "127.0.0.1:8080"
  [[nodiscard]] const std::string& where() const;
  /// Requests begun and not yet answered, event streams included.
  [[nodiscard]] std::size_t in_flight() const;

  /// Takes no more connections, lets what runs finish (event streams with their last words), and
  /// returns when all has, or at the deadline, when the rest is answered with 503 and cut off.
  StopReport stop(std::chrono::milliseconds deadline);

 private:
  class Running;
  explicit Server(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace gg::http
