#include "http/address.h"

#include "base/text.h"
#include "http/token.h"

#include <algorithm>
#include <charconv>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace gg::http {
namespace {

constexpr std::array<std::uint8_t, 12> v4_prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t text_bytes_max = INET6_ADDRSTRLEN;

bool is_trusted(const std::optional<IpAddress>& address, const ProxyTrust& trust) {
  if (!address) return trust.unix_socket;
  return std::ranges::any_of(trust.networks,
                             [&address](const Cidr& network) { return network.has(*address); });
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  if (text.empty() || text.size() > text_bytes_max) return std::nullopt;
  const std::string terminated(text);
  IpAddress address;
  std::ranges::copy(v4_prefix, address.bytes.begin());
  if (inet_pton(AF_INET, terminated.c_str(), &address.bytes[v4_prefix.size()]) == 1) return address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

bool IpAddress::is_v4() const {
  return std::equal(v4_prefix.begin(), v4_prefix.end(), bytes.begin());
}

std::string IpAddress::text() const {
  std::array<char, text_bytes_max + 1> buffer{};
  const auto size = static_cast<socklen_t>(buffer.size());
  const char* text = is_v4() ? inet_ntop(AF_INET, &bytes[v4_prefix.size()], buffer.data(), size)
                             : inet_ntop(AF_INET6, bytes.data(), buffer.data(), size);
  return text == nullptr ? std::string() : std::string(text);
}

Result<Cidr> Cidr::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = IpAddress::parse(text.substr(0, slash));
  const auto wrong = [text] {
    return fail(Error{ErrorKind::InvalidInput, "\"" + std::string(text) +
                                                   "\" is not a network; write 10.0.0.0/8, "
                                                   "2001:db8::/32 or one address"});
  };
  if (!address) return wrong();
  const unsigned bits_all = address->is_v4() ? 32 : 128;
  unsigned bits = bits_all;
  if (slash != std::string_view::npos) {
    const auto digits = text.substr(slash + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (digits.empty() || read.ec != std::errc{} || read.ptr != digits.data() + digits.size() ||
        bits > bits_all)
      return wrong();
  }
  return Cidr(*address, bits + (128 - bits_all));
}

bool Cidr::has(const IpAddress& address) const {
  for (unsigned bit = 0; bit < bits_; ++bit) {
    const unsigned mask = 0x80U >> (bit % 8);
    if (((address.bytes[bit / 8] ^ network_.bytes[bit / 8]) & mask) != 0) return false;
  }
  return true;
}

Peer peer_behind(const Peer& connected, std::string_view forwarded_for,
                 std::string_view forwarded_proto, const ProxyTrust& trust) {
  if (!is_trusted(connected.address, trust)) return connected;
  Peer peer = connected;
  peer.is_https = connected.is_https || equals_ignoring_case(without_ows(forwarded_proto), "https");
  while (!forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const auto from = comma == std::string_view::npos ? 0 : comma + 1;
    const auto address = IpAddress::parse(without_ows(forwarded_for.substr(from)));
    if (!address) return peer;
    peer.address = address;
    if (!is_trusted(address, trust)) return peer;
    forwarded_for = forwarded_for.substr(0, comma == std::string_view::npos ? 0 : comma);
  }
  return peer;
}

}  // namespace gg::http
