#include "trust/signature_budget.h"

#include "base/sha256.h"
#include "trust/chain.h"

#include <fmt/format.h>

namespace gg::trust {
namespace {

constexpr std::size_t overhead_bytes = 4U << 10;  ///< Counted for each chain.

Sha256 key_at(const Sha256& key, Time at) {
  return sha256_of(fmt::format("{} {}", key.hex(), at.time_since_epoch().count()));
}

/// As measured with OpenSSL 3.0, rounded up; the longest of those that are not counted by size.
constexpr std::uint64_t of_small_key = 1;
constexpr std::uint64_t of_big_rsa = 5;
constexpr std::uint64_t long_exponent_factor = 4;
constexpr std::uint64_t of_big_curve = 8;
constexpr std::uint64_t of_other = 200;
constexpr std::uint32_t usual_exponent_bits = 17;

}  // namespace

std::shared_ptr<const Chain> KnownChains::find(const Sha256& key, Time at) const {
  auto found = chains_.find(key);
  // A chain that no list trusts at any time is not trusted at this one.
  if (found == chains_.end() || !found->second->is_trusted() || found->second->is_inside(at))
    return found == chains_.end() ? nullptr : found->second;
  // Another path may be valid at this time, though the known one is not.
  found = chains_.find(key_at(key, at));
  return found == chains_.end() ? nullptr : found->second;
}

void KnownChains::keep(const Sha256& key, Time at, const std::shared_ptr<const Chain>& chain) {
  const bool is_first = !chains_.contains(key);
  if (is_first) insert(key, chain);
  if (!is_first || (chain->is_trusted() && !chain->is_inside(at))) insert(key_at(key, at), chain);
}

void KnownChains::insert(const Sha256& key, const std::shared_ptr<const Chain>& chain) {
  if (!chains_.insert_or_assign(key, chain).second) return;
  size_bytes_ += overhead_bytes;
  for (const auto& certificate : chain->path) size_bytes_ += 2 * certificate->der.size();
}

std::uint64_t units::of_verification(const Certificate& certificate) {
  switch (certificate.key_kind) {
    case KeyKind::Rsa:
    case KeyKind::RsaPss:
      return (certificate.key_bits <= 4096 ? of_small_key : of_big_rsa) *
             (certificate.exponent_bits <= usual_exponent_bits ? 1 : long_exponent_factor);
    case KeyKind::Ec:
      if (certificate.key_bits == 256) return of_small_key;
      return certificate.key_bits == 0 ? of_other : of_big_curve;
    case KeyKind::Ed25519:
      return of_ed25519;
    case KeyKind::Other:
      break;
  }
  return of_other;
}

}  // namespace gg::trust
