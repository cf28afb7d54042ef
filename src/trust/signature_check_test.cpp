#include "trust/signature_check.h"

#include "bytes/hex.h"
#include "trust/faults.h"

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

const TrustStore& both_lists() {
  static const TrustStore store({list_of(ListKind::Signers, "root", "signers"),
                                 list_of(ListKind::TimeStamps, "root", "stamps")});
  return store;
}

/// What is signed, and with what beside it.
struct Plan {
  std::string signer = "es256";
  Algorithm algorithm = Algorithm::Es256;
  std::optional<StampPlan> stamp;
  std::vector<Octets> responses;
  std::optional<Time> claimed_at;
};

Octets signed_claim(const Octets& claim, const Plan& plan) {
  const std::array<Bytes, 1> payload{claim};
  const auto detached =
      sign_detached(signer_of(plan.signer, plan.algorithm), payload, plan.claimed_at).value();
  UnprotectedHeaders headers;
  if (plan.stamp) headers.token = make_token(detached.signature_item(), *plan.stamp);
  headers.responses = plan.responses;
  return encode_sign1(detached, headers).value();
}

SignatureCheck checked(const Plan& plan, Time now = day(2026, 11, 23),
                       const TrustStore& store = both_lists(),
                       const std::string& checked_claim = "a claim") {
  const auto sign1 = signed_claim(octets_of("a claim"), plan);
  const auto claim = octets_of(checked_claim);
  const std::array<Bytes, 1> payload{claim};
  return check_signature({.sign1 = sign1, .payload = payload}, store, now);
}

TEST(CheckSignature, TrustsASignatureThatHolds) {
  const auto check = checked({});
  EXPECT_FALSE(check.malformed);
  EXPECT_EQ(check.algorithm, Algorithm::Es256);
  EXPECT_EQ(check.algorithm_text, "Es256");
  EXPECT_EQ(check.signature, SignatureOutcome::Valid);
  EXPECT_EQ(check.chain->list->name, "signers");
  EXPECT_EQ(check.validity, Validity::Inside);
  EXPECT_EQ(check.validity_at, day(2026, 11, 23));
  EXPECT_TRUE(check.stamps.empty());
  EXPECT_EQ(check.revocation.outcome, RevocationOutcome::Skipped);
  EXPECT_TRUE(check.is_trusted());
}

TEST(CheckSignature, IsValidWithoutBeingTrusted) {
  const TrustStore nobody({});
  const auto check = checked({}, day(2026, 11, 23), nobody);
  EXPECT_TRUE(check.is_valid());
  EXPECT_FALSE(check.is_trusted());
  EXPECT_EQ(check.chain->outcome, ChainOutcome::Untrusted);
}

TEST(CheckSignature, FindsOtherBytes) {
  const auto check = checked({}, day(2026, 11, 23), both_lists(), "a clain");
  EXPECT_EQ(check.signature, SignatureOutcome::Mismatch);
  EXPECT_FALSE(check.is_valid());
}

TEST(CheckSignature, MovesTheClockForATrustedStampOnly) {
  Plan plan{.signer = "expired", .algorithm = Algorithm::Es256};
  const auto without = checked(plan);
  EXPECT_EQ(without.validity, Validity::Outside);
  EXPECT_EQ(without.validity_words,
            "the certificate of Test expired is valid from 2021-01-01 00:00:00 to 2022-01-01 "
            "00:00:00 UTC, not at 2026-11-23 00:00:00");
  // The tests' authority begins in 2025, so that its stamps of 2021 are outside its validity.
  plan.stamp = StampPlan{.at = day(2021, 6, 1)};
  const auto early = checked(plan);
  EXPECT_EQ(early.stamps.front().outcome, StampOutcome::OutsideValidity);
  EXPECT_FALSE(early.attested);
  EXPECT_EQ(early.validity, Validity::Outside);
  // A trusted stamp decides, also where the clock of now would say otherwise.
  Plan later;
  later.stamp = StampPlan{};
  const auto stamped = checked(later, day(2050, 1, 1));
  EXPECT_EQ(stamped.attested, day(2026, 3, 1));
  EXPECT_EQ(stamped.validity_at, day(2026, 3, 1));
  EXPECT_TRUE(stamped.is_trusted());
  const TrustStore no_stamps({list_of(ListKind::Signers, "root")});
  const auto unlisted = checked(later, day(2050, 1, 1), no_stamps);
  EXPECT_EQ(unlisted.stamps.front().outcome, StampOutcome::Untrusted);
  EXPECT_EQ(unlisted.validity, Validity::Outside);
  EXPECT_FALSE(unlisted.is_valid());
}

TEST(CheckSignature, TellsTimesThatNanosecondsCannotCount) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto sign1 = signed_claim(claim, {});
  const auto check =
      check_signature({.sign1 = sign1, .payload = payload}, both_lists(), day(2300, 1, 1));
  EXPECT_EQ(check.validity, Validity::Outside);
  EXPECT_TRUE(check.validity_words.ends_with("UTC, not at 2300-01-01 00:00:00"))
      << check.validity_words;
}

TEST(CheckSignature, TakesStampsOfLaterManifests) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto detached = sign_detached(signer_of("es256", Algorithm::Es256), payload).value();
  const auto sign1 = encode_sign1(detached).value();
  const auto other = make_token(octets_of("other bytes"));
  const auto token = make_token(detached.signature_item());
  const std::array<Bytes, 3> later{other, token, token};
  const auto check = check_signature({.sign1 = sign1, .payload = payload, .later_stamps = later},
                                     both_lists(), day(2050, 1, 1));
  ASSERT_EQ(check.stamps.size(), 2U);
  EXPECT_EQ(check.stamps[0].outcome, StampOutcome::Mismatch);
  EXPECT_EQ(check.stamps[1].outcome, StampOutcome::Trusted);
  EXPECT_EQ(check.stamps[1].place, StampPlace::Assertion);
  EXPECT_TRUE(check.is_trusted());
}

TEST(CheckSignature, LooksAtSixteenStampsOfLaterManifestsAtMost) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto detached = sign_detached(signer_of("es256", Algorithm::Es256), payload).value();
  const auto sign1 = encode_sign1(detached).value();
  const auto other = make_token(octets_of("other bytes"));
  const auto token = make_token(detached.signature_item());
  for (const std::size_t before : {15U, 16U}) {
    std::vector<Bytes> later(before, Bytes(other));
    later.emplace_back(token);
    const auto check = check_signature({.sign1 = sign1, .payload = payload, .later_stamps = later},
                                       both_lists(), day(2050, 1, 1));
    EXPECT_EQ(check.stamps.size(), 16U);
    EXPECT_EQ(check.attested.has_value(), before == 15);
  }
}

TEST(CheckSignature, LooksAtStapledAndLaterResponses) {
  OcspPlan revoked;
  revoked.status = V_OCSP_CERTSTATUS_REVOKED;
  Plan plan;
  plan.stamp = StampPlan{};
  plan.responses = {make_ocsp(revoked)};
  const auto stapled = checked(plan);
  EXPECT_EQ(stapled.revocation.outcome, RevocationOutcome::Revoked);
  EXPECT_FALSE(stapled.is_valid());

  plan.responses.clear();
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto sign1 = signed_claim(claim, plan);
  const auto response = make_ocsp();
  const std::array<Bytes, 1> later{response};
  const auto check = check_signature({.sign1 = sign1, .payload = payload, .later_responses = later},
                                     both_lists(), day(2026, 11, 23));
  EXPECT_EQ(check.revocation.outcome, RevocationOutcome::NotRevoked);
  EXPECT_TRUE(check.is_trusted());
}

/// What reading and checking an answer about one certificate costs, where its responder has P-256.
std::uint64_t units_of_answer(const Octets& answer, const char* subject, const char* issuer) {
  return units::of_response(answer.size()) +
         units::of_certificate(certificates_of(subject).front().size()) +
         units::of_certificate(certificates_of(issuer).front().size());
}

TEST(CheckSignature, ChargesStampsAndResponsesToTheUnit) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  Plan plan;
  plan.stamp = StampPlan{};
  plan.responses = {make_ocsp()};
  const auto sign1 = signed_claim(claim, plan);
  const auto size_of = [](const char* name) { return certificates_of(name).front().size(); };
  const auto issuing = units::of_certificate(size_of("issuing"));
  // A chain of two: both are read; twice a signature by the anchor and one by the authority.
  const auto signer = units::of_certificate(size_of("es256")) + issuing + 2 * 2 + 1;
  const auto detached = sign_detached(signer_of("es256", Algorithm::Es256), payload).value();
  const auto token_bytes = make_token(detached.signature_item()).size();
  const auto stamp = units::of_stamp(token_bytes) + 2 * units::of_certificate(size_of("tsa")) +
                     issuing + 2 * 2 + 1;
  const auto answers = units_of_answer(plan.responses.front(), "es256", "issuing") + 2 +
                       units_of_answer(plan.responses.front(), "issuing", "root");
  const auto needed = static_cast<std::uint32_t>(signer + stamp + answers);
  const SignatureToCheck asked{.sign1 = sign1, .payload = payload};
  SignatureBudget enough(needed);
  const auto check = check_signature(asked, both_lists(), day(2026, 11, 23), enough);
  EXPECT_TRUE(check.is_trusted());
  EXPECT_TRUE(check.attested);
  EXPECT_EQ(check.revocation.outcome, RevocationOutcome::NotRevoked);
  EXPECT_EQ(enough.units_left(), 0U);
  for (std::uint32_t units = 0; units < needed; ++units) {
    SignatureBudget budget(units);
    const auto refused = check_signature(asked, both_lists(), day(2026, 11, 23), budget);
    EXPECT_TRUE(budget.is_spent());
    ASSERT_TRUE(refused.malformed);
    EXPECT_EQ(refused.malformed->fault, &faults::too_much_to_check);
    EXPECT_FALSE(refused.is_valid());
    EXPECT_FALSE(refused.chain || refused.attested);
  }
}

TEST(CheckSignature, ChainsThatWereMetCostNothing) {
  const auto claim = octets_of("a claim");
  const std::array<Bytes, 1> payload{claim};
  const auto sign1 = signed_claim(claim, {});
  const SignatureToCheck asked{.sign1 = sign1, .payload = payload};
  // A store that has learnt the chain, and one that has not, charge the same.
  const TrustStore fresh({list_of(ListKind::Signers, "root")});
  for (const int again : {0, 1}) {
    SignatureBudget budget(1000);
    check_signature(asked, fresh, day(2026, 11, 23), budget);
    const auto left = budget.units_left();
    EXPECT_EQ(left, 1000U - 7U) << again;  // two read, two twice and one verified
    check_signature(asked, fresh, day(2026, 11, 23), budget);
    EXPECT_EQ(budget.units_left(), left - 1) << again;
  }
}

TEST(CheckSignature, JudgesTheTimeTheSignerClaims) {
  Plan plan;
  EXPECT_EQ(checked(plan).claimed, ClaimedTime::NotStated);
  plan.claimed_at = day(2026, 2, 1);
  EXPECT_EQ(checked(plan).claimed, ClaimedTime::Inside);
  plan.stamp = StampPlan{};
  EXPECT_EQ(checked(plan).claimed, ClaimedTime::Inside);
  plan.claimed_at = day(2026, 3, 2);  // after the stamp of it
  EXPECT_EQ(checked(plan).claimed, ClaimedTime::Outside);
  plan.claimed_at = day(2019, 1, 1);
  EXPECT_EQ(checked(plan).claimed, ClaimedTime::Outside);
}

TEST(CheckSignature, SaysWhereAMessageIsMalformed) {
  const auto bytes = bytes_of("D2 84 43 A1 01 26 A0 F6 40");
  const auto check = check_signature({.sign1 = bytes, .offset = 1000, .payload = {}}, both_lists(),
                                     day(2026, 11, 23));
  ASSERT_TRUE(check.malformed);
  EXPECT_EQ(check.malformed->fault, &faults::no_certificates);
  EXPECT_EQ(check.malformed->offset, 1006U);
  EXPECT_FALSE(check.is_valid());
}

TEST(CheckSignature, ChecksIdentitiesByTheirOwnLists) {
  const auto claim = octets_of("an identity");
  const std::array<Bytes, 1> payload{claim};
  const auto sign1 = signed_claim(claim, {});
  const SignatureToCheck asked{.sign1 = sign1, .payload = payload, .kind = ListKind::Identities};
  EXPECT_FALSE(check_signature(asked, both_lists(), day(2026, 11, 23)).is_trusted());
  const TrustStore identities({list_of(ListKind::Identities, "root", "identities")});
  const auto check = check_signature(asked, identities, day(2026, 11, 23));
  EXPECT_TRUE(check.is_trusted());
  EXPECT_EQ(check.chain->list->name, "identities");
}

}  // namespace
}  // namespace gg::trust
