#include "formats/flac/ogg.h"

#include "bytes/hex.h"
#include "formats/flac/faults.h"

#include <gtest/gtest.h>

namespace gg::ogg {
namespace {

namespace faults = flac::faults;

/// A page of stream `serial` with `lacing` and `payload` (hex).
std::string page(std::string_view serial, std::string_view lacing, std::string_view payload) {
  const auto segments = bytes_of(lacing).size();
  const std::string digits = "0123456789ABCDEF";
  return "'OggS' 00 02 0000000000000000 " + std::string(serial) + "000000 00000000 00000000 " +
         digits[segments >> 4U] + digits[segments & 15U] + std::string(lacing) + " " +
         std::string(payload) + " ";
}

const auto opus_head = page("02", "08", "'OpusHead'");
constexpr std::string_view texts = "04000000 'Lavf' 01000000 09000000 'prompt={}' ";

TEST(Ogg, CommentsOfOpusAreRead) {
  const auto file = bytes_of(opus_head + page("02", "21", "'OpusTags'" + std::string(texts)));
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_TRUE(parts.faults.empty());
  const auto* prompt = parts.find(Carrier::VorbisComment, "PROMPT");
  ASSERT_NE(prompt, nullptr);
  EXPECT_EQ(prompt->value, "{}");
  EXPECT_EQ(prompt->place.path, "Ogg/OpusTags/PROMPT");
  EXPECT_EQ(prompt->place.offset, 36U);
  EXPECT_EQ(parts.find(Carrier::EncoderMark, "vendor")->value, "Lavf");
}

TEST(Ogg, StreamsSideBySideAreAllRead) {
  const auto file = bytes_of(page("03", "14", "80 'theora' 03 02 01 0014 000F 000140 0000F0") +
                             page("01", "07", "01 'vorbis'") +
                             page("03", "20", "81 'theora'" + std::string(texts)) +
                             page("01", "20", "03 'vorbis'" + std::string(texts)));
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.fields.size(), 4U);
  ASSERT_TRUE(parts.picture.has_value());
  EXPECT_EQ(parts.picture->width_pixels, 320U);
  EXPECT_EQ(parts.picture->height_pixels, 240U);
}

TEST(Ogg, HeaderOverTwoPagesIsPutTogether) {
  std::string value;
  for (int index = 0; index < 239; ++index) value += "61";
  // 8 magic, 4 vendor, 4 count, 4 length, 240 text: 260 bytes, 255 on the first page.
  const auto file = bytes_of(
      opus_head +
      page("02", "FF", "'OpusTags' 00000000 01000000 F0000000 '='" + value.substr(0, 2 * 234)) +
      page("02", "05", value.substr(2 * 234)));
  auto named = file;
  named[36 + 28 + 20] = std::byte{'x'};
  named[36 + 28 + 21] = std::byte{'='};
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(named), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].key, "X");
  EXPECT_EQ(parts.fields[0].value, std::string(238, 'a'));
  EXPECT_EQ(parts.fields[0].place.offset, 36U);
}

struct Hostile {
  const char* name;
  std::string bytes;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileOgg : public testing::TestWithParam<Hostile> {};

TEST_P(HostileOgg, GivesTheExactFaultAndOffset) {
  const auto file = bytes_of(GetParam().bytes);
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, GetParam().fault);
  EXPECT_EQ(walked.error().offset, GetParam().offset);
}

std::string seventeen_streams() {
  std::string pages;
  for (int index = 0; index < 17; ++index)
    pages += page("1" + std::string(1, "0123456789ABCDEFG"[index % 16]), "08", "'OpusHead'");
  return pages + page("77", "08", "'OpusHead'");
}

INSTANTIATE_TEST_SUITE_P(
    Pages, HostileOgg,
    testing::Values(Hostile{"NoMagic", "'OggX' 00", &faults::bad_page, 0},
                    Hostile{"EndsBeforeTheComments", opus_head, &faults::missing_comments, 36},
                    Hostile{"PageIsCut", page("02", "FFFF", "'OpusHead'"), &faults::truncated, 29},
                    Hostile{"JunkBehindAPage", opus_head + "'junkjunk'", &faults::bad_page, 36},
                    Hostile{"TooManyStreams", seventeen_streams(), &faults::too_many_streams,
                            17 * 36}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Ogg, CommentsOfAnotherMagicAreNoted) {
  const auto file = bytes_of(opus_head + page("02", "08", "'OpusTagz'"));
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::bad_magic);
  EXPECT_EQ(parts.faults[0].error.offset, 36U);
}

TEST(Ogg, EveryTruncationNamesAnOffsetInside) {
  const auto file = bytes_of(opus_head + page("02", "21", "'OpusTags'" + std::string(texts)));
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

}  // namespace
}  // namespace gg::ogg
