#include "base/sha256.h"
#include "bindings/check.h"
#include "bytes/hex.h"
#include "support/cbor_writer.h"

#include <string>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

std::string digest_of(std::string_view bytes) {
  const auto digest = sha256_of(bytes);
  return {digest.bytes.begin(), digest.bytes.end()};
}

struct Exclusion {
  std::uint64_t first;
  std::uint64_t size;
};

/// A data hash with sha256 over what its exclusions leave.
std::string assertion_of(std::string_view bound, std::initializer_list<Exclusion> exclusions) {
  test::CborWriter writer;
  writer.map(4).text("exclusions").array(exclusions.size());
  for (const auto& each : exclusions)
    writer.map(2).text("start").number(each.first).text("length").number(each.size);
  writer.text("alg").text("sha256").text("hash").bytes(digest_of(bound)).text("pad").bytes("");
  return writer.written();
}

/// A file "HEAD", a store of 12 bytes (a box of 8 and what `padding` says), "TAIL".
class DataHashTest : public testing::Test {
 protected:
  void make(std::string_view padding = std::string_view("\0\0\0\0", 4),
            std::string_view beside = "") {
    box_ = std::string("\0\0\0\x08jumb", 8) + std::string(padding);
    file_ = "HEAD" + box_ + std::string(beside) + "TAIL";
    store_.jumbf = std::as_bytes(std::span(file_)).subspan(4, box_.size());
    store_.pieces = {{4, 4 + box_.size()}};
    stores_ = {&store_};
  }

  Outcome check(std::string_view assertion, Terms terms = {}, Format format = Format::Png) {
    const Asset asset{Reader(std::as_bytes(std::span(file_))), format, stores_};
    return check_hard_binding("c2pa.hash.data", asset, std::as_bytes(std::span(assertion)), {},
                              terms);
  }

  std::string box_;
  std::string file_;
  CredentialStore store_;
  std::vector<const CredentialStore*> stores_;
};

TEST_F(DataHashTest, FileIsBoundButForItsStore) {
  make();
  const auto outcome = check(assertion_of("HEADTAIL", {{4, 12}}));
  EXPECT_TRUE(outcome.matches());
  EXPECT_FALSE(outcome.additional_exclusions);
  EXPECT_EQ(outcome.algorithm, "sha256");
  ASSERT_EQ(outcome.uncovered.size(), 1U);
  EXPECT_EQ(outcome.uncovered[0].gap, Gap::Store);
  EXPECT_EQ(outcome.uncovered[0].range, (ByteRange{4, 16}));
  EXPECT_EQ(covered_ranges(outcome, file_.size()), (std::vector<ByteRange>{{0, 4}, {16, 20}}));
}

TEST_F(DataHashTest, EveryChangedByteOutsideTheStoreIsFound) {
  make();
  const auto assertion = assertion_of("HEADTAIL", {{4, 12}});
  for (std::size_t index = 0; index < file_.size(); ++index) {
    make();
    file_[index] = static_cast<char>(file_[index] ^ 1);
    const bool in_box = index >= 4 && index < 12;
    EXPECT_EQ(check(assertion).matches(), in_box) << index;
  }
}

TEST_F(DataHashTest, BytesBesideTheStoreMustBeZero) {
  make("", "evil");
  const auto wide = assertion_of("HEADTAIL", {{4, 12}});
  const auto outcome = check(wide);
  EXPECT_EQ(outcome.verdict, Verdict::Mismatch);
  EXPECT_EQ(outcome.problems[0].where, "/exclusions/0");
  EXPECT_EQ(outcome.problems[0].offset, 12U);
  make("", std::string_view("\0\0\0\0", 4));
  EXPECT_TRUE(check(wide).matches());
  EXPECT_EQ(check(wide).uncovered.at(1).gap, Gap::Padding);
  EXPECT_EQ(check(wide, {}, Format::Jpeg).verdict, Verdict::Mismatch) << "no padding in a JPEG";
}

TEST_F(DataHashTest, PaddingBehindTheSuperboxMustBeZero) {
  make("evil");
  EXPECT_EQ(check(assertion_of("HEADTAIL", {{4, 12}})).verdict, Verdict::Mismatch);
}

TEST_F(DataHashTest, OtherExclusionsAreHonouredAndNamed) {
  make();
  const auto outcome = check(assertion_of("HETAIL", {{2, 2}, {4, 12}}));
  EXPECT_TRUE(outcome.matches());
  EXPECT_TRUE(outcome.additional_exclusions);
  EXPECT_EQ(outcome.uncovered.at(0).gap, Gap::Excluded);
  EXPECT_EQ(outcome.uncovered_bytes, 14U);
  EXPECT_EQ(outcome.bound_bytes, 6U);
}

TEST_F(DataHashTest, ShapeOfExclusions) {
  make();
  EXPECT_EQ(check(assertion_of("", {{4, 12}, {15, 1}})).verdict, Verdict::Malformed) << "overlap";
  EXPECT_EQ(check(assertion_of("", {{16, 1}, {4, 12}})).verdict, Verdict::Malformed) << "order";
  EXPECT_EQ(check(assertion_of("", {{16, 5}})).verdict, Verdict::Mismatch) << "beyond the end";
  EXPECT_EQ(check(assertion_of("", {{2, ~0ULL}})).verdict, Verdict::Malformed) << "wraps around";
  test::CborWriter negative;
  negative.map(2).text("exclusions").array(1).map(2).text("start").negative(0).text("length");
  negative.number(1).text("hash").bytes("x");
  const auto outcome = check(negative.written());
  EXPECT_EQ(outcome.verdict, Verdict::Malformed);
  EXPECT_EQ(outcome.problems[0].where, "/exclusions/0/start");
}

TEST_F(DataHashTest, AlgorithmComesFromTheAssertionElseFromTheClaim) {
  file_ = "abc";
  test::CborWriter silent;
  silent.map(1).text("hash").bytes(digest_of("abc"));
  EXPECT_EQ(check(silent.written()).verdict, Verdict::UnsupportedAlgorithm);
  EXPECT_TRUE(check(silent.written(), {.claim_algorithm = "sha256"}).matches());
  EXPECT_EQ(check(silent.written(), {.claim_algorithm = "sha1"}).verdict,
            Verdict::UnsupportedAlgorithm);
  test::CborWriter unhashed;
  unhashed.map(2).text("alg").text("sha256").text("hash").null();
  EXPECT_EQ(check(unhashed.written()).verdict, Verdict::Mismatch) << "null is absent";
}

TEST_F(DataHashTest, StoreThatAnUpdateMadeLongerIsLeftOutAsItIsNow) {
  make();
  const auto signed_before = assertion_of("HEADTAIL", {{4, 10}});
  EXPECT_FALSE(check(signed_before).matches());
  EXPECT_TRUE(check(signed_before, {.was_updated = true}).matches());
  file_.back() = 'X';
  EXPECT_FALSE(check(signed_before, {.was_updated = true}).matches());
}

TEST_F(DataHashTest, BytesThatAreNoAssertionAreMalformed) {
  file_ = "abc";
  for (const auto* bytes : {"\xFF", "\x01", "\x80", "abc"})
    EXPECT_EQ(check(bytes).verdict, Verdict::Malformed) << bytes;
}

}  // namespace
}  // namespace gg::bindings
