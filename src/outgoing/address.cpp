#include "outgoing/address.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include <arpa/inet.h>

namespace gg::outgoing {
namespace {

template <std::size_t N>
using Octets = std::array<std::uint8_t, N>;

template <std::size_t N>
struct Network {
  Octets<N> first;
  unsigned bits;
  const char* why;
};

constexpr std::array<Network<4>, 16> refused4 = {{
    {{0}, 8, "of this network"},
    {{10}, 8, "private"},
    {{100, 64}, 10, "shared by a carrier"},
    {{127}, 8, "loopback"},
    {{168, 63, 129, 16}, 32, "of a cloud's metadata"},
    {{169, 254}, 16, "link-local"},
    {{172, 16}, 12, "private"},
    {{192, 0, 0}, 24, "of protocols"},
    {{192, 0, 2}, 24, "for documentation"},
    {{192, 88, 99}, 24, "of a relay"},
    {{192, 168}, 16, "private"},
    {{198, 18}, 15, "for benchmarks"},
    {{198, 51, 100}, 24, "for documentation"},
    {{203, 0, 113}, 24, "for documentation"},
    {{224}, 4, "multicast"},
    {{240}, 4, "reserved"},
}};

constexpr std::array<Network<16>, 10> refused6 = {{
    {{}, 128, "of this network"},
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback"},
    {{0xFC}, 7, "private"},
    {{0xFE, 0x80}, 10, "link-local"},
    {{0xFE, 0xC0}, 10, "site-local"},
    {{0xFF}, 8, "multicast"},
    {{0x20, 0x01}, 23, "of protocols"},  // Teredo, ORCHID and benchmarks among them
    {{0x20, 0x01, 0x0D, 0xB8}, 32, "for documentation"},
    {{0x20, 0x02}, 16, "of a relay"},  // 6to4
    {{0x3F, 0xFF}, 20, "for documentation"},
}};

/// IPv6 addresses whose last four octets are the IPv4 address they stand for.
constexpr std::array<Network<16>, 2> carriers = {{
    {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96, "IPv4-mapped"},  // RFC 4291 §2.5.5.2
    {{0x00, 0x64, 0xFF, 0x9B}, 96, "NAT64"},                          // RFC 6052 §2.1
}};

constexpr Network<16> global_unicast = {{0x20}, 3, "global"};  // RFC 4291 §2.4

template <std::size_t N>
bool contains(const Network<N>& network, const Octets<N>& address) {
  auto bits = network.bits;
  for (std::size_t index = 0; bits > 0; ++index) {
    const auto here = std::min(bits, 8U);
    if (((address[index] ^ network.first[index]) >> (8 - here)) != 0) return false;
    bits -= here;
  }
  return true;
}

std::string why4(const Octets<4>& address) {
  for (const auto& network : refused4)
    if (contains(network, address)) return network.why;
  return {};
}

std::string why6(const Octets<16>& address) {
  for (const auto& carrier : carriers) {
    if (!contains(carrier, address)) continue;
    Octets<4> inner{};
    std::copy_n(address.begin() + 12, inner.size(), inner.begin());
    return why4(inner);
  }
  for (const auto& network : refused6)
    if (contains(network, address)) return network.why;
  return contains(global_unicast, address) ? "" : "not global";
}

}  // namespace

std::string why_refused(const std::string& address) {
  const auto number = address.substr(0, address.find('%'));  // "fe80::1%eth0"
  Octets<4> octets4{};
  if (inet_pton(AF_INET, number.c_str(), octets4.data()) == 1) return why4(octets4);
  Octets<16> octets6{};
  if (inet_pton(AF_INET6, number.c_str(), octets6.data()) == 1) return why6(octets6);
  return "no IP address";
}

}  // namespace gg::outgoing
