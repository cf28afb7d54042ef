#pragma once

#include "trust/der.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace gg::trust {

/// Hashes that signatures and imprints may use. Source: C2PA 2.2 section 13.1.
enum class Hash : std::uint8_t { Sha256, Sha384, Sha512 };

/// From an OID in dots; nothing when it is not allowed.
std::optional<Hash> hash_of(std::string_view oid);
/// "sha256".
std::string_view name_of(Hash hash);
/// 32, 48 or 64.
std::size_t size_of(Hash hash);

/// What RSASSA-PSS-params state. *value*
struct PssHash {
  Hash hash;
  std::uint32_t salt_bytes;
};

/// The hash of RSASSA-PSS-params where it is stated, allowed, and the same for MGF1; nothing
/// otherwise. Source: RFC 8017 A.2.3; C2PA 2.2 section 14.5.1.1.
std::optional<PssHash> allowed_pss_hash(const DerValue& parameters);

}  // namespace gg::trust
