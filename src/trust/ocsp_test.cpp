#include "trust/ocsp.h"

#include <functional>

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

constexpr int remove_from_crl_reason = 8;

std::shared_ptr<const Chain> signer_chain(const TrustStore& store) {
  const auto certificates = certificates_of("es256");
  return store.check(std::vector<Bytes>(certificates.begin(), certificates.end()),
                     ListKind::Signers, day(2026, 3, 1));
}

RevocationCheck check_with(const std::vector<Octets>& responses,
                           std::optional<Time> attested = day(2026, 3, 1)) {
  static const TrustStore store({list_of(ListKind::Signers, "root")});
  SignatureBudget budget;
  return check_revocation(std::vector<Bytes>(responses.begin(), responses.end()),
                          *signer_chain(store), {attested, day(2026, 11, 23)}, budget);
}

TEST(CheckRevocation, TakesWhatAnAuthorisedResponderSays) {
  const auto good = check_with({make_ocsp()});
  EXPECT_EQ(good.outcome, RevocationOutcome::NotRevoked);
  EXPECT_EQ(good.responder, "Test ocsp");
  OcspPlan by_issuer;
  by_issuer.responder = "issuing";
  EXPECT_EQ(check_with({make_ocsp(by_issuer)}).outcome, RevocationOutcome::NotRevoked);
}

TEST(CheckRevocation, TellsRevokedFromUnknownAndFromRemoved) {
  OcspPlan plan;
  plan.status = V_OCSP_CERTSTATUS_REVOKED;
  plan.reason = OCSP_REVOKED_STATUS_KEYCOMPROMISE;
  const auto revoked = check_with({make_ocsp(plan)});
  EXPECT_EQ(revoked.outcome, RevocationOutcome::Revoked);
  EXPECT_EQ(revoked.reason, "keyCompromise");
  EXPECT_EQ(revoked.revoked_at, day(2026, 1, 15));
  EXPECT_EQ(revoked.why, "Test ocsp says that the certificate of Test es256 is revoked");
  // One good response is enough, in whatever order.
  EXPECT_EQ(check_with({make_ocsp(plan), make_ocsp()}).outcome, RevocationOutcome::NotRevoked);
  plan.reason = remove_from_crl_reason;
  EXPECT_EQ(check_with({make_ocsp(plan)}).outcome, RevocationOutcome::NotRevoked);
  plan.status = V_OCSP_CERTSTATUS_UNKNOWN;
  EXPECT_EQ(check_with({make_ocsp(plan)}).outcome, RevocationOutcome::Unknown);
}

TEST(CheckRevocation, PassesOverWhatDoesNotCount) {
  struct Case {
    const char* what;
    std::function<void(OcspPlan&)> spoil;
  };
  const Case cases[] = {
      {"another certificate", [](auto& plan) { plan.subject = "es384"; }},
      {"another issuer", [](auto& plan) { plan.issuer = "root"; }},
      {"signed by a signer", [](auto& plan) { plan.responder = "es256"; }},
      {"signed by the root", [](auto& plan) { plan.responder = "root"; }},
      {"signed by a time-stamping authority", [](auto& plan) { plan.responder = "tsa"; }},
      {"changed", [](auto& plan) { plan.spoilt = true; }},
      {"not yet", [](auto& plan) { plan.this_update = day(2026, 12, 1); }},
      {"over before the signature", [](auto& plan) { plan.next_update = day(2026, 2, 28); }},
  };
  for (const auto& [what, spoil] : cases) {
    OcspPlan plan;
    plan.status = V_OCSP_CERTSTATUS_REVOKED;
    spoil(plan);
    const auto check = check_with({make_ocsp(plan)});
    EXPECT_EQ(check.outcome, RevocationOutcome::Skipped) << what;
    EXPECT_EQ(check.passed_over, 1U) << what;
    EXPECT_FALSE(check.why.empty()) << what;
  }
  EXPECT_EQ(check_with({octets_of("no response")}).why, "the response cannot be read");
}

TEST(CheckRevocation, FollowsTheIntervals) {
  OcspPlan after;  // answered after the signature: it was not revoked then either
  after.this_update = day(2026, 5, 1);
  after.next_update = day(2026, 6, 1);
  EXPECT_EQ(check_with({make_ocsp(after)}).outcome, RevocationOutcome::NotRevoked);
  OcspPlan open;  // without nextUpdate: producedAt, which is now, and 24 hours
  open.next_update.reset();
  EXPECT_EQ(check_with({make_ocsp(open)}).outcome, RevocationOutcome::NotRevoked);
  EXPECT_EQ(check_with({make_ocsp()}, std::nullopt).outcome, RevocationOutcome::Skipped);
  EXPECT_EQ(check_with({}).outcome, RevocationOutcome::Skipped);
}

TEST(CheckRevocation, IsNotOfferedWhereTheCertificateNamesNoResponder) {
  const TrustStore store({list_of(ListKind::TimeStamps, "root")});
  const auto certificates = certificates_of("tsa");
  const auto chain = store.check(std::vector<Bytes>(certificates.begin(), certificates.end()),
                                 ListKind::TimeStamps, day(2026, 3, 1));
  SignatureBudget budget;
  EXPECT_EQ(check_revocation({}, *chain, {std::nullopt, day(2026, 11, 23)}, budget).outcome,
            RevocationOutcome::NotOffered);
}

TEST(CheckRevocation, SeesARevokedAuthority) {
  OcspPlan plan;
  plan.subject = "issuing";
  plan.issuer = "root";
  plan.responder = "root";
  plan.status = V_OCSP_CERTSTATUS_REVOKED;
  const auto check = check_with({make_ocsp(), make_ocsp(plan)});
  EXPECT_EQ(check.outcome, RevocationOutcome::NotRevoked);
  EXPECT_EQ(check.revoked_authority, "Test issuing");
}

}  // namespace
}  // namespace gg::trust
