#pragma once

#include <string>

namespace gg::outgoing {

/// Why a server must not connect to an address that a stranger chose: "loopback", "private",
/// "link-local" (where clouds keep their metadata), and so on. Empty when it may. `address` is an
/// IPv4 or IPv6 address in numbers, as getnameinfo writes it; anything else is refused too. An IPv6
/// address that stands for an IPv4 address (mapped, NAT64) is judged by that one; of all others
/// only global unicast may pass. Source: IANA special-purpose address registries (RFC 6890).
std::string why_refused(const std::string& address);

}  // namespace gg::outgoing
