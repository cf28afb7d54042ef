#include "signals/bound.h"

#include "support/signed_store.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

/// The credentials of a file.
class MemberEvidenceTest : public testing::Test {
 protected:
  MemberEvidenceTest()
      : store_(test::test_lists()),
        validation_({.file = Reader(std::as_bytes(std::span(file_))),
                     .sidecar = std::as_bytes(std::span(sidecar_))},
                    {store_, trust::test::day(2026, 11, 23)}) {}

  std::string file_ = "any bytes";
  std::string sidecar_ = test::sidecar_of(file_);
  trust::TrustStore store_;
  credentials::Validation validation_;
};

TEST_F(MemberEvidenceTest, IsThatOfTheManifestAtThePlaceOfTheMember) {
  MemberEvidence members(validation_);
  const auto evidence = members.of(std::nullopt, {"here", 12, 3}, "as one of two");
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence[0].strength, Strength::SignedTrusted);
  EXPECT_EQ(evidence[0].source_type, "trainedAlgorithmicMedia");
  EXPECT_EQ(evidence[0].where.path, "here");
  EXPECT_EQ(evidence[0].credential->bound, "as one of two");
  EXPECT_TRUE(evidence[0].parameters.empty()) << "they stand with the credentials";
}

TEST_F(MemberEvidenceTest, SaysWhatIsWrongWithEachMember) {
  MemberEvidence members(validation_);
  for (const auto* what : {"is another", "is a third"}) {
    const auto evidence = members.of(bindings::Problem{.what = what}, {}, "");
    EXPECT_EQ(evidence[0].strength, Strength::Tampered);
    ASSERT_EQ(evidence[0].credential->failures.size(), 1U);
    EXPECT_EQ(evidence[0].credential->failures[0].explanation, what);
    EXPECT_EQ(evidence[0].claims, std::vector{Claim::NotStated});
  }
  EXPECT_EQ(members.of(std::nullopt, {}, "")[0].strength, Strength::SignedTrusted);
}

TEST(MemberEvidence, TextsAreShort) {
  const std::string file = "any bytes";
  const auto sidecar =
      test::sidecar_of(file, {.source_type = "http://example.com/" + std::string(2000, 'x')});
  const trust::TrustStore store(test::test_lists());
  const credentials::Validation validation({.file = Reader(std::as_bytes(std::span(file))),
                                            .sidecar = std::as_bytes(std::span(sidecar))},
                                           {store, trust::test::day(2026, 11, 23)});
  const auto evidence = MemberEvidence(validation).of(std::nullopt, {}, "");
  EXPECT_EQ(evidence[0].strength, Strength::SignedTrusted);
  EXPECT_LE(evidence[0].source_type.size(), MemberEvidence::text_bytes_max);
  EXPECT_LE(evidence[0].limits.size(), MemberEvidence::text_bytes_max);
}

}  // namespace
}  // namespace gg
