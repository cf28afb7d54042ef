#include "base/check.h"
#include "base/openssl_owned.h"
#include "trust/ecdsa.h"
#include "trust/evp_algorithm.h"
#include "trust/octets.h"
#include "trust/sign.h"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace gg::trust {
namespace {

constexpr std::size_t key_text_bytes_max = 64U << 10;

auto refuse_key(std::string what) {
  ERR_clear_error();
  return fail(Error{ErrorKind::InvalidInput, std::move(what)});
}

/// What OpenSSL asks a password with: asked once, and what went wrong kept.
struct PasswordCall {
  const AskPassword& ask;
  bool was_asked = false;
  std::optional<Error> error;
};

int give_password(char* buffer, int size, int, void* call_of) {
  auto& call = *static_cast<PasswordCall*>(call_of);
  call.was_asked = true;
  if (!call.ask) return -1;
  auto password = call.ask();
  if (!password) {
    call.error = password.error();
    return -1;
  }
  const auto length = std::min(password->size(), static_cast<std::size_t>(std::max(size, 0)));
  std::copy_n(password->data(), length, buffer);
  OPENSSL_cleanse(password->data(), password->size());
  return static_cast<int>(length);
}

Result<PublicKey> read_private_key(std::string_view text, const AskPassword& ask) {
  if (text.size() > key_text_bytes_max) return refuse_key("the key is no private key in PEM");
  const openssl::Bio memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  PasswordCall call{ask};
  PublicKey key(PEM_read_bio_PrivateKey(memory.get(), nullptr, &give_password, &call),
                [](evp_pkey_st* owned) { EVP_PKEY_free(owned); });
  if (key) return key;
  ERR_clear_error();
  if (call.error) return fail(*std::move(call.error));
  if (call.was_asked && ask) return refuse_key("the key does not open with this password");
  return refuse_key(call.was_asked ? "the key is no private key in PEM without a password"
                                   : "the key is no private key in PEM (BEGIN PRIVATE KEY)");
}

/// A key in this program's memory.
class KeyInMemory final : public SigningKey {
 public:
  explicit KeyInMemory(PublicKey key) : key_(std::move(key)) {}

  [[nodiscard]] Result<std::vector<std::byte>> sign(Bytes message,
                                                    Algorithm algorithm) const override {
    if (!key_fits(algorithm, key_))
      return refuse_key(fmt::format("the key is not one for {}", name_of(algorithm)));
    const openssl::DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* key_context = nullptr;
    GG_CHECK(context != nullptr);
    GG_CHECK(EVP_DigestSignInit(context.get(), &key_context, digest_of(algorithm), nullptr,
                                key_.get()) == 1);
    GG_CHECK(set_pss(key_context, algorithm));
    std::size_t size = 0;
    GG_CHECK(EVP_DigestSign(context.get(), nullptr, &size, octets(message), message.size()) == 1);
    std::vector<std::byte> signature(size);
    GG_CHECK(EVP_DigestSign(context.get(), octets(signature), &size, octets(message),
                            message.size()) == 1);
    signature.resize(size);
    const auto coordinate = coordinate_bytes(key_);
    if (!coordinate) return signature;
    auto raw = ecdsa_from_der(signature, *coordinate);
    GG_CHECK(raw.has_value());
    return *std::move(raw);
  }

 private:
  PublicKey key_;  // the private half is in it
};

}  // namespace

Result<std::shared_ptr<const SigningKey>> read_signing_key(std::string_view pem,
                                                           const AskPassword& ask_password) {
  TRY_LET(auto key, read_private_key(pem, ask_password));
  return std::make_shared<const KeyInMemory>(std::move(key));
}

}  // namespace gg::trust
