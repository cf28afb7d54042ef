#include "secrets/ed25519.h"

#include "base/check.h"
#include "base/sha256.h"
#include "secrets/encoding.h"
#include "secrets/octets.h"

#include <algorithm>
#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

namespace gg::secrets {
namespace {

constexpr std::size_t pem_bytes_max = 4096;

using PkeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using MdPtr = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

PkeyPtr private_pkey(const Key& seed) {
  PkeyPtr key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), Key::size_bytes),
              EVP_PKEY_free);
  GG_CHECK(key != nullptr);
  return key;
}

PkeyPtr public_pkey(const std::array<std::uint8_t, 32>& bytes) {
  PkeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()),
              EVP_PKEY_free);
  GG_CHECK(key != nullptr);
  return key;
}

std::string raw_public(const EVP_PKEY* key) {
  std::string bytes(PublicKey::size_bytes, '\0');
  auto size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(key, octets(bytes), &size) != 1 || size != bytes.size())
    return {};
  return bytes;
}

Result<PublicKey> refuse_key(std::string message) {
  return fail(Error{ErrorKind::InvalidInput, std::move(message)});
}

}  // namespace

Result<PublicKey> PublicKey::from(std::string_view bytes) {
  if (bytes.size() != size_bytes)
    return refuse_key("an Ed25519 public key has 32 bytes, not " + std::to_string(bytes.size()));
  PublicKey key;
  std::copy_n(octets(bytes), size_bytes, key.bytes_.begin());
  return key;
}

Result<PublicKey> PublicKey::parse_pem(std::string_view pem) {
  constexpr auto expected = "expected an Ed25519 key between -----BEGIN PUBLIC KEY----- lines";
  if (pem.size() > pem_bytes_max) return refuse_key(expected);
  const BioPtr in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
  const PkeyPtr key(PEM_read_bio_PUBKEY(in.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) return refuse_key(expected);
  return from(raw_public(key.get()));
}

Result<PublicKey> PublicKey::parse_jwk(const Json& jwk) {
  if (text_member(jwk, "kty") != "OKP" || text_member(jwk, "crv") != "Ed25519")
    return refuse_key(R"(expected a key with "kty":"OKP" and "crv":"Ed25519")");
  const auto text = text_member(jwk, "x");
  const auto bytes = text.size() > 64 ? std::nullopt : parse_base64url(text);
  if (!bytes) return refuse_key("the member x of the key is not base64url of 32 bytes");
  return from(*bytes);
}

std::string PublicKey::pem() const {
  const auto key = public_pkey(bytes_);
  const BioPtr out(BIO_new(BIO_s_mem()), BIO_free_all);
  GG_CHECK(PEM_write_bio_PUBKEY(out.get(), key.get()) == 1);
  char* first = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &first);
  return {first, static_cast<std::size_t>(size)};
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

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
  if (signature.size() != signature_bytes) return false;
  const auto key = public_pkey(bytes_);
  const MdPtr context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  GG_CHECK(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                          message.size()) == 1;
}

SigningKey::SigningKey(const Key& seed)
    : seed_(seed), public_key_(PublicKey::from(raw_public(private_pkey(seed).get())).value()) {}

std::string SigningKey::sign(std::string_view message) const {
  const auto key = private_pkey(seed_);
  const MdPtr context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(PublicKey::signature_bytes, '\0');
  auto size = signature.size();
  GG_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  GG_CHECK(EVP_DigestSign(context.get(), octets(signature), &size, octets(message),
                          message.size()) == 1);
  return signature;
}

}  // namespace gg::secrets
