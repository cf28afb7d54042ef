#include "credentials/certificate.h"

#include <memory>
#include <vector>

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

namespace gg::credentials {
namespace {

void add(X509_NAME* name, const char* field, const char* value) {
  X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                             static_cast<const unsigned char*>(static_cast<const void*>(value)), -1,
                             -1, 0);
}

/// A certificate that signs itself, of X.509 version 1 (no version field) or 3.
std::vector<std::byte> certificate_of(long version) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                &EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), version - 1);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 7);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  add(X509_get_subject_name(certificate.get()), "C", "NO");
  add(X509_get_subject_name(certificate.get()), "O", "Fjord & Ås Film");
  add(X509_get_subject_name(certificate.get()), "CN", "Delivery");
  add(X509_get_issuer_name(certificate.get()), "O", "Somebody else");
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  std::vector<std::byte> der(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)));
  auto* out = static_cast<unsigned char*>(static_cast<void*>(der.data()));
  i2d_X509(certificate.get(), &out);
  return der;
}

TEST(Certificate, SubjectIsReadNotIssuer) {
  for (const long version : {1L, 3L}) {
    const auto subject = read_subject(certificate_of(version));
    ASSERT_TRUE(subject.has_value()) << version;
    EXPECT_EQ(subject->organization, "Fjord & Ås Film");
    EXPECT_EQ(subject->common_name, "Delivery");
  }
}

TEST(Certificate, CutAnywhereNamesNobody) {
  const auto der = certificate_of(3);
  for (std::size_t size = 0; size < der.size(); ++size) {
    const std::vector<std::byte> cut(der.begin(), der.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(read_subject(cut).has_value()) << size;
  }
}

TEST(Certificate, IndefiniteLengthIsNotDer) {
  auto der = certificate_of(3);
  der[1] = std::byte{0x80};
  EXPECT_FALSE(read_subject(der).has_value());
}

}  // namespace
}  // namespace gg::credentials
