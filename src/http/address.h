#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::http {

/// An IP address; IPv4 is held as IPv4-mapped IPv6 (RFC 4291 section 2.5.5.2). *value*
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  /// "192.0.2.1", "2001:db8::1", also in brackets. Nothing for anything else, names included.
  static std::optional<IpAddress> parse(std::string_view text);
  [[nodiscard]] bool is_v4() const;
  [[nodiscard]] std::string text() const;

  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// A network: the addresses that share the first bits (RFC 4632). *value*
class Cidr {
 public:
  /// "10.0.0.0/8", "::1/128", or an address alone. Errors: InvalidInput.
  static Result<Cidr> parse(std::string_view text);
  [[nodiscard]] bool has(const IpAddress& address) const;

 private:
  Cidr(IpAddress network, unsigned bits) : network_(network), bits_(bits) {}
  IpAddress network_;
  unsigned bits_;  ///< Of 128.
};

/// Who a request is from, as far as can be known. *value*
struct Peer {
  std::optional<IpAddress> address;  ///< None for a Unix socket without a trusted proxy.
  bool is_https = false;

  /// The address, or "local".
  [[nodiscard]] std::string text() const { return address ? address->text() : "local"; }
};

/// Which proxies are believed. *value*
struct ProxyTrust {
  std::vector<Cidr> networks;
  bool unix_socket = false;  ///< Whoever may connect to a Unix socket is believed.
};

/// The peer behind trusted proxies: X-Forwarded-For is read from its right end, past addresses in
/// trusted networks; the first other one is the peer. X-Forwarded-Proto "https" is believed with
/// it. From anyone else both fields are ignored.
Peer peer_behind(const Peer& connected, std::string_view forwarded_for,
                 std::string_view forwarded_proto, const ProxyTrust& trust);

}  // namespace gg::http
