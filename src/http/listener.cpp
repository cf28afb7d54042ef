#include "http/listener.h"

#include "base/match.h"
#include "http/socket_address.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace gg::http {
namespace {

constexpr int backlog = 1024;
constexpr mode_t socket_mode = 0660;

std::string advice(int error) {
  switch (error) {
    case EADDRINUSE:
      return "another program is listening there; stop it or choose another port";
    case EACCES:
      return "not allowed; choose a port above 1023, or a folder this user may write to";
    case EADDRNOTAVAIL:
      return "this machine does not have that address";
    case ENOENT:
      return "the folder of the socket does not exist; make it first";
    default:
      return std::generic_category().message(error);
  }
}

auto cannot_listen(const std::string& where, int error) {
  return fail(Error{ErrorKind::Unavailable, "cannot listen on " + where + ": " + advice(error)});
}

std::string text_of(const TcpAddress& address, std::uint16_t port) {
  const auto host = address.address.text();
  return (address.address.is_v4() ? host : "[" + host + "]") + ":" + std::to_string(port);
}

/// As the kernel takes it: IPv4 stays IPv4, so that it works where IPv6 is switched off.
int bind_to(const Descriptor& socket, const TcpAddress& address) {
  SocketAddress in;
  if (address.address.is_v4()) {
    in.v4.sin_family = AF_INET;
    in.v4.sin_port = htons(address.port);
    inet_pton(AF_INET, address.address.text().c_str(), &in.v4.sin_addr);
    return bind(socket.number(), &in.any, sizeof in.v4);
  }
  in.v6.sin6_family = AF_INET6;
  in.v6.sin6_port = htons(address.port);
  std::ranges::copy(address.address.bytes, std::begin(in.v6.sin6_addr.s6_addr));
  return bind(socket.number(), &in.any, sizeof in.v6);
}

/// The port the kernel chose.
std::uint16_t port_of(const Descriptor& socket) {
  SocketAddress in;
  socklen_t size = sizeof in;
  if (getsockname(socket.number(), &in.any, &size) != 0) return 0;
  return ntohs(in.any.sa_family == AF_INET ? in.v4.sin_port : in.v6.sin6_port);
}

Result<Listener> listen_tcp(const TcpAddress& address) {
  const int family = address.address.is_v4() ? AF_INET : AF_INET6;
  Descriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int on = 1;
  if (!socket.is_open() ||
      setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      bind_to(socket, address) != 0 || listen(socket.number(), backlog) != 0)
    return cannot_listen(text_of(address, address.port), errno);
  const auto port = port_of(socket);
  return Listener{std::move(socket), port, text_of(address, port)};
}

/// Removes a socket file that no program answers.
void remove_stale(const SocketAddress& address) {
  const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  struct stat found{};
  if (!probe.is_open() || stat(address.path.sun_path, &found) != 0 || !S_ISSOCK(found.st_mode))
    return;
  if (connect(probe.number(), &address.any, sizeof address.path) != 0 && errno == ECONNREFUSED)
    unlink(address.path.sun_path);
}

Result<Listener> listen_unix(const UnixAddress& unix_address) {
  const auto where = "unix:" + unix_address.path;
  SocketAddress address;
  auto& path = address.path.sun_path;
  if (unix_address.path.size() >= sizeof path)
    return fail(Error{ErrorKind::InvalidInput, where + ": the path of a socket has at most " +
                                                   std::to_string(sizeof path - 1) + " bytes"});
  address.path.sun_family = AF_UNIX;
  std::ranges::copy(unix_address.path, std::begin(path));
  remove_stale(address);
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket.is_open() || bind(socket.number(), &address.any, sizeof address.path) != 0 ||
      chmod(path, socket_mode) != 0 || listen(socket.number(), backlog) != 0)
    return cannot_listen(where, errno);
  return Listener{std::move(socket), 0, where};
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  constexpr std::string_view unix_prefix = "unix:";
  if (text.starts_with(unix_prefix) && text.size() > unix_prefix.size())
    return UnixAddress{std::string(text.substr(unix_prefix.size()))};
  const auto colon = text.rfind(':');
  const auto digits = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  const auto host = text.substr(0, colon);
  TcpAddress tcp;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), tcp.port);
  const auto address = IpAddress::parse(host == "localhost" ? "127.0.0.1" : host);
  if (!address || digits.empty() || read.ec != std::errc{} ||
      read.ptr != digits.data() + digits.size())
    return fail(Error{ErrorKind::InvalidInput,
                      "\"" + std::string(text) +
                          "\" is no address to listen on; write 127.0.0.1:8080, [::1]:8080 or "
                          "unix:/run/goodgate.sock"});
  tcp.address = *address;
  return tcp;
}

Result<Listener> listen_on(const ListenAddress& address) {
  return std::visit(Match{[](const TcpAddress& tcp) { return listen_tcp(tcp); },
                          [](const UnixAddress& path) { return listen_unix(path); }},
                    address);
}

}  // namespace gg::http
