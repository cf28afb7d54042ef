#include "bytes/hex.h"
#include "formats/ifd/faults.h"
#include "formats/ifd/value_text.h"

#include <gtest/gtest.h>

namespace gg::ifd {
namespace {

constexpr std::string_view little = "'II' 2A00 08000000 ";
constexpr std::string_view big_endian = "'MM' 002A 00000008 ";
constexpr std::string_view big_tiff = "'MM' 002B 0008 0000 0000000000000010 ";

/// The text of the first entry of the first directory, or the first fault on the way.
Parsed<std::string> first_value(Bytes bytes, ScanLimits limits = {}) {
  Budget budget(limits);
  TRY_LET(auto tiff, Tiff::open(Reader(bytes)));
  TRY_LET(auto directory, tiff.directory(tiff.first_directory()));
  TRY_LET(const auto entry, directory.next());
  return value_text(tiff, entry, budget);
}

struct Shown {
  const char* name;
  std::string hex;
  std::string text;
};

class FieldType : public testing::TestWithParam<Shown> {};

TEST_P(FieldType, IsShownAsPeopleReadIt) {
  const auto text = first_value(bytes_of(GetParam().hex));
  ASSERT_TRUE(text.has_value()) << text.error().fault->text;
  EXPECT_EQ(*text, GetParam().text);
}

/// A big-endian file with one entry of type and count, its 4 bytes of field, and bytes at 26.
std::string one(std::string_view type_count_field, std::string_view at_26 = "") {
  return std::string(big_endian) + "0001 0131 " + std::string(type_count_field) + " 00000000 " +
         std::string(at_26);
}

INSTANTIATE_TEST_SUITE_P(
    Types, FieldType,
    testing::Values(
        Shown{"Byte", one("0001 00000004 02030000"), "2 3 0 0"},
        Shown{"ByteText", one("0001 00000008 0000001A", "'Goodgate'"), "Goodgate"},
        Shown{"Ascii", one("0002 00000004 'abc' 00"), "abc"},
        Shown{"AsciiOutside", one("0002 00000006 0000001A", "'abcde' 00"), "abcde"},
        Shown{"AsciiLatin1", one("0002 00000002 E900 0000"), "\xC3\xA9"},
        Shown{"AsciiOfNoBytes", one("0002 00000000 00000000"), ""},
        Shown{"AsciiOfTwoStrings", one("0002 00000008 0000001A", "'ab' 00 'cdef' 00"), "ab\ncdef"},
        Shown{"AsciiAndRubbish", one("0002 00000006 0000001A", "'ab' 00 'F' 00 FF"), "ab"},
        Shown{"Short", one("0003 00000002 00010203"), "1 515"},
        Shown{"Long", one("0004 00000001 FFFFFFFF"), "4294967295"},
        Shown{"Rational", one("0005 00000001 0000001A", "00000001 0000007D"), "1/125"},
        Shown{"RationalOfOne", one("0005 00000002 0000001A", "00000032 00000001 00000000 00000000"),
              "50 0/0"},
        Shown{"SByte", one("0006 00000001 FF000000"), "-1"},
        Shown{"UndefinedVersion", one("0007 00000004 '0230'"), "0230"},
        Shown{"UndefinedNumbers", one("0007 00000004 01020300"), "1 2 3 0"},
        Shown{"UndefinedOne", one("0007 00000001 31000000"), "49"},
        Shown{"SShort", one("0008 00000001 FFFE0000"), "-2"},
        Shown{"SLong", one("0009 00000001 FFFFFFFD"), "-3"},
        Shown{"SRational", one("000A 00000001 0000001A", "FFFFFFFF 00000003"), "-1/3"},
        Shown{"Float", one("000B 00000001 3FC00000"), "1.5"},
        Shown{"Double", one("000C 00000001 0000001A", "4004000000000000"), "2.5"},
        Shown{"Ifd", one("000D 00000001 0000001A"), "26"},
        Shown{"Utf8", one("0081 00000003 C3A90000"), "\xC3\xA9"},
        Shown{"LittleEndian", std::string(little) + "0100 3101 0300 02000000 01000203 00000000",
              "1 770"},
        Shown{"Big",
              std::string(big_tiff) + "0000000000000001 0131 0002 0000000000000008 'Goodgate'",
              "Goodgate"},
        Shown{
            "Long8",
            std::string(big_tiff) + "0000000000000001 0131 0010 0000000000000001 0000000100000000",
            "4294967296"},
        Shown{
            "SLong8",
            std::string(big_tiff) + "0000000000000001 0131 0011 0000000000000001 FFFFFFFFFFFFFFFF",
            "-1"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(ValueText, LongArraysAreCutAndSayHowManyValuesTheyHave) {
  auto bytes = bytes_of(one("0003 00001000 0000001A"));
  bytes.resize(26 + 2 * 4096);
  const auto text = first_value(bytes);
  ASSERT_TRUE(text.has_value());
  EXPECT_TRUE(text->starts_with("0 0 0"));
  EXPECT_TRUE(text->ends_with("0 \xE2\x80\xA6 (4096 values)")) << *text;
  EXPECT_LT(text->size(), 200U);
}

TEST(ValueText, LongUndefinedDataIsCountedNotShown) {
  auto bytes = bytes_of(one("0007 00000800 0000001A"));
  bytes.resize(26 + 2048, std::byte{1});
  EXPECT_EQ(*first_value(bytes), "2048 bytes");
}

TEST(ValueText, IsChargedBeforeItIsCopied) {
  auto bytes = bytes_of(one("0002 00000800 0000001A"));
  bytes.resize(26 + 2048, std::byte{'x'});
  const auto text = first_value(bytes, {.kept_bytes_max = 2047});
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().fault, &faults::too_large);
  EXPECT_EQ(text.error().offset, 26U);
}

struct Hostile {
  const char* name;
  std::string hex;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileIfd : public testing::TestWithParam<Hostile> {};

TEST_P(HostileIfd, GivesTheExactFaultAndOffset) {
  const auto text = first_value(bytes_of(GetParam().hex));
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().fault, GetParam().fault);
  EXPECT_EQ(text.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Structures, HostileIfd,
    testing::Values(
        Hostile{"NoBytes", "", &faults::truncated, 0},
        Hostile{"ByteOrder", "'IM' 2A00 08000000", &faults::bad_byte_order, 0},
        Hostile{"VersionInTheOtherOrder", "'II' 002A 08000000", &faults::bad_version, 2},
        Hostile{"BigOffsetsOfFourBytes", "'MM' 002B 0004 0000 00000000", &faults::bad_offset_size,
                4},
        Hostile{"HeaderIsCut", "'II' 2A00 0800", &faults::truncated, 4},
        Hostile{"DirectoryOutside", "'II' 2A00 FFFFFFFF", &faults::ifd_outside, 8},
        Hostile{"CountIsCut", "'II' 2A00 08000000 01", &faults::truncated, 8},
        Hostile{"EntryIsCut", std::string(little) + "0100 3101 0200 04000000 6162",
                &faults::table_cut, 10},
        Hostile{"TypeZero", one("0000 00000001 00000000"), &faults::bad_field_type, 10},
        Hostile{"TypeUnknown", one("00FF 00000001 00000000"), &faults::bad_field_type, 10},
        Hostile{"ValueAtTheEnd", one("0002 00000005 0000001A"), &faults::value_outside, 10},
        Hostile{"ValueOffsetOfAllOnes", one("0002 00000005 FFFFFFFF"), &faults::value_outside, 10},
        Hostile{"CountOfAllOnes", one("000C FFFFFFFF 00000000"), &faults::value_outside, 10},
        Hostile{
            "BigCountTimesSizeOverflows",
            std::string(big_tiff) + "0000000000000001 0131 000C 2000000000000001 0000000000000000",
            &faults::value_too_long, 24},
        Hostile{"BigTableOfAllOnes", std::string(big_tiff) + "FFFFFFFFFFFFFFFF 0131",
                &faults::table_cut, 24}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Tiff, DirectoryReachedTwiceIsACycle) {
  const auto bytes = bytes_of(std::string(little) + "0000 08000000");
  auto tiff = Tiff::open(Reader(bytes));
  ASSERT_TRUE(tiff.has_value());
  const auto directory = tiff->directory(8);
  ASSERT_TRUE(directory.has_value());
  EXPECT_EQ(*directory->next_directory(), 8U);
  const auto again = tiff->directory(8);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().fault, &faults::ifd_cycle);
  EXPECT_EQ(again.error().offset, 8U);
}

TEST(Tiff, OffsetsCountFromItsFirstByteAndFaultsFromTheStartOfTheFile) {
  const auto bytes = bytes_of("'Exif' 0000" + one("0000 00000001 00000000"));
  Reader in(bytes, 100);
  ASSERT_TRUE(in.skip(6).has_value());
  auto tiff = Tiff::open(in);
  ASSERT_TRUE(tiff.has_value());
  auto directory = tiff->directory(tiff->first_directory());
  const auto entry = directory->next();
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(tiff->value(*entry).error().offset, 116U);
}

TEST(Tiff, PointerMustBeAWholeNumber) {
  const auto bytes = bytes_of(one("0005 00000001 0000001A", "00000001 00000001"));
  auto tiff = Tiff::open(Reader(bytes));
  auto directory = tiff->directory(8);
  const auto number = tiff->number(*directory->next());
  ASSERT_FALSE(number.has_value());
  EXPECT_EQ(number.error().fault, &faults::not_a_pointer);
  EXPECT_EQ(number.error().offset, 10U);
}

TEST(Tiff, EveryTruncationNamesAnOffsetInside) {
  const auto bytes = bytes_of(one("0002 00000006 0000001A", "'abcde' 00"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto text = first_value(Bytes(bytes).first(size));
    ASSERT_FALSE(text.has_value()) << size;
    EXPECT_LE(text.error().offset, size);
  }
}

}  // namespace
}  // namespace gg::ifd
