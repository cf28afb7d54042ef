#include "formats/exif/exif.h"

#include "bytes/hex.h"
#include "formats/exif/comment_text.h"
#include "formats/exif/faults.h"
#include "formats/exif/samsung_trailer.h"
#include "formats/exif/tag_names.h"
#include "formats/ifd/faults.h"

#include <gtest/gtest.h>

namespace gg::exif {
namespace {

using namespace std::string_view_literals;

struct Walked {
  explicit Walked(std::string_view hex, ScanLimits limits = {}) : Walked(bytes_of(hex), limits) {}
  explicit Walked(std::vector<std::byte> file, ScanLimits limits = {})
      : bytes(std::move(file)),
        budget(limits),
        parts(budget),
        result(walk(Reader(bytes), "Exif", parts)) {}

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;

  [[nodiscard]] std::string value(std::string_view key) const {
    const auto* field = parts.find(Carrier::Exif, key);
    return field == nullptr ? "(none)" : field->value;
  }
};

constexpr std::string_view header = "'MM' 002A 00000008 ";

// IFD0 at 8 (Make, Exif, GPS), Exif at 50 (ExposureTime, MakerNote, Interoperability), GPS at 92,
// Interoperability at 110, IFD1 at 128, values at 146.
constexpr std::string_view camera =
    "'MM' 002A 00000008"
    "0003 010F 0002 00000003 'Me' 0000  8769 0004 00000001 00000032  8825 0004 00000001 0000005C"
    "00000080"
    "0003 829A 0005 00000001 00000092  927C 0007 00000006 00000092  A005 0004 00000001 0000006E"
    "00000000"
    "0001 0001 0002 00000002 'N' 000000 00000000"
    "0001 0001 0002 00000004 'R98' 00 00000000"
    "0001 0131 0002 00000004 'abc' 00 00000000"
    "00000001 0000007D";

TEST(Exif, EveryDirectoryIsWalkedUnderItsOwnNames) {
  const Walked file(camera);
  ASSERT_TRUE(file.result.has_value()) << file.result.error().fault->text;
  EXPECT_TRUE(file.parts.faults.empty());
  EXPECT_EQ(file.value("Make"), "Me");
  EXPECT_EQ(file.value("ExposureTime"), "1/125");
  EXPECT_EQ(file.value("MakerNote"), "6 bytes");
  EXPECT_EQ(file.value("GPSLatitudeRef"), "N");
  EXPECT_EQ(file.value("InteroperabilityIndex"), "R98");
  EXPECT_EQ(file.value("Software"), "abc");
  EXPECT_EQ(file.parts.find(Carrier::Exif, "Software")->place.path, "Exif/IFD1/Software");
  const auto* interoperability = file.parts.find(Carrier::Exif, "InteroperabilityIndex");
  EXPECT_EQ(interoperability->place.path, "Exif/IFD0/Exif/Interoperability/InteroperabilityIndex");
  const auto* exposure = file.parts.find(Carrier::Exif, "ExposureTime");
  EXPECT_EQ(exposure->place.offset, 146U);
  EXPECT_EQ(exposure->place.size_bytes, 8U);
}

TEST(Exif, JpegIdentifierInFrontOfTheHeaderIsPassedOver) {
  const Walked file("'Exif' 0000" + std::string(camera));
  ASSERT_TRUE(file.result.has_value());
  EXPECT_EQ(file.value("ExposureTime"), "1/125");
  EXPECT_EQ(file.parts.find(Carrier::Exif, "ExposureTime")->place.offset, 152U);
}

TEST(Exif, OneDamagedFieldIsNotedAndTheRestIsRead) {
  const Walked file(std::string(header) +
                    "0003 010F 0002 00000009 FFFFFFF0  0110 0063 00000001 00000000"
                    "0131 0002 00000003 'Me' 0000 00000000");
  ASSERT_TRUE(file.result.has_value());
  EXPECT_EQ(file.value("Software"), "Me");
  ASSERT_EQ(file.parts.faults.size(), 2U);
  EXPECT_EQ(file.parts.faults[0].path, "Exif/IFD0/Make");
  EXPECT_EQ(file.parts.faults[0].error.fault, &ifd::faults::value_outside);
  EXPECT_EQ(file.parts.faults[0].error.offset, 10U);
  EXPECT_EQ(file.parts.faults[1].error.fault, &ifd::faults::bad_field_type);
  EXPECT_EQ(file.parts.faults[1].error.offset, 22U);
}

TEST(Exif, DirectoryThatPointsToItselfIsACycle) {
  const Walked chain(std::string(header) + "0001 010F 0002 00000003 'Me' 0000 00000008");
  ASSERT_FALSE(chain.result.has_value());
  EXPECT_EQ(chain.result.error().fault, &ifd::faults::ifd_cycle);
  EXPECT_EQ(chain.result.error().offset, 8U);
  EXPECT_EQ(chain.value("Make"), "Me");

  const Walked child(std::string(header) +
                     "0002 8769 0004 00000001 00000008"
                     "010F 0002 00000003 'Me' 0000 00000000");
  ASSERT_TRUE(child.result.has_value());
  ASSERT_EQ(child.parts.faults.size(), 1U);
  EXPECT_EQ(child.parts.faults[0].error.fault, &ifd::faults::ifd_cycle);
  EXPECT_EQ(child.value("Make"), "Me");
}

TEST(Exif, SubDirectoriesNestToTheDepthLimitAndNoFurther) {
  std::string hex(header);  // each directory takes 18 bytes and points to the one behind it
  for (unsigned index = 1; index <= 4; ++index) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const unsigned next = 8 + 18 * index;
    hex += "0001 8769 0004 00000001 000000";
    hex += digits[next / 16];
    hex += digits[next % 16];
    hex += "00000000";
  }
  hex += "0001 010F 0002 00000003 'Me' 0000 00000000";
  EXPECT_EQ(Walked(hex, {.depth_max = 4}).value("Make"), "Me");
  const Walked deep(hex, {.depth_max = 3});
  EXPECT_EQ(deep.value("Make"), "(none)");
  ASSERT_EQ(deep.parts.faults.size(), 1U);
  EXPECT_EQ(deep.parts.faults[0].error.fault, &faults::too_deep);
  EXPECT_EQ(deep.parts.faults[0].error.offset, 64U);
}

TEST(Exif, CountBombEndsAtTheItemBudget) {
  auto bytes = bytes_of(std::string(header) + "FFFF");
  bytes.resize(10 + 12 * 65535 + 4);
  const Walked file(std::move(bytes), {.items_max = 100});
  ASSERT_FALSE(file.result.has_value());
  EXPECT_EQ(file.result.error().fault, &faults::too_many_items);
}

TEST(Exif, LongAsciiValuesComeThroughWhole) {
  auto bytes = bytes_of(std::string(header) + "0001 010F 0002 00030D4A 0000001A 00000000");
  const std::string workflow = "workflow:{" + std::string(199'998, 'x') + "}";
  for (const char c : workflow) bytes.push_back(static_cast<std::byte>(c));
  bytes.push_back(std::byte{0});
  EXPECT_EQ(Walked(std::move(bytes)).value("Make"), workflow);
}

TEST(Exif, IptcIsWalkedAlsoWhereItsWordsAreSwapped) {
  const std::string entry = "0001 83BB 0004 00000002 0000001A 00000000";
  const Walked plain(std::string(header) + entry + "1C026E00 02 'Me' 00");
  EXPECT_EQ(plain.parts.find(Carrier::Iptc, "2:110")->value, "Me");
  const Walked swapped(std::string(header) + entry + "006E021C 00 'eM' 02");
  ASSERT_NE(swapped.parts.find(Carrier::Iptc, "2:110"), nullptr);
  EXPECT_EQ(swapped.parts.find(Carrier::Iptc, "2:110")->value, "Me");
}

TEST(Exif, EveryTruncationNamesOffsetsInside) {
  const auto bytes = bytes_of(camera);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(bytes).first(size)), "Exif", parts);
    EXPECT_TRUE(!walked.has_value() || !parts.faults.empty()) << size;
    if (!walked.has_value()) {
      EXPECT_LE(walked.error().offset, size);
    }
    for (const auto& fault : parts.faults) EXPECT_LE(fault.error.offset, size);
  }
}

struct Comment {
  const char* name;
  std::string_view bytes;
  Endian order;
  std::string_view text;
};

class CommentText : public testing::TestWithParam<Comment> {};

TEST_P(CommentText, IsDecodedByItsPrefix) {
  EXPECT_EQ(comment_text(GetParam().bytes, GetParam().order), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Prefixes, CommentText,
    testing::Values(
        Comment{"Empty", "", Endian::Big, ""},
        Comment{"PrefixOnly", "ASCII\0\0\0"sv, Endian::Big, ""},
        Comment{"Ascii", "ASCII\0\0\0Steps: 20 "sv, Endian::Big, "Steps: 20"},
        Comment{"AsciiThatIsUtf8", "ASCII\0\0\0caf\xC3\xA9"sv, Endian::Big, "caf\xC3\xA9"},
        Comment{"AsciiPaddedWithBlanks", "ASCII   abc"sv, Endian::Big, "abc"},
        Comment{"Undefined", "\0\0\0\0\0\0\0\0{\"a\":1}"sv, Endian::Big, "{\"a\":1}"},
        Comment{"UndefinedUtf16", "\0\0\0\0\0\0\0\0\0S\0t\0e\0p"sv, Endian::Little, "Step"},
        Comment{"NoPrefix", "{\"AIGC\":{\"Label\":\"1\"}}"sv, Endian::Big,
                "{\"AIGC\":{\"Label\":\"1\"}}"},
        Comment{"UnicodeBigInALittleEndianFile", "UNICODE\0\0S\0t\0e\0p"sv, Endian::Little, "Step"},
        Comment{"UnicodeLittleInABigEndianFile", "UNICODE\0S\0t\0e\0p\0"sv, Endian::Big, "Step"},
        Comment{"UnicodeWithMark",
                "UNICODE\0\xFF\xFE"
                "a\0"sv,
                Endian::Big, "a"},
        Comment{"UnicodeHanBig", "UNICODE\0\x5C\x0F\x73\x2B"sv, Endian::Little,
                "\xE5\xB0\x8F\xE7\x8C\xAB"},
        Comment{"UnicodeThatIsEightBit", "UNICODE\0masterpiece, best quality"sv, Endian::Big,
                "masterpiece, best quality"},
        Comment{"UnicodeLoneSurrogate", "UNICODE\0\0a\0b\xD8\x00"sv, Endian::Big, "ab\xEF\xBF\xBD"},
        Comment{"JisAscii", "JIS\0\0\0\0\0abc"sv, Endian::Big, "abc"},
        Comment{"JisTwoBytes", "JIS\0\0\0\0\0a\x1B$B\x30\x21\x1B(Bc"sv, Endian::Big,
                "a\xEF\xBF\xBD"
                "c"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(TagName, UnknownTagsAreNumbersAndNumbersDependOnTheDirectory) {
  EXPECT_EQ(tag_name(Directory::Main, 0x9999), "0x9999");
  EXPECT_EQ(tag_name(Directory::Main, 0x8827), "PhotographicSensitivity");
  EXPECT_EQ(tag_name(Directory::Main, 0x0002), "0x0002");
  EXPECT_EQ(tag_name(Directory::Gps, 0x0002), "GPSLatitude");
  EXPECT_EQ(tag_name(Directory::Interoperability, 0x0002), "InteroperabilityVersion");
}

// One block of 21 bytes at 2, then its directory at 23.
constexpr std::string_view trailer =
    "FFD9 0000 910D 04000000 'Info' '{\"a\":8888}'"
    "'SEFH' 6B000000 01000000 0000 910D 16000000 16000000 18000000 'SEFT'";

TEST(SamsungTrailer, BlocksAreFieldsWithTheirNames) {
  const auto bytes = bytes_of(trailer);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_samsung_trailer(Reader(bytes), "JPEG/Samsung", parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].key, "Info");
  EXPECT_EQ(parts.fields[0].value, "{\"a\":8888}");
  EXPECT_EQ(parts.fields[0].place.path, "JPEG/Samsung/Info");
  EXPECT_EQ(parts.fields[0].place.offset, 2U);
  EXPECT_EQ(parts.fields[0].place.size_bytes, 22U);
}

TEST(SamsungTrailer, DirectoryThatLiesIsAFault) {
  const auto walk_hex = [](std::string_view hex) {
    const auto bytes = bytes_of(hex);
    Budget budget;
    Parts parts(budget);
    return walk_samsung_trailer(Reader(bytes), "JPEG/Samsung", parts);
  };
  EXPECT_TRUE(walk_hex("").has_value());
  EXPECT_TRUE(walk_hex(std::string(40, '0')).has_value());
  const std::string directory = "'SEFH' 6B000000 01000000 0000 910D 16000000 16000000 ";
  EXPECT_EQ(walk_hex(directory + "FFFFFFFF 'SEFT'").error().fault, &faults::bad_trailer);
  EXPECT_EQ(walk_hex(directory + "00000000 'SEFT'").error().fault, &faults::bad_trailer);
  EXPECT_EQ(walk_hex("'SEFH' 6B000000 FFFFFFFF 0C000000 'SEFT'").error().fault,
            &faults::bad_trailer);
}

}  // namespace
}  // namespace gg::exif
