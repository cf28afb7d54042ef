#include "credentials/breach.h"

#include "credentials/codes.h"
#include "credentials/moment.h"
#include "credentials/settled.h"
#include "support/signed_store.h"

#include <set>

#include <gtest/gtest.h>

namespace gg::credentials {
namespace {

Breach breach_with(const StatusCode& code) {
  CredentialReport report;
  report.active.push_back({&code, {}, {}});
  return breach_of(report);
}

TEST(Breach, OfEveryCodeThatSpeaksOfAChangeIsTampering) {
  for (const auto* code : all_codes()) {
    if (code->text.starts_with("cawg.")) continue;  // of a named actor, not of the claim
    const bool speaks_of_change =
        code->kind == StatusKind::Failure &&
        (code->text.ends_with("Hash.mismatch") || code->text.ends_with("URI.mismatch") ||
         code->text.ends_with("Signature.mismatch") || code->text.ends_with("manifest.mismatch") ||
         code->text.ends_with("Hash.malformed") || code->text.ends_with("unknownBox"));
    EXPECT_TRUE(!speaks_of_change || breach_with(*code) == Breach::Tampered) << code->text;
  }
}

TEST(Breach, IsTheWorstOfAll) {
  EXPECT_EQ(breach_with(codes::signing_credential_untrusted), Breach::None);
  EXPECT_EQ(breach_with(codes::claim_signature_validated), Breach::None);
  EXPECT_EQ(breach_with(codes::signing_credential_expired), Breach::Expired);
  EXPECT_EQ(breach_with(codes::signing_credential_ocsp_revoked), Breach::Rules);
  EXPECT_EQ(breach_with(codes::cawg_x509_signature_mismatch), Breach::Rules);
  EXPECT_EQ(breach_with(codes::general_error), Breach::Tampered);
  CredentialReport report;
  report.active.push_back({&codes::signing_credential_expired, {}, {}});
  report.deltas.push_back({"", {{&codes::claim_signature_mismatch, {}, {}}}});
  EXPECT_EQ(breach_of(report), Breach::Tampered);
}

/// The report of a file whose store stands beside it.
CredentialReport checked(const test::SignPlan& plan, trust::Time at,
                         const trust::TrustStore& store) {
  constexpr std::string_view file = "a file";
  const auto sidecar = test::sidecar_of(file, plan);
  const Validation validation({.file = Reader(std::as_bytes(std::span(file))),
                               .sidecar = std::as_bytes(std::span(sidecar))},
                              {store, at});
  return validation.report();
}

TEST(Settled, AResultHoldsUntilACertificateBeginsOrEnds) {
  const trust::TrustStore store(test::test_lists());
  const auto at = *parse_moment("2026-11-23");
  const auto report = checked({}, at, store);
  ASSERT_EQ(report.state, State::Trusted);
  const auto settled = settled_of(report, store);
  EXPECT_TRUE(settled.holds_at(at));
  EXPECT_EQ(time_text(settled.first), "2025-01-01T00:00:00Z");
  EXPECT_EQ(time_text(settled.end), "2045-01-01T00:00:01Z") << "the last second belongs to it";
  EXPECT_EQ(checked({}, settled.end - std::chrono::seconds(1), store).state, State::Trusted);
  EXPECT_EQ(checked({}, settled.end, store).state, State::Invalid);
  EXPECT_EQ(checked({}, settled.first, store).state, State::Trusted);
  EXPECT_EQ(checked({}, settled.first - std::chrono::seconds(1), store).state, State::Invalid);
}

TEST(Settled, AnchorsOfListsThatHadNoPartMayYetHaveOne) {
  const trust::TrustStore store(test::test_lists());
  const auto report = checked({.signer = "expired"}, *parse_moment("2026-11-23"), store);
  EXPECT_EQ(breach_of(report), Breach::Expired);
  EXPECT_EQ(time_text(settled_of(report, store).first), "2022-01-01T00:00:01Z");
}

}  // namespace
}  // namespace gg::credentials
