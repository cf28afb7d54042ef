#include "secrets/ed25519.h"

#include "base/sha256.h"
#include "secrets/encoding.h"
#include "secrets/octets.h"

namespace gg::secrets {
namespace {

Result<PublicKey> refuse_key(std::string message) {
  return fail(Error{ErrorKind::InvalidInput, std::move(message)});
}

}  // namespace

Result<PublicKey> PublicKey::from(std::string_view bytes) {
  if (auto key = Ed25519Public::from(bytes)) return PublicKey(*std::move(key));
  return refuse_key("an Ed25519 public key has 32 bytes, not " + std::to_string(bytes.size()));
}

Result<PublicKey> PublicKey::parse_pem(std::string_view pem) {
  if (auto key = Ed25519Public::from_pem(pem)) return PublicKey(*std::move(key));
  return refuse_key("expected an Ed25519 key between -----BEGIN PUBLIC KEY----- lines");
}

Result<PublicKey> PublicKey::parse_jwk(const Json& jwk) {
  if (text_member(jwk, "kty") != "OKP" || text_member(jwk, "crv") != "Ed25519")
    return refuse_key(R"(expected a key with "kty":"OKP" and "crv":"Ed25519")");
  const auto text = text_member(jwk, "x");
  const auto bytes = text.size() > 64 ? std::nullopt : parse_base64url(text);
  if (!bytes) return refuse_key("the member x of the key is not base64url of 32 bytes");
  return from(*bytes);
}

Json PublicKey::jwk() const {
  return {{"kty", "OKP"},   {"crv", "Ed25519"}, {"x", base64url(bytes())},
          {"alg", "EdDSA"}, {"use", "sig"},     {"kid", kid()}};
}

std::string PublicKey::kid() const {
  const auto hash =
      sha256_of(R"({"crv":"Ed25519","kty":"OKP","x":")" + base64url(bytes()) + R"("})");
  return base64url(chars(hash.bytes.data(), hash.bytes.size()));
}

}  // namespace gg::secrets
