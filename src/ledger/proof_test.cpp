#include "ledger/proof.h"

#include "support/sample_log.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::ledger {
namespace {

TEST(Proof, GoesOutAndComesBackAndHolds) {
  const test::SampleLog log(300);
  for (const std::uint64_t index : {0U, 1U, 255U, 256U, 299U}) {
    auto proof = log.proof(index);
    if (index == 1) proof.extra = "any\0thing";
    const auto read = parse_proof(to_text(proof));
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ(*read, proof);
    const auto checked = check_proof(*read, log.commitment(index), log.trust());
    EXPECT_TRUE(checked.has_value()) << checked.error().message;
    EXPECT_FALSE(check_proof(*read, log.commitment(index == 0 ? 1 : 0), log.trust()).has_value());
  }
}

TEST(Proof, OfALogOfOneEntryHasNoHashes) {
  const test::SampleLog log(1);
  EXPECT_EQ(to_text(log.proof(0)),
            "c2sp.org/tlog-proof@v1\nindex 0\n\n" + to_text(log.signed_head()));
  EXPECT_TRUE(
      check_proof(*parse_proof(to_text(log.proof(0))), log.commitment(0), log.trust()).has_value());
}

TEST(Proof, MadeBeforeAnErasureHoldsAfterIt) {
  test::SampleLog log(40);
  const auto before = to_text(log.proof(7));
  const auto commitment = log.commitment(7);
  log.rows[7] = {7, true, {}, {}, log.rows[7].commitment, log.rows[7].leaf};
  log.append(20);
  EXPECT_TRUE(check_proof(*parse_proof(before), commitment, log.trust()).has_value());
  EXPECT_TRUE(check_proof(log.proof(7), log.commitment(7), log.trust()).has_value());
}

TEST(ParseProof, RefusesWhatIsNoneAndNamesTheLine) {
  const test::SampleLog log(6);
  const auto good = to_text(log.proof(5));
  const auto with = [&good](std::string_view from, const std::string& to) {
    auto text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  const std::pair<std::string, const char*> cases[] = {
      {"", "line 0"},
      {with("@v1", "@v2"), "line 1 of the proof is not c2sp.org/tlog-proof@v1"},
      {with("index 5", "index 05"), "line 2 of the proof has an impossible index"},
      {with("index 5", "index 9223372036854775808"), "line 2 of the proof has an impossible index"},
      {with("index 5", "indeks 5"), "line 2 of the proof is not the index"},
      {with("index 5\n", "extra !\nindex 5\n"),
       "line 2 of the proof has extra data that is not base 64"},
      {with("index 5\n", "index 5\nextra AA==\n"), "line 3 of the proof is not a SHA-256 hash"},
      {good.substr(0, good.find("\n\n") + 1), "is followed by no checkpoint"},
      {good.substr(0, good.find("\n\n") + 2), "no signed note"}};
  for (const auto& [text, message] : cases) {
    const auto proof = parse_proof(text);
    ASSERT_FALSE(proof.has_value()) << text;
    EXPECT_NE(proof.error().message.find(message), std::string::npos) << proof.error().message;
  }
  const std::string hash = base64_of(std::string(32, 'x')) + "\n";
  std::string hashes;
  for (int count = 0; count < 65; ++count) hashes += hash;
  EXPECT_EQ(parse_proof("c2sp.org/tlog-proof@v1\nindex 5\n" + hashes).error().kind,
            ErrorKind::LimitExceeded);
}

TEST(Proof, WithAnyByteFlippedFails) {
  const test::SampleLog log(21);
  const auto good = to_text(log.proof(13));
  auto text = good;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1U << bit));
      const auto proof = parse_proof(text);
      EXPECT_FALSE(proof.has_value() &&
                   check_proof(*proof, log.commitment(13), log.trust()).has_value())
          << "bit " << bit << " of byte " << at;
      text[at] = good[at];
    }
  }
}

}  // namespace
}  // namespace gg::ledger
