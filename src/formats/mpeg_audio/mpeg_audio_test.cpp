#include "formats/mpeg_audio/mpeg_audio.h"

#include "bytes/hex.h"
#include "formats/mpeg_audio/faults.h"
#include "formats/mpeg_audio/frame_header.h"

#include <gtest/gtest.h>

namespace gg::mpeg_audio {
namespace {

/// `hex` filled up with zeros to `size` bytes.
std::vector<std::byte> filled(std::string_view hex, std::size_t size) {
  auto bytes = bytes_of(hex);
  bytes.resize(size);
  return bytes;
}

std::vector<std::byte> joined(std::initializer_list<std::vector<std::byte>> pieces) {
  std::vector<std::byte> all;
  for (const auto& piece : pieces) all.insert(all.end(), piece.begin(), piece.end());
  return all;
}

const auto silent_frame = filled("FFFB1400", 96);
const auto title_tag = bytes_of("'ID3' 03 00 00 0000000C 'TIT2' 00000002 0000 00 'a'");

struct Header {
  const char* name;
  std::uint32_t raw;
  std::uint32_t sample_rate_hz;
  std::uint32_t size_bytes;
  std::uint32_t side_info_bytes;
};

class HeaderOf : public testing::TestWithParam<Header> {};

TEST_P(HeaderOf, GivesRateAndSize) {
  const auto header = parse_frame_header(GetParam().raw);
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->sample_rate_hz, GetParam().sample_rate_hz);
  EXPECT_EQ(header->size_bytes, GetParam().size_bytes);
  EXPECT_EQ(header->side_info_bytes(), GetParam().side_info_bytes);
}

INSTANTIATE_TEST_SUITE_P(Frames, HeaderOf,
                         testing::Values(Header{"Mpeg1Layer3At128", 0xFFFB9000, 44100, 417, 32},
                                         Header{"Padded", 0xFFFB9200, 44100, 418, 32},
                                         Header{"Mono", 0xFFFB90C0, 44100, 417, 17},
                                         Header{"Mpeg2Layer3At64", 0xFFF38000, 22050, 208, 17},
                                         Header{"Mpeg25Mono", 0xFFE318C0, 8000, 72, 9},
                                         Header{"Layer2", 0xFFFD8400, 48000, 384, 32},
                                         Header{"Layer1", 0xFFFF1400, 48000, 32, 32}),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(FrameHeader, ReservedValuesAndTheFreeFormatAreNone) {
  for (const std::uint32_t raw :
       {0x00000000U, 0xFFFFFFFFU, 0xFFFB0000U, 0xFFFBF000U, 0xFFFB9C00U, 0xFFEB9000U, 0xFFF99000U})
    EXPECT_FALSE(parse_frame_header(raw).has_value()) << std::hex << raw;
}

TEST(Mp3, TagsSampleRateAndEncoderAreRead) {
  const auto first = filled(
      "FFFB1400 0000000000000000000000000000000000000000000000000000000000000000"
      "'Info' 00000001 00000010 'LAME3.100'",
      96);
  const auto file =
      joined({title_tag, first, silent_frame, filled("'TAG'", 33), filled("'me'", 95)});
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_TRUE(parts.faults.empty());
  EXPECT_EQ(parts.find(Carrier::Id3, "TIT2")->value, "a");
  EXPECT_EQ(parts.find(Carrier::Id3, "TPE1")->value, "me");
  EXPECT_EQ(parts.find(Carrier::EncoderMark, "sample_rate_hz")->value, "48000");
  const auto* encoder = parts.find(Carrier::EncoderMark, "encoder");
  ASSERT_NE(encoder, nullptr);
  EXPECT_EQ(encoder->value, "LAME3.100");
  EXPECT_EQ(encoder->place.offset, 22U + 4 + 32 + 12);
}

TEST(Mp3, PaddingBehindTheTagIsPassedOver) {
  const auto file = joined({title_tag, std::vector<std::byte>(100), silent_frame, silent_frame});
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::EncoderMark, "sample_rate_hz")->place.offset, 122U);
}

TEST(Mp3, SyncThatNoFrameFollowsIsNoFrame) {
  const auto file = joined({filled("FFFB9000", 200), filled("", 600)});
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, &faults::no_frame);
  EXPECT_EQ(walked.error().offset, 0U);
}

TEST(Mp3, TagsAreReadThoughThereIsNoFrame) {
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(title_tag), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, &faults::no_frame);
  EXPECT_EQ(walked.error().offset, 22U);
  EXPECT_EQ(parts.fields.size(), 1U);
}

TEST(Mp3, EveryTruncationEndsInsideTheFile) {
  const auto file = joined({title_tag, silent_frame, silent_frame});
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    EXPECT_TRUE(walked.has_value() || walked.error().offset <= size) << size;
  }
}

}  // namespace
}  // namespace gg::mpeg_audio
