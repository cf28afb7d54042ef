#pragma once

#include "trust/cose.h"

#include <openssl/evp.h>

namespace gg::trust {

/// The hash an algorithm signs; nothing for Ed25519, which hashes itself.
const EVP_MD* digest_of(Algorithm algorithm);

/// Sets padding, MGF1 and salt where the algorithm is RSASSA-PSS; false when the key refuses.
/// Source: RFC 8230 section 2: the salt is as long as the hash.
bool set_pss(EVP_PKEY_CTX* context, Algorithm algorithm);

}  // namespace gg::trust
