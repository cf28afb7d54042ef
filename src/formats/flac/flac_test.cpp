#include "formats/flac/flac.h"

#include "bytes/hex.h"
#include "formats/flac/faults.h"

#include <gtest/gtest.h>

namespace gg::flac {
namespace {

constexpr std::string_view stream_info =
    "00 000022 1000 1000 000000 000000 0BB802F0 00000000 00000000000000000000000000000000 ";

TEST(Flac, CommentsHaveTheirNameInUpperCase) {
  const auto file = bytes_of("'fLaC' " + std::string(stream_info) +
                             "84 00001D 04000000 'Lavf' 02000000 09000000 'prompt={}' 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  const auto* prompt = parts.find(Carrier::VorbisComment, "PROMPT");
  ASSERT_NE(prompt, nullptr);
  EXPECT_EQ(prompt->value, "{}");
  EXPECT_EQ(prompt->place.path, "FLAC/VORBIS_COMMENT/PROMPT");
  EXPECT_EQ(prompt->place.offset, 58U);
  EXPECT_EQ(prompt->place.size_bytes, 13U);
  EXPECT_EQ(parts.find(Carrier::EncoderMark, "vendor")->value, "Lavf");
  EXPECT_EQ(parts.find(Carrier::EncoderMark, "sample_rate_hz")->value, "48000");
  ASSERT_EQ(parts.faults.size(), 1U);  // the empty second comment
  EXPECT_EQ(parts.faults[0].error.fault, &faults::comment_without_name);
  EXPECT_EQ(parts.faults[0].error.offset, 71U);
}

TEST(Flac, PictureAndApplicationAreNamedWithTheirSize) {
  const auto file = bytes_of("'fLaC' 06 00000C 00000003 00000003 'a/b' FF 82 000006 'riff' 0000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::VorbisComment, "METADATA_BLOCK_PICTURE")->value, "a/b, 16 bytes");
  EXPECT_EQ(parts.find(Carrier::EncoderMark, "application:riff")->value, "2 bytes");
}

TEST(Flac, CredentialInALeadingTagIsFound) {
  const auto file = bytes_of(
      "'ID3' 04 00 00 00000023 'GEOB' 00000019 0000 00 'application/c2pa' 00 'c' 00 'c2' 00 0A0B"
      "'fLaC' 81 000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  EXPECT_EQ(parts.stores[0].place.path, "FLAC/ID3v2.4/GEOB[application/c2pa]");
}

struct Hostile {
  const char* name;
  std::string_view bytes;
  const ParseFault* fault;
  std::uint64_t offset;
  bool noted;
};

class HostileFlac : public testing::TestWithParam<Hostile> {};

TEST_P(HostileFlac, GivesTheExactFaultAndOffset) {
  const auto file = bytes_of(GetParam().bytes);
  Budget budget({.items_max = 100});
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_EQ(walked.has_value(), GetParam().noted);
  ASSERT_EQ(parts.faults.size(), GetParam().noted ? 1U : 0U);
  const auto error = GetParam().noted ? parts.faults[0].error : walked.error();
  EXPECT_EQ(error.fault, GetParam().fault);
  EXPECT_EQ(error.offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Blocks, HostileFlac,
    testing::Values(Hostile{"NoMagic", "'fLaX' 00000000", &faults::bad_magic, 0, false},
                    Hostile{"NoLastBlock", "'fLaC' 01 000000", &faults::truncated, 8, false},
                    Hostile{"BlockLongerThanTheFile", "'fLaC' 84 FFFFFF",
                            &faults::block_beyond_file, 4, false},
                    Hostile{"CommentLongerThanItsBlock", "'fLaC' 84 000004 FFFFFFFF",
                            &faults::comment_beyond_block, 8, true},
                    Hostile{"FourBillionComments", "'fLaC' 84 000008 00000000 FFFFFFFF",
                            &faults::truncated, 16, true},
                    Hostile{"StreamInfoIsEmpty", "'fLaC' 80 000000", &faults::truncated, 8, true},
                    Hostile{"PictureTypeIsTooLong", "'fLaC' 86 000008 00000000 FFFFFFFF",
                            &faults::comment_beyond_block, 12, true}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Flac, CountBombEndsAtTheItemBudget) {
  std::string body = "'fLaC' 84 000190 00000000 FFFFFFFF";
  for (int index = 0; index < 98; ++index) body += "00000000";
  const auto file = bytes_of(body);
  Budget budget({.items_max = 10});
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_FALSE(parts.faults.empty());
  EXPECT_EQ(parts.faults.back().error.fault, &faults::too_many_items);
}

TEST(Flac, EveryTruncationNamesAnOffsetInside) {
  const auto file = bytes_of("'fLaC' " + std::string(stream_info) +
                             "84 000019 04000000 'Lavf' 01000000 09000000 'prompt={}'");
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

}  // namespace
}  // namespace gg::flac
