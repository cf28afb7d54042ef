#include "bindings/hash.h"

#include "base/sha256.h"
#include "bindings/faults.h"
#include "bytes/hex.h"
#include "files/open_file.h"
#include "support/temp_dir.h"

#include <string>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

std::string hex(const HashValue& value) {
  std::string text;
  for (const auto byte : value.view()) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[std::to_integer<unsigned>(byte) >> 4U];
    text += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

/// Bytes of which no window is like another.
std::string pattern(std::size_t size) {
  std::string text(size, '\0');
  for (std::size_t index = 0; index < size; ++index)
    text[index] = static_cast<char>(index * 7 + (index >> 8U) * 13 + (index >> 16U));
  return text;
}

Bytes view_of(std::string_view text) { return std::as_bytes(std::span(text)); }

TEST(HashPieces, FileAndMemoryGiveTheDigestOfTheChosenBytes) {
  const TempDir folder;
  const auto content = pattern(1'000'000);
  folder.write("film", content);
  const auto file = OpenFile::open(folder.at("film"), 0);
  ASSERT_TRUE(file.has_value());
  const HashJob job{Algorithm::Sha256, {{{3, 500'000}}, {{500'001, 999'999}}}};
  const auto expected =
      sha256_of(content.substr(3, 499'997) + content.substr(500'001, 499'998)).hex();
  EXPECT_EQ(hex(*hash_pieces(file->reader(), job, {})), expected);
  EXPECT_EQ(hex(*hash_pieces(Reader(view_of(content)), job, {})), expected);
}

TEST(HashPieces, LeadIsEightBytesInFrontOfThePiece) {
  const std::string content = "abc";
  const HashJob job{Algorithm::Sha256, {{{}, 0x0102}, {{1, 3}}}};
  const auto expected = sha256_of(std::string("\0\0\0\0\0\0\1\2bc", 10)).hex();
  EXPECT_EQ(hex(*hash_pieces(Reader(view_of(content)), job, {})), expected);
}

TEST(HashPieces, EveryAllowedAlgorithmAndNoOther) {
  // FIPS 180-4 examples: the message "abc".
  const HashJob job384{Algorithm::Sha384, {{{0, 3}}}};
  EXPECT_EQ(hex(*hash_pieces(Reader(view_of("abc")), job384, {})).substr(0, 16),
            "cb00753f45a35e8b");
  const HashJob job512{Algorithm::Sha512, {{{0, 3}}}};
  EXPECT_EQ(hex(*hash_pieces(Reader(view_of("abc")), job512, {})).substr(0, 16),
            "ddaf35a193617aba");
  for (const auto* name : {"sha256", "sha384", "sha512"})
    EXPECT_EQ(name_of(*parse_algorithm(name)), name);
  for (const auto* name : {"", "sha1", "SHA256", "sha-256", "sha3-256"})
    EXPECT_FALSE(parse_algorithm(name).has_value()) << name;
}

TEST(HashPieces, PieceBeyondTheEndIsTruncated) {
  const HashJob job{Algorithm::Sha256, {{{1, 4}}}};
  EXPECT_EQ(hash_pieces(Reader(view_of("abc")), job, {}).error().fault, &gg::faults::truncated);
}

TEST(HashPieces, StopIsHeardBetweenWindows) {
  const auto content = pattern(1'000'000);
  std::stop_source stop;
  stop.request_stop();
  const HashJob job{Algorithm::Sha256, {{{0, content.size()}}}};
  const auto stopped = hash_pieces(Reader(view_of(content)), job, {.stop = stop.get_token()});
  EXPECT_EQ(stopped.error().fault, &faults::stopped);
}

TEST(HashJobs, AnyNumberOfThreadsGivesTheSameInTheSameOrder) {
  const TempDir folder;
  const auto content = pattern(900'001);
  folder.write("film", content);
  const auto file = OpenFile::open(folder.at("film"), 0);
  ASSERT_TRUE(file.has_value());
  std::vector<HashJob> jobs;
  for (std::uint64_t first = 0; first < content.size(); first += 50'000)
    jobs.push_back(
        {Algorithm::Sha256, {{{first, std::min<std::uint64_t>(first + 50'000, content.size())}}}});
  std::atomic<std::uint64_t> progress{0};
  const auto alone = hash_jobs(file->reader(), jobs, {});
  const auto together = hash_jobs(file->reader(), jobs, {.threads = 4, .progress = &progress});
  ASSERT_EQ(alone->size(), jobs.size());
  for (std::size_t index = 0; index < jobs.size(); ++index) {
    EXPECT_EQ(hex((*alone)[index]), hex((*together)[index]));
    EXPECT_EQ(hex((*alone)[index]), sha256_of(content.substr(50'000 * index, 50'000)).hex());
  }
  EXPECT_EQ(progress.load(), content.size());
}

}  // namespace
}  // namespace gg::bindings
