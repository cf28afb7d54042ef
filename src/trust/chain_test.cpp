#include "trust/chain.h"

#include <thread>

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

std::vector<Bytes> views(const std::vector<Octets>& certificates) {
  return {certificates.begin(), certificates.end()};
}

std::shared_ptr<const Chain> check_in(const TrustStore& store, const std::string& name,
                                      Time at = day(2026, 3, 1),
                                      ListKind kind = ListKind::Signers) {
  const auto certificates = certificates_of(name);
  return store.check(views(certificates), kind, at);
}

TEST(CheckChain, NamesTheListAndTheAnchor) {
  const TrustStore store({list_of(ListKind::Signers, "root", "ours")});
  const auto chain = check_in(store, "es256");
  EXPECT_EQ(chain->outcome, ChainOutcome::Trusted);
  EXPECT_EQ(chain->list->name, "ours");
  EXPECT_EQ(chain->list->date, "2026-01-01");
  EXPECT_EQ(chain->anchor()->subject.common_name, "Test root");
  ASSERT_EQ(chain->path.size(), 3U);
  EXPECT_EQ(chain->valid_from, day(2025, 1, 1));
  EXPECT_EQ(chain->valid_until, day(2045, 1, 1));
  EXPECT_TRUE(chain->profile.empty());
  EXPECT_TRUE(chain->why.empty());
}

TEST(CheckChain, EndsAtAnIntermediateAnchor) {
  const TrustStore store({list_of(ListKind::Signers, "issuing")});
  const auto chain = check_in(store, "es256");
  ASSERT_TRUE(chain->is_trusted());
  EXPECT_EQ(chain->path.size(), 2U);
  EXPECT_EQ(chain->anchor()->subject.common_name, "Test issuing");
}

TEST(CheckChain, NeedsTheAuthoritiesBetween) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  const auto certificates = certificates_of("es256");
  const auto chain =
      store.check(std::vector<Bytes>{certificates.front()}, ListKind::Signers, day(2026, 3, 1));
  EXPECT_EQ(chain->outcome, ChainOutcome::Untrusted);
  EXPECT_EQ(chain->fault, ChainFault::NoAnchor);
  EXPECT_EQ(chain->why, "no way leads to an anchor of a list");
}

TEST(CheckChain, TakesOnlyAnchorsOfItsKind) {
  const TrustStore stamps({list_of(ListKind::TimeStamps, "root")});
  EXPECT_EQ(check_in(stamps, "es256")->fault, ChainFault::NoList);
  EXPECT_TRUE(check_in(stamps, "tsa", day(2026, 3, 1), ListKind::TimeStamps)->fault ==
              ChainFault::NoAnchor);
  const TrustStore signers({list_of(ListKind::Signers, "root")});
  EXPECT_FALSE(check_in(signers, "es256", day(2026, 3, 1), ListKind::Identities)->is_trusted());
}

TEST(CheckChain, TakesOnlyAnchorsForAPurposeOfTheLeaf) {
  ListFacts facts{ListKind::Signers, "documents", {}, {}, {std::string(oid::document_signing)}};
  const TrustStore store({TrustList::parse(fixture("root.pem"), facts).value()});
  const auto chain = check_in(store, "es256");
  EXPECT_EQ(chain->fault, ChainFault::NoList);
  EXPECT_TRUE(chain->profile.empty());  // fit, but for e-mail and claims
}

TEST(CheckChain, TellsTimeApartFromTrust) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  const auto late = check_in(store, "expired");
  EXPECT_TRUE(late->is_trusted());
  EXPECT_FALSE(late->is_inside(day(2026, 3, 1)));
  EXPECT_EQ(late->outside_at(day(2026, 3, 1))->subject.common_name, "Test expired");
  EXPECT_EQ(check_in(store, "expired", day(2021, 6, 1))->outside_at(day(2021, 6, 1)), nullptr);
  EXPECT_EQ(late->outside_at(day(2022, 1, 1)), nullptr);  // both ends belong to it
  EXPECT_NE(late->outside_at(day(2022, 1, 1) + std::chrono::seconds{1}), nullptr);
}

/// The issuing authority as the root certified it another time, until 2030.
std::string issuing_until_2030() {
  const auto certificate = x509_of(certificates_of("issuing").front());
  GG_CHECK(ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate.get()), "20300101000000Z") ==
           1);
  GG_CHECK(X509_sign(certificate.get(), key_of_fixture("root").get(), EVP_sha256()) > 0);
  const openssl::Bio memory(BIO_new(BIO_s_mem()));
  GG_CHECK(PEM_write_bio_X509(memory.get(), certificate.get()) == 1);
  std::string text(4096, '\0');
  text.resize(
      static_cast<std::size_t>(BIO_read(memory.get(), text.data(), static_cast<int>(text.size()))));
  return text;
}

TEST(CheckChain, PrefersAListWhosePathIsValidThen) {
  const TrustStore store(
      {TrustList::parse(issuing_until_2030(),
                        {ListKind::Signers, "until 2030", {}, {}, usual_purposes()})
           .value(),
       list_of(ListKind::Signers, "root", "longer")});
  const auto early = check_in(store, "es256");
  EXPECT_EQ(early->list->name, "until 2030");
  EXPECT_EQ(early->valid_until, day(2030, 1, 1));
  const auto late = check_in(store, "es256", day(2040, 1, 1));
  EXPECT_EQ(late->list->name, "longer");
  EXPECT_EQ(late->outside_at(day(2040, 1, 1)), nullptr);
  // After all of them the signer is still one that a list trusts: only the time is wrong.
  const auto after = check_in(store, "es256", day(2048, 1, 1));
  EXPECT_TRUE(after->is_trusted());
  EXPECT_FALSE(after->is_inside(day(2048, 1, 1)));
  EXPECT_EQ(check_in(store, "es256", day(2040, 1, 1)), late);
}

TEST(CheckChain, TrustsNoAuthorityThatSigns) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  const auto chain = check_in(store, "issuing");
  EXPECT_EQ(chain->outcome, ChainOutcome::Untrusted);
  EXPECT_EQ(chain->fault, ChainFault::LeafIsAuthority);
}

TEST(CheckChain, TrustsACredentialThatIsOnTheListItself) {
  const TrustStore store({TrustList::parse(fixture("es256.pem"),
                                           {ListKind::Signers, "known", {}, {}, usual_purposes()})
                              .value()});
  const auto chain = check_in(store, "es256");
  EXPECT_TRUE(chain->is_trusted());
  EXPECT_TRUE(chain->directly);
  EXPECT_EQ(chain->path.size(), 1U);
}

TEST(CheckChain, FindsAForgedLink) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  auto certificates = certificates_of("es256");
  certificates.front().back() ^= std::byte{1};  // the signature of the leaf
  const auto chain = store.check(views(certificates), ListKind::Signers, day(2026, 3, 1));
  EXPECT_EQ(chain->outcome, ChainOutcome::Untrusted);
  EXPECT_EQ(chain->fault, ChainFault::BadSignature);
  EXPECT_EQ(chain->why, "the certificate of Test es256 was not signed by the issuer it names");
}

TEST(CheckChain, SaysWhichCertificateCannotBeRead) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  auto certificates = certificates_of("es256");
  certificates.back().resize(10);
  const auto chain = store.check(views(certificates), ListKind::Signers, day(2026, 3, 1));
  EXPECT_EQ(chain->outcome, ChainOutcome::Invalid);
  EXPECT_TRUE(chain->why.starts_with("certificate 2 of the chain cannot be read at byte "));
  EXPECT_EQ(store.check({}, ListKind::Signers, day(2026, 3, 1))->fault, ChainFault::NoCertificates);
  const std::vector<Bytes> many(17, Bytes(certificates.front()));
  EXPECT_EQ(store.check(many, ListKind::Signers, day(2026, 3, 1))->fault,
            ChainFault::TooManyCertificates);
}

TEST(CheckChain, ChecksEachDistinctChainOnce) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  EXPECT_EQ(check_in(store, "es256"), check_in(store, "es256", day(2027, 1, 1)));
  EXPECT_EQ(check_in(store, "expired"), check_in(store, "expired"));
  EXPECT_NE(check_in(store, "es256"), check_in(store, "es384"));
}

TEST(CheckChain, GivesTheSameToManyThreads) {
  const TrustStore store({list_of(ListKind::Signers, "root")});
  std::vector<std::jthread> threads;
  std::array<int, 4> trusted{};
  for (auto& count : trusted)
    threads.emplace_back([&store, &count] {
      for (const auto* name : {"es256", "es384", "ps256", "ed25519", "expired"})
        count += check_in(store, name)->is_trusted() ? 1 : 0;
    });
  threads.clear();
  for (const auto count : trusted) EXPECT_EQ(count, 5);
}

}  // namespace
}  // namespace gg::trust
