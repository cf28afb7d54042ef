#include "base/ed25519.h"

#include "base/check.h"
#include "base/openssl_owned.h"

#include <openssl/pem.h>

namespace gg {
namespace {

constexpr std::size_t pem_bytes_max = 4096;

std::shared_ptr<EVP_PKEY> owned_key(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

/// OpenSSL takes unsigned bytes.
const unsigned char* unsigned_bytes(std::string_view text) {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

unsigned char* unsigned_bytes(std::string& text) {
  return static_cast<unsigned char*>(static_cast<void*>(text.data()));
}

openssl::DigestContext new_context() {
  openssl::DigestContext context(EVP_MD_CTX_new());
  GG_CHECK(context != nullptr);
  return context;
}

}  // namespace

Ed25519Public::Ed25519Public(std::shared_ptr<EVP_PKEY> key)
    : bytes_(size_bytes, '\0'), key_(std::move(key)) {
  auto size = bytes_.size();
  GG_CHECK(EVP_PKEY_get_raw_public_key(key_.get(), unsigned_bytes(bytes_), &size) == 1);
  GG_CHECK(size == size_bytes);
}

std::optional<Ed25519Public> Ed25519Public::from(std::string_view bytes) {
  if (bytes.size() != size_bytes) return std::nullopt;
  auto key = owned_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, unsigned_bytes(bytes), bytes.size()));
  if (key == nullptr) return std::nullopt;
  return Ed25519Public(std::move(key));
}

std::optional<Ed25519Public> Ed25519Public::from_pem(std::string_view pem) {
  if (pem.size() > pem_bytes_max) return std::nullopt;
  const openssl::Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  auto key = owned_key(PEM_read_bio_PUBKEY(in.get(), nullptr, nullptr, nullptr));
  if (key == nullptr || EVP_PKEY_get_id(key.get()) != EVP_PKEY_ED25519) return std::nullopt;
  return Ed25519Public(std::move(key));
}

std::string Ed25519Public::pem() const {
  const openssl::Bio out(BIO_new(BIO_s_mem()));
  GG_CHECK(out != nullptr && PEM_write_bio_PUBKEY(out.get(), key_.get()) == 1);
  char* first = nullptr;
  const auto size = BIO_get_mem_data(out.get(), &first);
  return {first, static_cast<std::size_t>(size)};
}

bool Ed25519Public::verifies(std::string_view message, std::string_view signature) const {
  if (signature.size() != signature_bytes) return false;
  const auto context = new_context();
  GG_CHECK(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
  return EVP_DigestVerify(context.get(), unsigned_bytes(signature), signature.size(),
                          unsigned_bytes(message), message.size()) == 1;
}

Ed25519Secret::Ed25519Secret(std::span<const std::uint8_t, 32> seed)
    : key_(owned_key(
          EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()))) {
  GG_CHECK(key_ != nullptr);
}

std::string Ed25519Secret::sign(std::string_view message) const {
  const auto context = new_context();
  std::string signature(Ed25519Public::signature_bytes, '\0');
  auto size = signature.size();
  GG_CHECK(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
  GG_CHECK(EVP_DigestSign(context.get(), unsigned_bytes(signature), &size, unsigned_bytes(message),
                          message.size()) == 1);
  GG_CHECK(size == signature.size());
  return signature;
}

}  // namespace gg
