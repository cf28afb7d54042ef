#pragma once

#include "base/result.h"
#include "json/json.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::secrets {

/// Algorithms an identity provider may sign with. "none" and the HS family are not among them, and
/// never will be: with a public key as secret they let anybody sign (RFC 8725 §2.1).
enum class JwsAlgorithm : std::uint8_t { Rs256, Es256, EdDsa };

/// The public keys of an identity provider. *value*
class JwkSet {
 public:
  struct Limits {
    static constexpr std::size_t bytes_max = 256U << 10;
    static constexpr std::size_t keys_max = 64;
    static constexpr std::size_t rsa_bits_min = 2048;
    static constexpr std::size_t rsa_bits_max = 8192;
    static constexpr std::size_t rsa_exponent_bits_max = 32;
  };

  /// Reads {"keys":[…]}. Keys that are not for signatures of these algorithms are passed over, as
  /// RFC 7517 §5 says; private members are never kept. Errors: LimitExceeded; InvalidInput when it
  /// is no key set or has no key that can be used.
  static Result<JwkSet> parse(std::string_view text);

  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  /// Whether a key of that id is here.
  [[nodiscard]] bool has(std::string_view kid) const;
  /// Whether the token names (kid) a key that is not here: then fetch the set anew, but not too
  /// often.
  [[nodiscard]] bool lacks_key_of(std::string_view token) const;

  /// Verifies the signature of a compact JWS: alg of the list, one key that fits kid and alg (the
  /// only one that fits alg, where the header has no kid). Returns the claims. Errors:
  /// InvalidInput; LimitExceeded past `token_bytes_max`.
  [[nodiscard]] Result<Json> verify(std::string_view token) const;

  static constexpr std::size_t token_bytes_max = 64U << 10;

 private:
  struct Entry {
    std::string kid;
    JwsAlgorithm algorithm;
    Json jwk;  ///< The public members only.
  };
  [[nodiscard]] Result<const Entry*> find(const Json& header) const;

  std::vector<Entry> keys_;
};

}  // namespace gg::secrets
