#pragma once

#include "trust/certificate.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace gg::trust {

/// Bytes of one coordinate on the curve of a key: 32, 48 or 66; nothing for other curves and keys.
std::optional<std::size_t> coordinate_bytes(const PublicKey& key);

/// A signature r||s of COSE (RFC 9053 section 2.1), as OpenSSL takes it; nothing when it has
/// another length.
std::optional<std::vector<std::byte>> ecdsa_to_der(Bytes raw, std::size_t coordinate_bytes);

/// The other way; nothing when it is no signature on this curve.
std::optional<std::vector<std::byte>> ecdsa_from_der(Bytes der, std::size_t coordinate_bytes);

}  // namespace gg::trust
