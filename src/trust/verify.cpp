#include "base/openssl_owned.h"
#include "trust/cose.h"
#include "trust/ecdsa.h"
#include "trust/evp_algorithm.h"
#include "trust/octets.h"

#include <openssl/err.h>
#include <openssl/rsa.h>

namespace gg::trust {
namespace {

constexpr int rsa_bits_min = 2048;
constexpr int rsa_bits_max = 8192;

bool is_pss(Algorithm algorithm) {
  return algorithm == Algorithm::Ps256 || algorithm == Algorithm::Ps384 ||
         algorithm == Algorithm::Ps512;
}

bool verify_prepared(Algorithm algorithm, EVP_PKEY* key, Bytes message, Bytes signature) {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  if (!context ||
      EVP_DigestVerifyInit(context.get(), &key_context, digest_of(algorithm), nullptr, key) != 1)
    return false;
  if (!set_pss(key_context, algorithm)) return false;
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                          message.size()) == 1;
}

}  // namespace

const EVP_MD* digest_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::Es256:
    case Algorithm::Ps256:
      return EVP_sha256();
    case Algorithm::Es384:
    case Algorithm::Ps384:
      return EVP_sha384();
    case Algorithm::Es512:
    case Algorithm::Ps512:
      return EVP_sha512();
    case Algorithm::Ed25519:
      return nullptr;
  }
  return nullptr;
}

bool set_pss(EVP_PKEY_CTX* context, Algorithm algorithm) {
  if (!is_pss(algorithm)) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest_of(algorithm)) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

bool key_fits(Algorithm algorithm, const PublicKey& key) {
  if (!key) return false;
  const int kind = EVP_PKEY_get_base_id(key.get());
  if (algorithm == Algorithm::Ed25519) return kind == EVP_PKEY_ED25519;
  if (!is_pss(algorithm)) return coordinate_bytes(key).has_value();
  const int bits = EVP_PKEY_get_bits(key.get());
  return (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS) && bits >= rsa_bits_min &&
         bits <= rsa_bits_max;
}

SignatureOutcome verify_signature(Algorithm algorithm, const PublicKey& key, Bytes message,
                                  Bytes signature) {
  if (!key) return SignatureOutcome::NotChecked;
  if (!key_fits(algorithm, key)) return SignatureOutcome::KeyUnfit;
  bool holds = false;
  if (const auto size = coordinate_bytes(key)) {
    const auto encoded = ecdsa_to_der(signature, *size);
    holds = encoded && verify_prepared(algorithm, key.get(), message, *encoded);
  } else {
    holds = verify_prepared(algorithm, key.get(), message, signature);
  }
  ERR_clear_error();
  return holds ? SignatureOutcome::Valid : SignatureOutcome::Mismatch;
}

SignatureOutcome verify_sign1(const Sign1& sign1, std::span<const Bytes> payload,
                              const PublicKey& key) {
  if (!sign1.algorithm) return SignatureOutcome::NotChecked;
  const auto message = sig_structure("Signature1", sign1.protected_bytes, payload);
  return verify_signature(*sign1.algorithm, key, message, sign1.signature);
}

}  // namespace gg::trust
