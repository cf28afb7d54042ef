#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "http/address.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace gg::http {

struct TcpAddress {
  IpAddress address;
  std::uint16_t port = 0;  ///< 0: any that is free.
};

struct UnixAddress {
  std::string path;
};

using ListenAddress = std::variant<TcpAddress, UnixAddress>;

/// "127.0.0.1:8080", "[::1]:8080", "localhost:0" or "unix:/run/goodgate.sock". Errors:
/// InvalidInput.
Result<ListenAddress> parse_listen_address(std::string_view text);

/// A socket that accepts connections. *value, moved only*
struct Listener {
  Descriptor socket;
  std::uint16_t port = 0;  ///< As chosen; 0 for a Unix socket.
  std::string where;       ///< "127.0.0.1:8080" or "unix:/run/goodgate.sock".
};

/// Binds and listens. A Unix socket that nobody answers any more is replaced; a new one may be used
/// by the owner and the group. Errors: Unavailable, with the address, the reason and what to do.
Result<Listener> listen_on(const ListenAddress& address);

}  // namespace gg::http
