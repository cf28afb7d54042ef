#include "trust/profile.h"

#include "trust/trust_list.h"

#include <functional>

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

std::vector<ProfileFault> faults_of(const Certificate& certificate,
                                    Purpose purpose = Purpose::Signing) {
  std::vector<ProfileFault> faults;
  for (const auto& finding : check_profile(certificate, purpose, usual_purposes())) {
    EXPECT_TRUE(finding.words.starts_with("the certificate of ")) << finding.words;
    faults.push_back(finding.fault);
  }
  return faults;
}

TEST(CheckProfile, FindsNothingInFitCertificates) {
  for (const auto* name : {"es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"})
    EXPECT_TRUE(faults_of(facts_of_fixture(name)).empty()) << name;
  EXPECT_TRUE(faults_of(facts_of_fixture("tsa"), Purpose::TimeStamping).empty());
  EXPECT_TRUE(faults_of(facts_of_fixture("ocsp"), Purpose::OcspSigning).empty());
}

TEST(CheckProfile, NamesEachFaultAlone) {
  const std::string any(oid::any_purpose);
  const std::string mail(oid::email_protection);
  const std::string stamping(oid::time_stamping);
  const std::string responding(oid::ocsp_signing);
  struct Case {
    ProfileFault fault;
    std::function<void(Certificate&)> spoil;
  };
  const Case cases[] = {
      {ProfileFault::NotVersion3, [](auto& c) { c.version = 1; }},
      {ProfileFault::UniqueIdentifiers, [](auto& c) { c.has_unique_ids = true; }},
      {ProfileFault::SignatureAlgorithm,
       [](auto& c) { c.signature_algorithm = "1.2.840.113549.1.1.5"; }},
      {ProfileFault::PssParameters, [](auto& c) { c.pss_fits = false; }},
      {ProfileFault::KeyAlgorithm, [](auto& c) { c.key_kind = KeyKind::Other; }},
      {ProfileFault::Curve, [](auto& c) { c.key_bits = 0; }},
      {ProfileFault::RsaTooShort,
       [](auto& c) {
         c.key_kind = KeyKind::Rsa;
         c.key_bits = 2047;
       }},
      {ProfileFault::NoAuthorityKeyId, [](auto& c) { c.has_authority_key_id = false; }},
      {ProfileFault::NoKeyUsage, [](auto& c) { c.key_usage.reset(); }},
      {ProfileFault::NoDigitalSignature, [](auto& c) { c.key_usage = 2; }},
      {ProfileFault::SignsCertificates, [](auto& c) { c.key_usage = 1U | 1U << 5U; }},
      {ProfileFault::NoPurpose, [](auto& c) { c.purposes.reset(); }},
      {ProfileFault::NoPurpose, [](auto& c) { c.purposes.emplace(); }},
      {ProfileFault::AnyPurpose, [&](auto& c) { c.purposes = {mail, any}; }},
      {ProfileFault::MixedPurposes, [&](auto& c) { c.purposes = {mail, stamping}; }},
      {ProfileFault::MixedPurposes, [&](auto& c) { c.purposes = {responding, mail}; }},
      {ProfileFault::WrongPurpose, [&](auto& c) { c.purposes = {stamping}; }},
      {ProfileFault::WrongPurpose, [](auto& c) { c.purposes = {"1.3.6.1.5.5.7.3.1"}; }},
      {ProfileFault::RepeatedExtension, [](auto& c) { c.repeats_extension = true; }},
      {ProfileFault::UnknownCritical, [](auto& c) { c.unknown_critical = {"1.2.3"}; }},
  };
  for (const auto& [fault, spoil] : cases) {
    auto certificate = facts_of_fixture("es256");
    spoil(certificate);
    EXPECT_EQ(faults_of(certificate), std::vector{fault}) << static_cast<int>(fault);
  }
}

TEST(CheckProfile, AsksNoAuthorityKeyIdOfASelfSignedCertificate) {
  auto certificate = facts_of_fixture("es256");
  certificate.has_authority_key_id = false;
  certificate.issuer = certificate.subject;
  EXPECT_TRUE(faults_of(certificate).empty());
}

TEST(CheckProfile, AsksForThePurposeOfTheUse) {
  EXPECT_EQ(faults_of(facts_of_fixture("es256"), Purpose::TimeStamping),
            std::vector{ProfileFault::WrongPurpose});
  EXPECT_EQ(faults_of(facts_of_fixture("tsa"), Purpose::OcspSigning),
            std::vector{ProfileFault::WrongPurpose});
  auto other = facts_of_fixture("es256");
  other.purposes = {"1.2.3.4"};
  const std::vector<std::string> accepted{"1.2.3.4"};
  EXPECT_TRUE(check_profile(other, Purpose::Signing, accepted).empty());
}

}  // namespace
}  // namespace gg::trust
