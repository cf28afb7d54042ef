#include "formats/iptc/iptc.h"

#include "bytes/hex.h"
#include "formats/iptc/faults.h"

#include <gtest/gtest.h>

namespace gg::iptc {
namespace {

using Walk = Parsed<void> (*)(Reader, std::string_view, Parts&);

/// What a walk of annotated hex gives.
struct Walked {
  explicit Walked(std::string_view hex, Walk walk_bytes = walk, ScanLimits limits = {})
      : bytes(bytes_of(hex)),
        budget(limits),
        parts(budget),
        result(walk_bytes(Reader(bytes), "IPTC", parts)) {}

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

TEST(Iptc, DatasetsAreFieldsWithRecordAndNumber) {
  const Walked file("1C 02 6E 0003 'Ann'  1C 02 19 0002 'sk' 1C 02 00 0002 0004");
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.fields.size(), 3U);
  EXPECT_EQ(file.parts.fields[0].key, "2:110");
  EXPECT_EQ(file.parts.fields[0].value, "Ann");
  EXPECT_EQ(file.parts.fields[1].place.path, "IPTC/2:25");
  EXPECT_EQ(file.parts.fields[1].place.offset, 8U);
  EXPECT_EQ(file.parts.fields[1].place.size_bytes, 7U);
  EXPECT_EQ(file.parts.fields[2].value, "4");
}

TEST(Iptc, TextWithoutCharsetIsGuessedAndDeclaredUtf8IsUtf8) {
  const Walked guessed("1C 02 6E 0002 E941");
  EXPECT_EQ(guessed.parts.fields.at(0).value,
            "\xC3\xA9"
            "A");
  const Walked declared("1C 01 5A 0003 1B2547 1C 02 6E 0002 E941");
  EXPECT_EQ(declared.parts.fields.at(0).value, "UTF-8");
  EXPECT_EQ(declared.parts.fields.at(1).value,
            "\xEF\xBF\xBD"
            "A");
}

TEST(Iptc, ExtendedLengthsAreRead) {
  const Walked file("1C 02 78 8004 00000002 'ab'");
  ASSERT_TRUE(file.result.has_value());
  EXPECT_EQ(file.parts.fields.at(0).value, "ab");
}

TEST(Iptc, BinaryValuesAreCountedNotShown) {
  const Walked file("1C 02 78 0004 01020304");
  EXPECT_EQ(file.parts.fields.at(0).value, "4 bytes");
}

TEST(Iptc, ZerosBehindTheLastDatasetArePadding) {
  const Walked file("1C 02 6E 0001 'A' 0000");
  EXPECT_TRUE(file.result.has_value());
}

struct Hostile {
  const char* name;
  std::string_view hex;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileIptc : public testing::TestWithParam<Hostile> {};

TEST_P(HostileIptc, GivesTheExactFaultAndOffset) {
  const Walked file(GetParam().hex);
  ASSERT_FALSE(file.result.has_value());
  EXPECT_EQ(file.result.error().fault, GetParam().fault);
  EXPECT_EQ(file.result.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Datasets, HostileIptc,
    testing::Values(
        Hostile{"NoMarker", "1C 02 6E 0001 'A' 1D", &faults::bad_marker, 6},
        Hostile{"LengthIsLongerThanTheBlock", "1C 02 6E 7FFF 'A'", &faults::truncated, 5},
        Hostile{"LengthOfNineBytes", "1C 02 6E 8009 'A'", &faults::bad_length, 3},
        Hostile{"LengthOfAllOnes", "1C 02 6E 8008 FFFFFFFFFFFFFFFF 'A'", &faults::truncated, 13},
        Hostile{"LengthIsCut", "1C 02 6E 8004 0000", &faults::truncated, 7}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Iptc, CountBombEndsAtTheItemBudget) {
  std::string hex;
  for (int index = 0; index < 100; ++index) hex += "1C 02 19 0000 ";
  const Walked file(hex, walk, {.items_max = 50});
  ASSERT_FALSE(file.result.has_value());
  EXPECT_EQ(file.result.error().fault, &faults::too_many_items);
}

TEST(Iptc, EveryTruncationIsReadToTheCutOrNamesAnOffsetInside) {
  const auto bytes = bytes_of("1C 01 5A 0003 1B2547 1C 02 78 8004 00000002 'ab'");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(bytes).first(size)), "IPTC", parts);
    if (size == 0 || size == 8) continue;  // whole datasets only
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_EQ(walked.error().fault, &faults::truncated);
    EXPECT_LE(walked.error().offset, size);
  }
}

TEST(Photoshop, IptcResourceIsWalkedAndOthersArePassedOver) {
  const Walked file(
      "'8BIM' 03ED 0000 00000003 010203 00"
      "'8BIM' 0404 03 'abc' 00000007 1C026E0002 'Me' 00",
      walk_photoshop);
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.fields.size(), 1U);
  EXPECT_EQ(file.parts.fields[0].place.path, "IPTC/0x0404/2:110");
  EXPECT_EQ(file.parts.fields[0].place.offset, 30U);
}

TEST(Photoshop, DamagedIptcIsNotedAndTheNextResourceIsRead) {
  const Walked file(
      "'8BIM' 0404 0000 00000002 1D02"
      "'8BIM' 0404 0000 00000006 1C026E0001 'A'",
      walk_photoshop);
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.faults.size(), 1U);
  EXPECT_EQ(file.parts.faults[0].error.fault, &faults::bad_marker);
  EXPECT_EQ(file.parts.faults[0].error.offset, 12U);
  EXPECT_EQ(file.parts.fields.size(), 1U);
}

TEST(Photoshop, LengthsThatLieAndForeignSignaturesAreFaults) {
  const Walked lying("'8BIM' 0404 0000 FFFFFFFF 1C", walk_photoshop);
  ASSERT_FALSE(lying.result.has_value());
  EXPECT_EQ(lying.result.error().fault, &faults::truncated);
  EXPECT_EQ(lying.result.error().offset, 12U);
  const Walked foreign("'9BIM' 0404 0000 00000000", walk_photoshop);
  ASSERT_FALSE(foreign.result.has_value());
  EXPECT_EQ(foreign.result.error().fault, &faults::bad_resource);
  EXPECT_EQ(foreign.result.error().offset, 0U);
}

}  // namespace
}  // namespace gg::iptc
