#include "http/daemon.h"

#include "http/door.h"
#include "http/exchange.h"
#include "http/socket_address.h"
#include "http/tls_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include <microhttpd.h>
#include <netdb.h>

namespace gg::http {

struct Daemon::Served {
  std::shared_ptr<Core> core;
  TlsPair tls;
  Connections connections;
  MHD_Daemon* library = nullptr;
  int socket = -1;

  explicit Served(std::shared_ptr<Core> shared)
      : core(std::move(shared)), connections(tick_of(core->options.timeouts)) {}

  static std::chrono::milliseconds tick_of(const Timeouts& timeouts) {
    using std::chrono::milliseconds;
    const auto shortest = std::min(timeouts.head, timeouts.body_grace);
    return std::clamp(shortest / 10, milliseconds(10), milliseconds(500));
  }
};

namespace {

/// None for a Unix socket.
std::optional<IpAddress> address_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (info == nullptr || info->client_addr == nullptr) return std::nullopt;
  const bool is_v6 = info->client_addr->sa_family == AF_INET6;
  std::array<char, NI_MAXHOST> host{};
  if (getnameinfo(info->client_addr, is_v6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in),
                  host.data(), host.size(), nullptr, 0, NI_NUMERICHOST) != 0)
    return std::nullopt;
  const std::string_view text = host.data();
  return IpAddress::parse(text.substr(0, text.find('%')));  // without the zone of fe80::1%eth0
}

Deadline* deadline_of(MHD_Connection* connection) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info == nullptr ? nullptr : static_cast<Deadline*>(info->socket_context);
}

/// The head as received, from the method on (http/head.h).
std::string_view head_of(MHD_Connection* connection, const char* method) {
  const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info == nullptr ? std::string_view() : std::string_view(method, info->header_size);
}

void* on_target(void* held, const char* target, MHD_Connection* connection) {
  auto& core = static_cast<Daemon::Served*>(held)->core;
  Exchange* context = nullptr;
  const auto thrown = thrown_by([&] {
    auto* deadline = deadline_of(connection);
    if (deadline == nullptr) return;
    deadline->set(Deadline::Clock::now() + core->options.timeouts.head);
    auto exchange = std::make_shared<Exchange>(core, connection, target);
    core->options.metrics->began();
    context = exchange.get();
    core->add(std::move(exchange));
  });
  if (thrown) core->log_error("a request was not taken: " + *thrown);
  return context;
}

Exchange::Next step(Daemon::Served& served, MHD_Connection* connection, Exchange& exchange,
                    const char* method, std::string_view bytes) {
  if (!exchange.has_begun()) {
    const bool is_https = served.core->options.tls.has_value();
    return exchange.begin(head_of(connection, method), {.peer = {address_of(connection), is_https},
                                                        .deadline = deadline_of(connection),
                                                        .connections = &served.connections});
  }
  return bytes.empty() ? exchange.answer() : exchange.receive(bytes);
}

// NOLINTNEXTLINE(readability-function-size): the library's signature
MHD_Result on_step(void* held, MHD_Connection* connection, const char*, const char* method,
                   const char*, const char* bytes, std::size_t* size, void** context) {
  auto& served = *static_cast<Daemon::Served*>(held);
  auto* exchange = static_cast<Exchange*>(*context);
  if (exchange == nullptr) return MHD_NO;
  auto next = Exchange::Next::Close;
  const auto thrown =
      thrown_by([&] { next = step(served, connection, *exchange, method, {bytes, *size}); });
  if (thrown) served.core->log_error("a request was given up: " + *thrown);
  *size = 0;
  return next == Exchange::Next::GoOn ? MHD_YES : MHD_NO;
}

void on_completed(void* held, MHD_Connection*, void** context, MHD_RequestTerminationCode code) {
  auto* exchange = static_cast<Exchange*>(*context);
  if (exchange == nullptr) return;
  exchange->end(code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
  static_cast<Daemon::Served*>(held)->core->remove(exchange);
  *context = nullptr;
}

void on_connection(void* held, MHD_Connection* connection, void** context,
                   MHD_ConnectionNotificationCode code) {
  auto& served = *static_cast<Daemon::Served*>(held);
  if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
    served.connections.close(static_cast<Deadline*>(*context));
    return;
  }
  const auto thrown = thrown_by([&] {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    auto* deadline = served.connections.open(info->connect_fd);
    deadline->set(Deadline::Clock::now() + served.core->options.timeouts.head);
    *context = deadline;
  });
  if (thrown) served.core->log_error("a connection was not taken: " + *thrown);
}

std::size_t keep_escapes(void*, MHD_Connection*, char* text) { return std::strlen(text); }

void on_error(void* held, const char* format, va_list arguments) {
  std::array<char, 512> text{};
  static_cast<void>(std::vsnprintf(text.data(), text.size(), format, arguments));
  std::string line = text.data();
  while (line.ends_with('\n')) line.pop_back();
  static_cast<Daemon::Served*>(held)->core->log_error("HTTP library: " + line);
}

template <class Value>
std::intptr_t number(Value value) {
  return static_cast<std::intptr_t>(value);
}

}  // namespace

Result<Daemon> Daemon::start(const std::shared_ptr<Core>& core, int socket) {
  auto served = std::make_unique<Served>(core);
  served->socket = socket;
  const auto& options = core->options;
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
  std::vector<MHD_OptionItem> items{
      {MHD_OPTION_LISTEN_SOCKET, socket, nullptr},
      {MHD_OPTION_CONNECTION_LIMIT, number(options.connections_max), nullptr},
      {MHD_OPTION_CONNECTION_TIMEOUT, number(options.timeouts.stalled.count()), nullptr},
      {MHD_OPTION_STRICT_FOR_CLIENT, 1, nullptr}};
  if (options.threads > 1)
    items.push_back({MHD_OPTION_THREAD_POOL_SIZE, number(options.threads), nullptr});
  if (options.tls) {
    TRY_LET(served->tls, read_tls_files(*options.tls));
    flags |= MHD_USE_TLS;
    items.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, served->tls.certificate.data()});
    items.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, served->tls.key.data()});
  }
  items.push_back({MHD_OPTION_END, 0, nullptr});
  auto* self = served.get();
  served->library = MHD_start_daemon(
      flags, 0, nullptr, nullptr, on_step, self, MHD_OPTION_EXTERNAL_LOGGER, on_error, self,
      MHD_OPTION_URI_LOG_CALLBACK, on_target, self, MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes,
      nullptr, MHD_OPTION_NOTIFY_COMPLETED, on_completed, self, MHD_OPTION_NOTIFY_CONNECTION,
      on_connection, self, MHD_OPTION_ARRAY, items.data(), MHD_OPTION_END);
  if (served->library == nullptr)
    return fail(
        Error{ErrorKind::Unavailable, "the HTTP library could not start; its log says why"});
  return Daemon(std::move(served));
}

Daemon::Daemon(std::unique_ptr<Served> served) : served_(std::move(served)) {}
Daemon::Daemon(Daemon&&) noexcept = default;
Daemon& Daemon::operator=(Daemon&&) noexcept = default;
Daemon::~Daemon() {
  if (served_) stop();
}

void Daemon::take_no_more() {
  MHD_quiesce_daemon(served_->library);
  for (;;) {
    SocketAddress address;
    socklen_t size = sizeof address;
    const int accepted =
        accept4(served_->socket, &address.any, &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted < 0 && errno == EINTR) continue;
    if (accepted < 0) return;
    MHD_add_connection(served_->library, accepted, &address.any, size);
  }
}

void Daemon::stop() {
  if (served_->library != nullptr) MHD_stop_daemon(served_->library);
  served_->library = nullptr;
}

}  // namespace gg::http
