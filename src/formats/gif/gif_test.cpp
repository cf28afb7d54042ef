#include "formats/gif/gif.h"

#include "bytes/hex.h"
#include "formats/gif/faults.h"
#include "formats/xmp/faults.h"

#include <string>

#include <gtest/gtest.h>

namespace gg::gif {
namespace {

constexpr std::string_view header = "'GIF89a' 0200 0300 80 00 00 000000 FFFFFF ";  // 19 bytes
constexpr std::string_view image = "2C 0000 0000 0100 0100 00 02 02 4401 00 ";
constexpr std::string_view rdf = "'<rdf:RDF><rdf:Description xmp:CreatorTool=\"T\"/></rdf:RDF>' ";

std::string magic_trailer() {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string hex = "01 ";
  for (unsigned value = 256; value-- > 0;)
    hex += std::string{digits[value >> 4U], digits[value & 15U]} + " ";
  return hex + "00 ";
}

/// A file and what walking it gives.
struct Walked {
  explicit Walked(std::string_view hex)
      : Walked(bytes_of(std::string(header) + std::string(hex))) {}
  explicit Walked(std::vector<std::byte> file)
      : bytes(std::move(file)), parts(budget), result(walk(Reader(bytes), parts)) {}

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

TEST(Gif, CommentsAreReadBeforeAndAfterThePixels) {
  const Walked walked("21 FE 02 'ab' 01 'c' 00 " + std::string(image) + "21 FE 02 C3A9 00 3B");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.fields.size(), 2U);
  EXPECT_EQ(walked.parts.fields[0].carrier, Carrier::Comment);
  EXPECT_EQ(walked.parts.fields[0].value, "abc");
  EXPECT_EQ(walked.parts.fields[0].place.offset, 19U);
  EXPECT_EQ(walked.parts.fields[0].place.size_bytes, 8U);
  EXPECT_EQ(walked.parts.fields[1].value, "\xC3\xA9");
  EXPECT_EQ(walked.parts.picture->width_pixels, 2U);
  EXPECT_EQ(walked.parts.picture->height_pixels, 3U);
}

TEST(Gif, XmpBeforeTheMagicTrailerIsRead) {
  const Walked walked("21 FF 0B 'XMP DataXMP' " + std::string(rdf) + magic_trailer() + "3B");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.fields.size(), 1U);
  EXPECT_EQ(walked.parts.fields[0].key, "xmp:CreatorTool");
  EXPECT_EQ(walked.parts.fields[0].place.path,
            "GIF/Application Extension[XMP Data]/xmp:CreatorTool");
  EXPECT_EQ(walked.parts.fields[0].place.offset, 33U);
  EXPECT_TRUE(walked.parts.faults.empty());
}

TEST(Gif, XmpInRealSubBlocksIsRead) {
  const Walked walked(
      "21 FF 0B 'XMP DataXMP' 09 '<rdf:RDF>' 2E '<rdf:Description "
      "xmp:CreatorTool=\"T\" z:z=\"1\"/>' 0A '</rdf:RDF>' 00 3B");
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_NE(walked.parts.find(Carrier::Xmp, "xmp:CreatorTool"), nullptr);
}

TEST(Gif, DamagedXmpIsNotedAndTheNextBlockIsRead) {
  const Walked walked("21 FF 0B 'XMP DataXMP' 03 'abc' 00 21 FE 01 'c' 00 3B");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &xmp::faults::no_xml);
  EXPECT_EQ(walked.parts.fields.size(), 1U);
}

TEST(Gif, CredentialStoreIsJoinedFromItsSubBlocks) {
  const Walked walked("21 FF 0B 'C2PA_GIF' 010000 02 0102 01 03 00 " + std::string(image) + "3B");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.stores.size(), 1U);
  EXPECT_EQ(walked.parts.stores[0].jumbf.size(), 3U);
  EXPECT_EQ(walked.parts.stores[0].place.offset, 19U);
  EXPECT_EQ(walked.parts.stores[0].place.size_bytes, 20U);
}

TEST(Gif, TextBehindTheTrailerIsAField) {
  const Walked walked("3B 'prompt'");
  ASSERT_EQ(walked.parts.fields.size(), 1U);
  EXPECT_EQ(walked.parts.fields[0].carrier, Carrier::Trailer);
  EXPECT_EQ(walked.parts.fields[0].value, "prompt");
}

struct Hostile {
  const char* name;
  std::string_view hex;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileGif : public testing::TestWithParam<Hostile> {};

TEST_P(HostileGif, GivesTheExactFaultAndOffset) {
  const Walked walked(GetParam().hex);
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, GetParam().fault);
  EXPECT_EQ(walked.result.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Blocks, HostileGif,
    testing::Values(Hostile{"NoEnd", "", &faults::missing_end, 19},
                    Hostile{"UnknownBlock", "00 00 77", &faults::bad_block, 21},
                    Hostile{"SubBlockBehindTheEnd", "21 FE FF 'a'", &faults::truncated, 22},
                    Hostile{"SubBlocksWithoutTerminator", "21 FE 01 'a'", &faults::truncated, 23},
                    Hostile{"ApplicationOfOtherSize", "21 FF 0A 'XMP DataXM' 00",
                            &faults::bad_application, 21},
                    Hostile{"ApplicationOfSizeZero", "21 FF 00", &faults::bad_application, 21},
                    Hostile{"LocalColoursBehindTheEnd", "2C 0000 0000 0100 0100 87 000000",
                            &faults::truncated, 29}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Gif, OtherMagicIsRefused) {
  const Walked walked(bytes_of("'GIF88a' 0200 0300 00 00 00 3B"));
  EXPECT_EQ(walked.result.error().fault, &faults::bad_magic);
  EXPECT_EQ(walked.result.error().offset, 0U);
}

TEST(Gif, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto file = bytes_of(std::string(header) + "21 FF 0B 'XMP DataXMP' " + std::string(rdf) +
                             magic_trailer() + std::string(image) + "21 FE 01 'c' 00 3B");
  for (std::size_t size = 0; size < file.size(); ++size) {
    const Walked walked({file.begin(), file.begin() + static_cast<std::ptrdiff_t>(size)});
    ASSERT_FALSE(walked.result.has_value()) << size;
    EXPECT_LE(walked.result.error().offset, size);
  }
}

TEST(Gif, CountBombEndsAtTheItemBudget) {
  std::string comments;
  for (int count = 0; count < 50; ++count) comments += "21 FE 00 ";
  const auto file = bytes_of(std::string(header) + comments + "3B");
  Budget budget({.items_max = 20});
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, &faults::too_many_items);
}

}  // namespace
}  // namespace gg::gif
