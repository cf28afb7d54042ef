#include "formats/id3/id3.h"

#include "bytes/hex.h"
#include "formats/id3/faults.h"
#include "formats/id3/unsynchronisation.h"

#include <gtest/gtest.h>

namespace gg::id3 {
namespace {

/// A tag of `version` with `flags` around `frames` (hex).
std::vector<std::byte> tag_of(int version, int flags, std::string_view frames) {
  const auto body = bytes_of(frames);
  std::vector<std::byte> tag = bytes_of("'ID3'");
  const auto put = [&tag](std::size_t value) { tag.push_back(static_cast<std::byte>(value)); };
  put(static_cast<std::size_t>(version));
  put(0);
  put(static_cast<std::size_t>(flags));
  for (const auto shift : {21U, 14U, 7U, 0U}) put(body.size() >> shift & 0x7FU);
  tag.insert(tag.end(), body.begin(), body.end());
  return tag;
}

struct Case {
  const char* name;
  int version;
  int flags;
  std::string_view frames;
  std::string_view key;
  std::string_view value;
};

class FrameValue : public testing::TestWithParam<Case> {};

TEST_P(FrameValue, IsReadAsTheFieldOfItsKey) {
  const auto& each = GetParam();
  const auto tag = tag_of(each.version, each.flags, each.frames);
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(tag), "MP3", parts);
  ASSERT_TRUE(walked.has_value());
  EXPECT_EQ(*walked, tag.size());
  EXPECT_TRUE(parts.faults.empty()) << parts.faults[0].error.fault->text;
  const auto* field = parts.find(Carrier::Id3, each.key);
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->value, each.value);
}

INSTANTIATE_TEST_SUITE_P(
    Frames, FrameValue,
    testing::Values(
        Case{"Version2TextHasTheKeyOfVersion3", 2, 0, "'TT2' 000003 00 'ab'", "TIT2", "ab"},
        Case{"Version3Latin1", 3, 0, "'TIT2' 00000003 0000 00 'a' E9", "TIT2", "a\xC3\xA9"},
        Case{"Version3Latin1ThatIsUtf8StaysUtf8", 3, 0, "'TIT2' 00000003 0000 00 C3A9", "TIT2",
             "\xC3\xA9"},
        Case{"Utf16WithLittleEndianMark", 3, 0, "'TIT2' 00000007 0000 01 FFFE 4100 E900", "TIT2",
             "A\xC3\xA9"},
        Case{"Utf16BigEndian", 4, 0, "'TIT2' 00000005 0000 02 0041 00E9", "TIT2", "A\xC3\xA9"},
        Case{"Utf8", 4, 0, "'TIT2' 00000004 0000 03 'A' C3A9", "TIT2", "A\xC3\xA9"},
        Case{"BadUtf8IsReplaced", 4, 0, "'TIT2' 00000003 0000 03 'A' FF", "TIT2", "A\xEF\xBF\xBD"},
        Case{"UserTextHasItsDescriptionInTheKey", 4, 0, "'TXXX' 00000009 0000 03 'AIGC' 00 '{}' 00",
             "TXXX:AIGC", "{}"},
        Case{"Utf16DescriptionEndsAtTwoZeros", 3, 0,
             "'TXXX' 0000000F 0000 01 FFFE 0041 4200 0000 FFFE 4300 4400",
             "TXXX:\xE4\x84\x80"
             "B",
             "CD"},
        Case{"CommentSkipsItsLanguage", 3, 0, "'COMM' 00000008 0000 00 'eng' 'd' 00 'ab'", "COMM:d",
             "ab"},
        Case{"CommentWithoutDescriptionHasABareKey", 3, 0, "'COMM' 00000007 0000 00 'eng' 00 'ab'",
             "COMM", "ab"},
        Case{"Lyrics", 3, 0, "'USLT' 00000007 0000 00 'eng' 00 'la'", "USLT", "la"},
        Case{"UserLink", 3, 0, "'WXXX' 00000007 0000 00 'd' 00 'http'", "WXXX:d", "http"},
        Case{"Link", 3, 0, "'WOAR' 00000004 0000 'http'", "WOAR", "http"},
        Case{"PrivateTextIsRead", 3, 0, "'PRIV' 00000006 0000 'own' 00 '{}'", "PRIV:own", "{}"},
        Case{"PrivateBytesAreNamedBySize", 3, 0, "'PRIV' 00000006 0000 'own' 00 0102", "PRIV:own",
             "2 bytes"},
        Case{"ObjectIsNamedByTypeAndSize", 3, 0, "'GEOB' 00000009 0000 00 'a/b' 00 00 'd' 00 FF",
             "GEOB:d", "a/b, 1 bytes"},
        Case{"PictureIsNamedByTypeAndSize", 3, 0, "'APIC' 00000009 0000 00 'a/b' 00 03 'd' 00 FF",
             "APIC:d", "a/b, 1 bytes"},
        Case{"PictureOfVersion2", 2, 0, "'PIC' 000007 00 'JPG' 03 00 FF", "APIC", "JPG, 1 bytes"},
        Case{"WholeTagUnsynchronised", 3, 0x80, "'TIT2' 00000003 0000 00 FF00 E0", "TIT2",
             "\xC3\xBF\xC3\xA0"},
        Case{"FrameUnsynchronised", 4, 0, "'TIT2' 00000004 0002 00 FF00 E0", "TIT2",
             "\xC3\xBF\xC3\xA0"},
        Case{"ExtendedHeaderOfVersion3IsSkipped", 3, 0x40,
             "00000006 0000 00000000 'TIT2' 00000002 0000 00 'a'", "TIT2", "a"},
        Case{"ExtendedHeaderOfVersion4CountsItself", 4, 0x40,
             "00000006 01 00 'TIT2' 00000002 0000 00 'a'", "TIT2", "a"},
        Case{"DataLengthAndGroupAreSkipped", 4, 0, "'TIT2' 00000007 0041 00000002 07 00 'a'",
             "TIT2", "a"},
        Case{"CompressedFrameOfVersion3", 3, 0,
             "'TIT2' 0000000E 0080 00000002 789C6348040000630062", "TIT2", "a"},
        Case{"PlainSizeInVersion4WhereOnlyItLeadsToAFrame", 4, 0,
             "'TIT2' 00000100 0000 03 "
             "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
             "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
             "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"
             "'aaaaaaaaaaaaaaaa' 'TALB' 00000002 0000 03 'b'",
             "TALB", "b"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Id3, SeveralValuesGiveSeveralFields) {
  const auto tag = tag_of(4, 0, "'TPE1' 00000005 0000 03 'a' 00 'b' 00");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_EQ(parts.fields.size(), 2U);
  EXPECT_EQ(parts.fields[0].value, "a");
  EXPECT_EQ(parts.fields[1].value, "b");
  EXPECT_EQ(parts.fields[0].place.path, "MP3/ID3v2.4/TPE1");
  EXPECT_EQ(parts.fields[0].place.offset, 10U);
  EXPECT_EQ(parts.fields[0].place.size_bytes, 15U);
}

TEST(Id3, ObjectOfTheCredentialTypeIsAStoreWithoutItsTexts) {
  const auto tag = tag_of(4, 0,
                          "'TIT2' 00000002 0000 03 'a'"
                          "'GEOB' 00000019 0000 00 'application/c2pa' 00 'c' 00 'c2' 00 0A0B");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  EXPECT_EQ(parts.stores[0].jumbf.size(), 2U);
  EXPECT_EQ(parts.stores[0].jumbf[0], std::byte{0x0A});
  EXPECT_EQ(parts.stores[0].place.offset, 22U);
  EXPECT_EQ(parts.stores[0].place.path, "MP3/ID3v2.4/GEOB[application/c2pa]");
}

TEST(Id3, PlaceInAnUnsynchronisedTagIsThatOfTheFile) {
  const auto tag = tag_of(3, 0x80, "'TIT2' 00000003 0000 00 FF00 E0 'TALB' 00000002 0000 00 'a'");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_EQ(parts.fields.size(), 2U);
  EXPECT_EQ(parts.fields[1].place.offset, 24U);
  EXPECT_EQ(parts.fields[1].place.size_bytes, 12U);
}

TEST(Resynchronise, KnowsWhereEachByteStood) {
  const auto encoded = bytes_of("FF00 01 FF00 FF00 02");
  const auto plain = resynchronise(encoded);
  EXPECT_EQ(plain.bytes, bytes_of("FF 01 FF FF 02"));
  EXPECT_EQ(plain.encoded_offset(0), 0U);
  EXPECT_EQ(plain.encoded_offset(1), 2U);
  EXPECT_EQ(plain.encoded_offset(2), 3U);
  EXPECT_EQ(plain.encoded_offset(3), 5U);
  EXPECT_EQ(plain.encoded_offset(4), 7U);
}

struct Noted {
  const char* name;
  int version;
  std::string_view frames;
  const ParseFault* fault;
  std::uint64_t offset;
  std::size_t fields;
};

class DamagedTag : public testing::TestWithParam<Noted> {};

TEST_P(DamagedTag, IsNotedWithFaultAndOffset) {
  const auto& each = GetParam();
  const auto tag = tag_of(each.version, 0, each.frames);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, each.fault);
  EXPECT_EQ(parts.faults[0].error.offset, each.offset);
  EXPECT_EQ(parts.fields.size(), each.fields);
}

constexpr std::string_view good = "'TALB' 00000002 0000 00 'a'";

INSTANTIATE_TEST_SUITE_P(
    Frames, DamagedTag,
    testing::Values(
        Noted{"FrameLongerThanItsTag", 3, "'TIT2' FFFFFFFF 0000 00", &faults::frame_too_long, 10,
              0},
        Noted{"SizeIsNotSyncSafe", 4, "'TIT2' FFFFFFFF 0000 00", &faults::bad_size, 14, 0},
        Noted{"FrameIdIsNoText", 3, "'TALB' 00000002 0000 00 'a' FFFFFFFF 00000000 0000",
              &faults::bad_frame_id, 22, 1},
        Noted{"EmptyTextFrame", 3, "'TIT2' 00000000 0000 'TALB' 00000002 0000 00 'a'",
              &faults::truncated, 20, 1},
        Noted{"UnknownEncoding", 3, "'TIT2' 00000002 0000 04 'x' 'TALB' 00000002 0000 00 'a'",
              &faults::bad_text_encoding, 20, 1},
        Noted{"DescriptionWithoutEnd", 3, "'TXXX' 00000002 0000 00 'x' 'TALB' 00000002 0000 00 'a'",
              &faults::missing_terminator, 21, 1},
        Noted{"EncryptedFrame", 3, "'TIT2' 00000002 0040 00 'x' 'TALB' 00000002 0000 00 'a'",
              &faults::encrypted_frame, 20, 1},
        Noted{"CompressedFrameIsDamaged", 3,
              "'TIT2' 00000006 0080 00000002 FFFF 'TALB' 00000002 0000 00 'a'",
              &faults::inflate_failed, 10, 1}),
    [](const auto& each) { return std::string(each.param.name); });

struct Refused {
  const char* name;
  std::string_view bytes;
  const ParseFault* fault;
  std::uint64_t offset;
};

class RefusedTag : public testing::TestWithParam<Refused> {};

TEST_P(RefusedTag, GivesTheExactFaultAndOffset) {
  const auto tag = bytes_of(GetParam().bytes);
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(tag), "MP3", parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, GetParam().fault);
  EXPECT_EQ(walked.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Headers, RefusedTag,
    testing::Values(Refused{"NoMagic", "'IDX' 04 00 00 00000000", &faults::bad_magic, 0},
                    Refused{"VersionOne", "'ID3' 01 00 00 00000000", &faults::bad_version, 3},
                    Refused{"VersionFive", "'ID3' 05 00 00 00000000", &faults::bad_version, 3},
                    Refused{"SizeNotSyncSafe", "'ID3' 04 00 00 80000000", &faults::bad_size, 6},
                    Refused{"CutInTheSize", "'ID3' 04 00 00 0000", &faults::truncated, 6}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Id3, TagLongerThanTheFileGivesItsFramesAndIsNoted) {
  const auto tag = bytes_of("'ID3' 03 00 00 7F7F7F7F 'TALB' 00000002 0000 00 'a'");
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(tag), "MP3", parts);
  ASSERT_TRUE(walked.has_value());
  EXPECT_EQ(*walked, tag.size());
  EXPECT_EQ(parts.fields.size(), 1U);
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::truncated);
  EXPECT_EQ(parts.faults[0].error.offset, tag.size());
}

TEST(Id3, ExtendedHeaderSmallerThanItselfIsNoted) {
  const auto tag = tag_of(4, 0x40, "00000005 01");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::bad_size);
  EXPECT_EQ(parts.faults[0].error.offset, 14U);
}

TEST(Id3, InflationBombEndsAtTheBudget) {
  // 4000 zero bytes packed by zlib.
  const auto tag = tag_of(
      3, 0, "'TIT2' 0000001F 0080 00000FA0 789CEDC13101000000C2A0F54F6D0C1FA000000080B7010FA00001");
  Budget budget({.inflate_bytes_max = 100});
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::inflate_too_large);
  EXPECT_EQ(parts.faults[0].error.offset, 10U);
  EXPECT_TRUE(parts.fields.empty());
}

TEST(Id3, MoreFramesThanTheItemBudgetIsNoted) {
  std::string frames;
  for (int index = 0; index < 20; ++index) frames += good;
  const auto tag = tag_of(3, 0, frames);
  Budget budget({.items_max = 5});
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(tag), "MP3", parts).has_value());
  ASSERT_FALSE(parts.faults.empty());
  EXPECT_EQ(parts.faults.back().error.fault, &faults::too_many_items);
}

TEST(Id3, EveryTruncationIsNotedOrNamesAnOffsetInside) {
  const auto tag =
      tag_of(3, 0, "'TIT2' 00000003 0000 00 'ab' 'COMM' 00000007 0000 00 'eng' 00 'ab'");
  for (std::size_t size = 0; size < tag.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(tag).first(size)), "MP3", parts);
    if (walked.has_value()) {
      EXPECT_FALSE(parts.faults.empty()) << size;
    } else {
      EXPECT_LE(walked.error().offset, size);
    }
  }
}

TEST(Id3Trailing, Version1AndApeItemsAreReadFromTheEnd) {
  const auto file = bytes_of(
      "'sound'"
      "02000000 00000000 'Software' 00 'ab'  01000000 02000000 'Cover' 00 FF"
      "'APETAGEX' D0070000 42000000 02000000 00000000 00000000 00000000"
      "'TAG' 'title' 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"
      "'                              ' '                              ' '2024'"
      "'                              ' FF");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_trailing(Reader(file), "MP3", parts).has_value());
  ASSERT_TRUE(parts.faults.empty()) << parts.faults[0].error.fault->text;
  ASSERT_EQ(parts.fields.size(), 4U);
  EXPECT_EQ(parts.find(Carrier::Id3, "TIT2")->value, "title");
  EXPECT_EQ(parts.find(Carrier::Id3, "TYER")->value, "2024");
  EXPECT_EQ(parts.find(Carrier::ApeTag, "Software")->value, "ab");
  EXPECT_EQ(parts.find(Carrier::ApeTag, "Software")->place.offset, 5U);
  EXPECT_EQ(parts.find(Carrier::ApeTag, "Cover")->value, "1 bytes");
}

TEST(Id3Trailing, ApeTagLargerThanTheFileIsNoted) {
  const auto file = bytes_of("'APETAGEX' D0070000 FFFFFFFF 02000000 00000000 00000000 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_trailing(Reader(file), "MP3", parts).has_value());
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::bad_ape_tag);
  EXPECT_EQ(parts.faults[0].error.offset, 12U);
}

TEST(Id3Trailing, AppendedTagIsFoundByItsFooter) {
  const auto file = bytes_of(
      "'sound' 'ID3' 04 00 10 0000000C 'TIT2' 00000002 0000 03 'a' '3DI' 04 00 10 0000000C");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_trailing(Reader(file), "MP3", parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].place.offset, 15U);
}

}  // namespace
}  // namespace gg::id3
