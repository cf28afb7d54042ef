#include "signing/token_key.h"

#include "base/text.h"
#include "signing/fields.h"
#include "signing/token_modules.h"
#include "trust/evp_algorithm.h"
#include "trust/octets.h"

#include <array>
#include <mutex>
#include <optional>
#include <utility>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace gg::signing {
namespace {

using trust::Algorithm;

constexpr std::size_t signature_bytes_max = 2048;

tl::unexpected<Error> token_error(ErrorKind kind, const std::string& what) {
  return fail(Error{kind, "the token: " + what});
}

Result<void> check_token(CK_RV code, const std::string& doing) {
  if (code == CKR_OK) return {};
  const auto kind = code == CKR_PIN_INCORRECT ? ErrorKind::InvalidInput : ErrorKind::Unavailable;
  return token_error(kind, doing + ": " + p11_kit_strerror(code));
}

/// The mechanism of an algorithm, over a digest that is worked out here but for Ed25519.
struct Mechanism {
  CK_MECHANISM mechanism{};
  CK_RSA_PKCS_PSS_PARAMS pss{};

  explicit Mechanism(Algorithm algorithm) {
    switch (algorithm) {
      case Algorithm::Es256:
      case Algorithm::Es384:
      case Algorithm::Es512:
        mechanism.mechanism = CKM_ECDSA;
        return;
      case Algorithm::Ed25519:
        mechanism.mechanism = CKM_EDDSA;
        return;
      case Algorithm::Ps256:
        set_pss(CKM_SHA256, CKG_MGF1_SHA256, 32);
        return;
      case Algorithm::Ps384:
        set_pss(CKM_SHA384, CKG_MGF1_SHA384, 48);
        return;
      case Algorithm::Ps512:
        set_pss(CKM_SHA512, CKG_MGF1_SHA512, 64);
        return;
    }
  }
  Mechanism(const Mechanism&) = delete;
  Mechanism& operator=(const Mechanism&) = delete;
  ~Mechanism() = default;

 private:
  void set_pss(CK_MECHANISM_TYPE hash, CK_ULONG mask, CK_ULONG salt_bytes) {
    pss = {hash, mask, salt_bytes};
    mechanism = {CKM_RSA_PKCS_PSS, &pss, sizeof pss};
  }
};

ByteArray digested(Bytes message, Algorithm algorithm) {
  const auto* hash = trust::digest_of(algorithm);
  if (hash == nullptr) return {message.begin(), message.end()};
  ByteArray digest(EVP_MAX_MD_SIZE);
  unsigned size = 0;
  if (EVP_Digest(message.data(), message.size(), trust::octets(digest), &size, hash, nullptr) != 1)
    size = 0;
  digest.resize(size);
  return digest;
}

/// A private key on a token, its session open. Ends the session when it goes.
class TokenKey final : public trust::SigningKey {
 public:
  TokenKey(TokenModules modules, CK_FUNCTION_LIST* library, CK_SESSION_HANDLE session)
      : modules_(std::move(modules)), library_(library), session_(session) {}
  TokenKey(const TokenKey&) = delete;
  TokenKey& operator=(const TokenKey&) = delete;
  ~TokenKey() override {
    library_->C_CloseSession(session_);
    OPENSSL_cleanse(pin_.data(), pin_.size());
  }

  /// Logs in where the token wants it. Errors: those of asking; InvalidInput for a wrong PIN.
  Result<void> log_in(const CK_TOKEN_INFO& token, const trust::AskPassword& ask_pin) {
    if ((token.flags & CKF_LOGIN_REQUIRED) == 0) return {};
    const bool has_pad = (token.flags & CKF_PROTECTED_AUTHENTICATION_PATH) != 0;
    if (!has_pad) {
      if (!ask_pin) return token_error(ErrorKind::InvalidInput, "it wants a PIN");
      TRY_LET(pin_, ask_pin());
    }
    const auto code = log_in_as(CKU_USER);
    return code == CKR_USER_ALREADY_LOGGED_IN ? Result<void>() : check_token(code, "logging in");
  }

  /// Finds the one key that the address names. Errors: InvalidInput.
  Result<void> find(P11KitUri* address) {
    CK_OBJECT_CLASS private_key = CKO_PRIVATE_KEY;
    CK_ATTRIBUTE wanted{CKA_CLASS, &private_key, sizeof private_key};
    p11_kit_uri_set_attribute(address, &wanted);
    CK_ULONG count = 0;
    auto* attributes = p11_kit_uri_get_attributes(address, &count);
    TRY(check_token(library_->C_FindObjectsInit(session_, attributes, count),
                    "looking for the key"));
    std::array<CK_OBJECT_HANDLE, 2> found{};
    CK_ULONG found_count = 0;
    const auto code = library_->C_FindObjects(session_, found.data(), found.size(), &found_count);
    library_->C_FindObjectsFinal(session_);
    TRY(check_token(code, "looking for the key"));
    if (found_count == 0)
      return token_error(ErrorKind::InvalidInput,
                         "it has no private key that the address names; see what it has with "
                         "p11tool --list-privkeys");
    if (found_count > 1)
      return token_error(ErrorKind::InvalidInput,
                         "the address names several keys: name one with object=LABEL or id=%…");
    key_ = found.front();
    note_whether_asked_each_time();
    return {};
  }

  [[nodiscard]] Result<ByteArray> sign(Bytes message, Algorithm algorithm) const override {
    const std::lock_guard lock(mutex_);
    Mechanism mechanism(algorithm);
    TRY(check_token(library_->C_SignInit(session_, &mechanism.mechanism, key_),
                    "beginning a signature of " + std::string(trust::name_of(algorithm))));
    if (asks_each_time_) TRY(check_token(log_in_as(CKU_CONTEXT_SPECIFIC), "logging in to sign"));
    auto digest = digested(message, algorithm);
    ByteArray signature(signature_bytes_max);
    CK_ULONG size = signature.size();
    TRY(check_token(library_->C_Sign(session_, trust::octets(digest), digest.size(),
                                     trust::octets(signature), &size),
                    "signing"));
    signature.resize(size);
    return signature;
  }

 private:
  CK_RV log_in_as(CK_USER_TYPE user) const {
    std::string pin = pin_;
    const auto bytes = std::as_writable_bytes(std::span(pin));
    ByteArray copy(bytes.begin(), bytes.end());
    const auto code = library_->C_Login(session_, user,
                                        copy.empty() ? nullptr : trust::octets(copy), copy.size());
    OPENSSL_cleanse(pin.data(), pin.size());
    OPENSSL_cleanse(copy.data(), copy.size());
    return code;
  }

  void note_whether_asked_each_time() {
    CK_BBOOL each_time = CK_FALSE;
    CK_ATTRIBUTE attribute{CKA_ALWAYS_AUTHENTICATE, &each_time, sizeof each_time};
    asks_each_time_ =
        library_->C_GetAttributeValue(session_, key_, &attribute, 1) == CKR_OK && each_time != 0;
  }

  TokenModules modules_;
  CK_FUNCTION_LIST* library_;
  CK_SESSION_HANDLE session_;
  CK_OBJECT_HANDLE key_ = 0;
  bool asks_each_time_ = false;
  std::string pin_;
  mutable std::mutex mutex_;
};

/// A token that an address names.
struct FoundToken {
  CK_FUNCTION_LIST* library;
  CK_SLOT_ID slot;
  CK_TOKEN_INFO info;
};

std::optional<FoundToken> find_in(CK_FUNCTION_LIST* library, P11KitUri* address) {
  CK_ULONG count = 0;
  if (library->C_GetSlotList(CK_TRUE, nullptr, &count) != CKR_OK) return std::nullopt;
  std::vector<CK_SLOT_ID> slots(count);
  if (library->C_GetSlotList(CK_TRUE, slots.data(), &count) != CKR_OK) return std::nullopt;
  slots.resize(count);
  for (const auto slot : slots) {
    CK_TOKEN_INFO info{};
    if (library->C_GetTokenInfo(slot, &info) != CKR_OK) continue;
    if ((info.flags & CKF_TOKEN_INITIALIZED) != 0 &&
        p11_kit_uri_match_token_info(address, &info) == 1)
      return FoundToken{library, slot, info};
  }
  return std::nullopt;
}

Result<FoundToken> find_token(const TokenModules& modules, P11KitUri* address) {
  for (auto* library : modules.all())
    if (const auto found = find_in(library, address)) return *found;
  return token_error(ErrorKind::Unavailable,
                     "there is none that the address names; is it plugged "
                     "in, and is --pkcs11-module the right library?");
}

}  // namespace

Result<std::shared_ptr<const trust::SigningKey>> key_on_token(const std::string& address,
                                                              const std::string& module_path,
                                                              const trust::AskPassword& ask_pin) {
  TRY_LET(const auto uri, read_token_address(address));
  const char* stated = p11_kit_uri_get_module_path(uri.get());
  const std::string path = !module_path.empty() || stated == nullptr ? module_path : stated;
  TRY_LET(auto modules, TokenModules::load(path));
  TRY_LET(const auto token, find_token(modules, uri.get()));
  CK_SESSION_HANDLE session = 0;
  TRY(check_token(
      token.library->C_OpenSession(token.slot, CKF_SERIAL_SESSION, nullptr, nullptr, &session),
      "opening a session"));
  auto key = std::make_shared<TokenKey>(std::move(modules), token.library, session);
  TRY(key->log_in(token.info, ask_pin));
  TRY(key->find(uri.get()));
  return key;
}

}  // namespace gg::signing
