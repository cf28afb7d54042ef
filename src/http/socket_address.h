#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace gg::http {

/// An address in any of the forms the socket calls take as one.
union SocketAddress {
  sockaddr_storage storage{};
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
  sockaddr_un path;
};

}  // namespace gg::http
