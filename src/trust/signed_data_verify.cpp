#include "base/check.h"
#include "base/openssl_owned.h"
#include "trust/octets.h"
#include "trust/signed_data.h"

#include <algorithm>

#include <openssl/err.h>
#include <openssl/rsa.h>

namespace gg::trust {
namespace {

const EVP_MD* md_of(Hash hash) {
  switch (hash) {
    case Hash::Sha256:
      return EVP_sha256();
    case Hash::Sha384:
      return EVP_sha384();
    case Hash::Sha512:
      return EVP_sha512();
  }
  return nullptr;
}

bool is_kind(const PublicKey& key, CmsSignatureAlgorithm::Kind kind) {
  using enum CmsSignatureAlgorithm::Kind;
  const int id = EVP_PKEY_get_base_id(key.get());
  switch (kind) {
    case RsaPkcs1:
      return id == EVP_PKEY_RSA;
    case RsaPss:
      return id == EVP_PKEY_RSA || id == EVP_PKEY_RSA_PSS;
    case Ecdsa:
      return id == EVP_PKEY_EC;
    case Ed25519:
      return id == EVP_PKEY_ED25519;
  }
  return false;
}

bool set_padding(EVP_PKEY_CTX* context, const CmsSignatureAlgorithm& algorithm) {
  using enum CmsSignatureAlgorithm::Kind;
  if (algorithm.kind == RsaPkcs1)
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
  if (algorithm.kind != RsaPss) return true;
  return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(context, md_of(algorithm.hash)) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(context, static_cast<int>(algorithm.salt_bytes)) == 1;
}

bool verify_attributes(const SignedData& data, const PublicKey& key) {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* key_context = nullptr;
  const auto* md = data.algorithm->kind == CmsSignatureAlgorithm::Kind::Ed25519
                       ? nullptr
                       : md_of(data.algorithm->hash);
  GG_CHECK(context != nullptr);
  return is_kind(key, data.algorithm->kind) &&
         EVP_DigestVerifyInit(context.get(), &key_context, md, nullptr, key.get()) == 1 &&
         set_padding(key_context, *data.algorithm) &&
         EVP_DigestVerify(context.get(), octets(data.signature), data.signature.size(),
                          octets(data.attributes), data.attributes.size()) == 1;
}

}  // namespace

std::vector<std::byte> hash_parts(Hash hash, std::initializer_list<Bytes> parts) {
  const openssl::DigestContext context(EVP_MD_CTX_new());
  std::vector<std::byte> digest(size_of(hash));
  GG_CHECK(context != nullptr);
  GG_CHECK(EVP_DigestInit_ex(context.get(), md_of(hash), nullptr) == 1);
  for (const auto part : parts)
    GG_CHECK(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
  GG_CHECK(EVP_DigestFinal_ex(context.get(), octets(digest), nullptr) == 1);
  return digest;
}

bool verify_signed_data(const SignedData& data, const PublicKey& key) {
  if (!key || !data.algorithm || !data.digest || data.attribute_type != data.content_type)
    return false;
  if (!std::ranges::equal(hash_parts(*data.digest, {data.content}), data.attribute_digest))
    return false;
  const bool holds = verify_attributes(data, key);
  ERR_clear_error();
  return holds;
}

}  // namespace gg::trust
