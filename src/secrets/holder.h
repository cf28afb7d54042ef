#pragma once

#include "base/digest.h"
#include "base/result.h"
#include "secrets/secret_bytes.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gg::secrets {

/// The public half of a holder's X25519 key (RFC 7748).
using HolderKey = Digest<32, struct HolderKeyTag>;

/// Somebody who may open sealed evidence.
struct Holder {
  std::string name;  ///< For people: 1 to 128 bytes of UTF-8 on one line. Readable without any key.
  HolderKey key;
  friend bool operator==(const Holder&, const Holder&) = default;
};

/// The public half of a secret key.
HolderKey holder_key_of(const Key& secret);

/// A holder's key as text, to be sent in a mail: "ggbox1." and 32 bytes in base64url.
std::string holder_key_text(const HolderKey& key);
/// Errors: InvalidInput.
Result<HolderKey> parse_holder_key(std::string_view text);

/// A random key sealed to a holder, 80 bytes (libsodium's crypto_box_seal: X25519 with a key pair
/// of its own, XSalsa20-Poly1305). Nothing when the holder's key is a weak point of the curve.
std::optional<std::string> seal_key(const Key& content, const HolderKey& holder);
/// Nothing when it was not sealed to this holder, or was changed.
std::optional<Key> open_key(std::string_view sealed, const Key& secret);

inline constexpr std::size_t sealed_key_bytes = 80;

}  // namespace gg::secrets
