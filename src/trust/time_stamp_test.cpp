#include "trust/time_stamp.h"

#include <functional>

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

/// A signature over "a claim", and what stamps are made of.
struct Stamped {
  Octets claim = octets_of("a claim");
  DetachedSignature detached;
  Octets encoded;
  Sign1 sign1;

  Stamped() {
    const std::array<Bytes, 1> payload{claim};
    detached = sign_detached(signer_of("ed25519", Algorithm::Ed25519), payload).value();
    encoded = encode_sign1(detached).value();
    Budget budget;
    sign1 = parse_sign1(Reader(encoded), Payload::Detached, budget).value();
  }

  [[nodiscard]] TimeStampCheck check(StampPlace place, const Octets& der, const TrustStore& store,
                                     LegacyStamps legacy = LegacyStamps::ByList) const {
    const std::array<Bytes, 1> payload{claim};
    SignatureBudget budget;
    return check_time_stamp({place, der}, sign1, payload, store, legacy, budget);
  }

  [[nodiscard]] Octets version1_message() const {
    const std::array<Bytes, 1> payload{claim};
    return sig_structure("CounterSignature", detached.protected_bytes, payload);
  }
};

const TrustStore& stamp_store() {
  static const TrustStore store({list_of(ListKind::TimeStamps, "root")});
  return store;
}

TEST(CheckTimeStamp, TrustsTokensOfEachKindOfKey) {
  const Stamped stamped;
  struct Case {
    const char* authority;
    bool pss;
  };
  for (const auto& [authority, pss] : {Case{"tsa", false}, {"tsa-rsa", false}, {"tsa-rsa", true}}) {
    StampPlan plan;
    plan.authority = authority;
    plan.pss = pss;
    const auto check = stamped.check(
        StampPlace::Header2, make_token(stamped.detached.signature_item(), plan), stamp_store());
    EXPECT_EQ(check.outcome, StampOutcome::Trusted) << authority << pss << check.why;
    EXPECT_TRUE(check.validated);
    EXPECT_EQ(check.time, day(2026, 3, 1));
    EXPECT_EQ(check.serial, "07");
    EXPECT_EQ(check.policy, "1.2.3.4");
    EXPECT_EQ(check.hash, "sha256");
    EXPECT_EQ(check.authority->anchor()->subject.common_name, "Test root");
  }
}

TEST(CheckTimeStamp, TakesResponsesAndTokensInEitherPlace) {
  const Stamped stamped;
  const auto item = stamped.detached.signature_item();
  const auto message = stamped.version1_message();
  const auto outcome = [&](StampPlace place, const Octets& der) {
    return stamped.check(place, der, stamp_store()).outcome;
  };
  EXPECT_EQ(outcome(StampPlace::Header1, make_response(message)), StampOutcome::Trusted);
  EXPECT_EQ(outcome(StampPlace::Header1, make_token(message)), StampOutcome::Trusted);
  EXPECT_EQ(outcome(StampPlace::Header2, make_response(item)), StampOutcome::Trusted);
  EXPECT_EQ(outcome(StampPlace::Assertion, make_token(item)), StampOutcome::Trusted);
  // The structure that the text of the specification describes, over the signature.
  const std::array<Bytes, 1> parts{item};
  EXPECT_EQ(outcome(StampPlace::Header2,
                    make_token(sig_structure("CounterSignature", stamped.detached.protected_bytes,
                                             parts))),
            StampOutcome::Trusted);
  // A stamp of the claim is none of the signature, and the other way.
  EXPECT_EQ(outcome(StampPlace::Header2, make_token(message)), StampOutcome::Mismatch);
  EXPECT_EQ(outcome(StampPlace::Header1, make_response(item)), StampOutcome::Mismatch);
}

TEST(CheckTimeStamp, TellsWhatIsWrong) {
  const Stamped stamped;
  const auto item = stamped.detached.signature_item();
  struct Case {
    const char* what;
    std::function<void(StampPlan&)> spoil;
    StampOutcome outcome;
    bool validated;
  };
  const Case cases[] = {
      {"signature", [](auto& plan) { plan.spoilt_signature = true; }, StampOutcome::Mismatch,
       false},
      {"digest", [](auto& plan) { plan.wrong_digest = true; }, StampOutcome::Mismatch, false},
      {"unbound", [](auto& plan) { plan.with_binding = false; }, StampOutcome::Mismatch, false},
      {"bound to another", [](auto& plan) { plan.binds_other = true; }, StampOutcome::Mismatch,
       false},
      {"no certificate", [](auto& plan) { plan.with_certificate = false; }, StampOutcome::Untrusted,
       false},
      {"hash", [](auto& plan) { plan.imprint_hash = "1.3.14.3.2.26"; }, StampOutcome::Untrusted,
       false},
      {"before validity", [](auto& plan) { plan.at = day(2024, 12, 31); },
       StampOutcome::OutsideValidity, true},
      {"after validity", [](auto& plan) { plan.at = day(2046, 1, 1); },
       StampOutcome::OutsideValidity, true},
  };
  for (const auto& [what, spoil, outcome, validated] : cases) {
    StampPlan plan;
    spoil(plan);
    const auto check = stamped.check(StampPlace::Header2, make_token(item, plan), stamp_store());
    EXPECT_EQ(check.outcome, outcome) << what << ": " << check.why;
    EXPECT_EQ(check.validated, validated) << what;
    EXPECT_FALSE(check.why.empty()) << what;
  }
  StampPlan refused;
  refused.status = 2;
  EXPECT_EQ(stamped
                .check(StampPlace::Header1, make_response(stamped.version1_message(), refused),
                       stamp_store())
                .outcome,
            StampOutcome::Malformed);
}

TEST(CheckTimeStamp, NeverTakesATruncatedOrChangedTokenForTrusted) {
  const Stamped stamped;
  const auto token = make_token(stamped.detached.signature_item());
  for (std::size_t size = 0; size < token.size(); size += 7) {
    const auto check = stamped.check(StampPlace::Header2,
                                     Octets(token.begin(), token.begin() + static_cast<long>(size)),
                                     stamp_store());
    EXPECT_EQ(check.outcome, StampOutcome::Malformed) << size;
  }
  // Whatever byte changes, the signed time never does.
  for (std::size_t at = 0; at < token.size(); at += 5) {
    auto changed = token;
    changed[at] ^= std::byte{0x01};
    const auto check = stamped.check(StampPlace::Header2, changed, stamp_store());
    EXPECT_TRUE(check.outcome != StampOutcome::Trusted || check.time == day(2026, 3, 1)) << at;
  }
}

TEST(CheckTimeStamp, BelievesOldClaimsOnlyWhereAsked) {
  const Stamped stamped;
  const TrustStore nobody({list_of(ListKind::Signers, "root")});
  const auto response = make_response(stamped.version1_message());
  const auto by_list = stamped.check(StampPlace::Header1, response, nobody);
  EXPECT_EQ(by_list.outcome, StampOutcome::Untrusted);
  EXPECT_TRUE(by_list.validated);
  const auto believed =
      stamped.check(StampPlace::Header1, response, nobody, LegacyStamps::Believed);
  EXPECT_EQ(believed.outcome, StampOutcome::Trusted);
  EXPECT_TRUE(believed.believed);
  StampPlan early;
  early.at = day(2024, 1, 1);
  EXPECT_EQ(stamped
                .check(StampPlace::Header1, make_response(stamped.version1_message(), early),
                       nobody, LegacyStamps::Believed)
                .outcome,
            StampOutcome::OutsideValidity);
  EXPECT_EQ(stamped
                .check(StampPlace::Assertion, make_token(stamped.detached.signature_item()), nobody,
                       LegacyStamps::Believed)
                .outcome,
            StampOutcome::Untrusted);
}

TEST(StampsOf, AsksForOneTokenAHeader) {
  const Stamped stamped;
  const auto found = [&](Octets token) {
    const auto encoded = encode_sign1(stamped.detached, {std::move(token), {}, 0}).value();
    Budget budget;
    const auto sign1 = parse_sign1(Reader(encoded), Payload::Detached, budget).value();
    return stamps_of(sign1).stamps.size();
  };
  EXPECT_EQ(found(octets_of("token")), 1U);
  EXPECT_EQ(found({}), 0U);
}

}  // namespace
}  // namespace gg::trust
