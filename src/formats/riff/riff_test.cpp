#include "formats/riff/riff.h"

#include "bytes/hex.h"
#include "formats/riff/faults.h"

#include <gtest/gtest.h>

namespace gg::riff {
namespace {

void put_le(std::vector<std::byte>& out, std::uint64_t value, int bytes) {
  for (int index = 0; index < bytes; ++index, value >>= 8U)
    out.push_back(static_cast<std::byte>(value & 0xFFU));
}

/// A RIFF of `form` around `chunks` (hex), with the right size.
std::vector<std::byte> file_of(std::string_view form, std::string_view chunks) {
  const auto body = bytes_of(chunks);
  auto file = bytes_of("'RIFF'");
  put_le(file, body.size() + 4, 4);
  for (const char c : form) file.push_back(static_cast<std::byte>(c));
  file.insert(file.end(), body.begin(), body.end());
  return file;
}

constexpr std::string_view format = "'fmt ' 10000000 0100 0100 80BB0000 00770100 0200 1000 ";
constexpr std::string_view silence = "'data' 02000000 0000 ";

TEST(Riff, InfoItemsAreReadBehindTheData) {
  const auto file =
      file_of("WAVE", std::string(format) + std::string(silence) +
                          "'LIST' 14000000 'INFO' 'ISFT' 05000000 'Lavf' 00 00 '    '");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  const auto* software = parts.find(Carrier::RiffInfo, "ISFT");
  ASSERT_NE(software, nullptr);
  EXPECT_EQ(software->value, "Lavf");
  EXPECT_EQ(software->place.path, "WAV/LIST[INFO]/ISFT");
  EXPECT_EQ(software->place.offset, 58U);
  EXPECT_EQ(software->place.size_bytes, 14U);
  EXPECT_EQ(parts.find(Carrier::RiffChunk, "fmt.sample_rate_hz")->value, "48000");
}

TEST(Riff, ChunksOfTextXmpAndCredentialAreReadInEveryForm) {
  for (const std::string form : {"WAVE", "AVI ", "WEBP", "abcd"}) {
    const auto file = file_of(
        form,
        "'AIGC' 02000000 '{}'"
        "'C2PA' 03000000 0A0B0C 00"
        "'_PMX' 3E000000 '<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>'");
    Budget budget;
    Parts parts(budget);
    ASSERT_TRUE(walk(Reader(file), parts).has_value());
    EXPECT_TRUE(parts.faults.empty()) << form;
    EXPECT_EQ(parts.find(Carrier::RiffChunk, "AIGC")->value, "{}");
    ASSERT_EQ(parts.stores.size(), 1U);
    EXPECT_EQ(parts.stores[0].jumbf.size(), 3U);
    EXPECT_EQ(parts.stores[0].place.offset, 22U);
    EXPECT_EQ(parts.stores[0].place.size_bytes, 12U);
  }
}

TEST(Riff, SoundExifAndCueLabelsAreText) {
  const auto file = file_of("WAVE",
                            "'LIST' 10000000 'exif' 'ecor' 04000000 'Acme'"
                            "'LIST' 14000000 'adtl' 'labl' 07000000 01000000 'hi' 00 00");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::RiffChunk, "ecor")->value, "Acme");
  EXPECT_EQ(parts.find(Carrier::RiffChunk, "labl")->value, "hi");
}

struct Picture {
  const char* name;
  std::string_view chunks;
  std::uint32_t width;
  std::uint32_t height;
};

class PictureOf : public testing::TestWithParam<Picture> {};

TEST_P(PictureOf, HasTheSizeInItsHeader) {
  const auto file = file_of("WEBP", GetParam().chunks);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_TRUE(parts.picture.has_value());
  EXPECT_EQ(parts.picture->width_pixels, GetParam().width);
  EXPECT_EQ(parts.picture->height_pixels, GetParam().height);
}

INSTANTIATE_TEST_SUITE_P(
    WebP, PictureOf,
    testing::Values(Picture{"CanvasWinsOverFrame",
                            "'VP8X' 0A000000 00000000 FF0300 010000 'VP8L' 06000000 2F 01000000 00",
                            1024, 2},
                    Picture{"Lossy", "'VP8 ' 0A000000 000000 9D012A 4001 F080", 320, 240},
                    Picture{"Lossless", "'VP8L' 06000000 2F 3F410000 00", 320, 2}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Riff, AviHeaderGivesTheSizeAndAvixGoesOn) {
  auto file = file_of("AVI ",
                      "'LIST' 34000000 'hdrl' 'avih' 28000000"
                      "0000000000000000 0000000000000000 0000000000000000 0000000000000000"
                      "40010000 F0000000"
                      "'LIST' 08000000 'movi' '00dc'");
  const auto more = file_of("AVIX", "'LIST' 0E000000 'INFO' 'AIGC' 02000000 '{}'");
  file.insert(file.end(), more.begin(), more.end());
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_TRUE(parts.faults.empty());
  EXPECT_EQ(parts.picture->width_pixels, 320U);
  EXPECT_EQ(parts.picture->height_pixels, 240U);
  EXPECT_EQ(parts.find(Carrier::RiffInfo, "AIGC")->place.path, "AVI/LIST[INFO]/AIGC");
}

TEST(Riff, BigEndianFormIsRead) {
  const auto file =
      bytes_of("'RIFX' 0000001C 'WAVE' 'fmt ' 00000010 0001 0001 0000BB80 00017700 0002 0010");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::RiffChunk, "fmt.sample_rate_hz")->value, "48000");
}

TEST(Riff, LongFormTakesTheSizesOfItsTable) {
  for (const std::string magic : {"'RF64'", "'BW64'"}) {
    const auto file =
        bytes_of(magic +
                 " FFFFFFFF 'WAVE' 'ds64' 28000000 56000000 00000000 04000000 00000000"
                 "0000000000000000 01000000 'AIGC' 02000000 00000000"
                 "'data' FFFFFFFF 00000000 'AIGC' FFFFFFFF '{}' 'LIST' 04000000 'INFO'");
    Budget budget;
    Parts parts(budget);
    ASSERT_TRUE(walk(Reader(file), parts).has_value());
    EXPECT_EQ(parts.find(Carrier::RiffChunk, "AIGC")->value, "{}");
    EXPECT_TRUE(parts.faults.empty()) << magic;
  }
}

TEST(Riff, BroadcastExtensionGivesItsFields) {
  std::string chunk = "'bext' 5D020000 'a scene'";
  for (int index = 7; index < 256; ++index) chunk += "00";
  chunk += "'Recorder'";
  for (int index = 8; index < 64; ++index) chunk += "00";
  chunk += "'2024-05-06' '07:08:09' 00010000 01000000 0100 060A2B34";
  for (int index = 4; index < 64; ++index) chunk += "00";
  for (int index = 0; index < 190; ++index) chunk += "00";
  chunk += "'A=P' 00";
  const auto file = file_of("WAVE", chunk);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_TRUE(parts.faults.empty());
  const auto value_of = [&parts](std::string_view key) {
    return parts.find(Carrier::Bext, key)->value;
  };
  EXPECT_EQ(value_of("Description"), "a scene");
  EXPECT_EQ(value_of("Originator"), "Recorder");
  EXPECT_EQ(parts.find(Carrier::Bext, "OriginatorReference"), nullptr);
  EXPECT_EQ(value_of("OriginationDate"), "2024-05-06");
  EXPECT_EQ(value_of("OriginationTime"), "07:08:09");
  EXPECT_EQ(value_of("TimeReference"), "4294967552");
  EXPECT_EQ(value_of("UMID"), "060a2b34" + std::string(56, '0'));
  EXPECT_EQ(value_of("CodingHistory"), "A=P");
  EXPECT_EQ(parts.find(Carrier::Bext, "Originator")->place.path, "WAV/bext/Originator");
  EXPECT_EQ(parts.find(Carrier::Bext, "Originator")->place.offset, 276U);
}

TEST(Riff, BroadcastExtensionThatIsCutGivesWhatItHasAndIsNoted) {
  std::string chunk = "'bext' 04010000 'a'";
  for (int index = 1; index < 260; ++index) chunk += "00";
  const auto file = file_of("WAVE", chunk);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::Bext, "Description")->value, "a");
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::truncated);
  EXPECT_EQ(parts.faults[0].error.offset, 276U);
}

TEST(Riff, XmlGivesAFieldForEachElementWithText) {
  const auto file =
      file_of("WAVE", "'iXML' 2C000000 '<R><PROJECT>p</PROJECT><T a=\"1\"><N>n</N></T></R>'");
  auto whole = file;
  whole[16] = std::byte{0x30};
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(whole), parts).has_value());
  ASSERT_TRUE(parts.faults.empty()) << parts.faults[0].error.fault->text;
  EXPECT_EQ(parts.find(Carrier::IXml, "PROJECT")->value, "p");
  EXPECT_EQ(parts.find(Carrier::IXml, "T/N")->value, "n");
  EXPECT_EQ(parts.find(Carrier::IXml, "T@a")->value, "1");
}

TEST(Riff, DamagedXmlGivesItsWholeTextAndTheFault) {
  const auto file = file_of("WAVE", "'axml' 08000000 '<R>AI</X'");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::IXml, "")->value, "<R>AI</X");
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::bad_xml);
}

TEST(Riff, EntitiesDoNothing) {
  std::string xml =
      "<!DOCTYPE r [<!ENTITY a \"bomb\"><!ENTITY b \"&a;&a;&a;\">]><R><P>&b;</P></R>  ";
  auto file = file_of("WAVE", "'iXML' " + std::string("50000000") + "'" + xml + "'");
  file[16] = static_cast<std::byte>(xml.size());
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_EQ(parts.find(Carrier::IXml, "P")->value, "&b;");
}

struct Noted {
  const char* name;
  std::string bytes;
  const ParseFault* fault;
  std::uint64_t offset;
};

class ForgivenRiff : public testing::TestWithParam<Noted> {};

TEST_P(ForgivenRiff, IsReadOnAndNoted) {
  const auto file = bytes_of(GetParam().bytes);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_FALSE(parts.faults.empty());
  EXPECT_EQ(parts.faults.back().error.fault, GetParam().fault);
  EXPECT_EQ(parts.faults.back().error.offset, GetParam().offset);
  EXPECT_NE(parts.find(Carrier::RiffChunk, "AIGC"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, ForgivenRiff,
    testing::Values(
        Noted{"WholeOfNoSize", "'RIFF' 00000000 'WAVE' 'AIGC' 02000000 '{}'",
              &faults::riff_size_mismatch, 4},
        Noted{"WholeOfUnknownSize", "'RIFF' FFFFFFFF 'WAVE' 'AIGC' 02000000 '{}'",
              &faults::riff_size_mismatch, 4},
        Noted{"WholeLongerThanTheFile", "'RIFF' 0E010000 'WAVE' 'AIGC' 02000000 '{}'",
              &faults::riff_size_mismatch, 4},
        Noted{"ChunkBehindTheWhole",
              "'RIFF' 0E000000 'WAVE' 'data' 02000000 0000 'AIGC' 02000000 '{}'",
              &faults::riff_size_mismatch, 22},
        Noted{"DataOfNoSize",
              "'RIFF' 00000000 'WAVE' 'AIGC' 02000000 '{}' 'data' 00000000 'AIGCAIGCAIGC'",
              &faults::unfinished_data, 26},
        Noted{"DataOfUnknownSize",
              "'RIFF' FFFFFFFF 'WAVE' 'AIGC' 02000000 '{}' 'data' FFFFFFFF 0000",
              &faults::unfinished_data, 26},
        Noted{"DataLongerThanTheFile",
              "'RIFF' 1A000000 'WAVE' 'AIGC' 02000000 '{}' 'data' 10000000 00000000",
              &faults::unfinished_data, 26},
        Noted{"OddChunkWithoutPadding",
              "'RIFF' 19000000 'WAVE' 'data' 03000000 000000 'AIGC' 02000000 '{}'",
              &faults::missing_padding, 23}),
    [](const auto& each) { return std::string(each.param.name); });

struct Hostile {
  const char* name;
  std::string_view bytes;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileRiff : public testing::TestWithParam<Hostile> {};

TEST_P(HostileRiff, GivesTheExactFaultAndOffset) {
  const auto file = bytes_of(GetParam().bytes);
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, GetParam().fault);
  EXPECT_EQ(walked.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Skeleton, HostileRiff,
    testing::Values(Hostile{"NoMagic", "'RIFE' 04000000 'WAVE'", &faults::bad_magic, 0},
                    Hostile{"CutInTheHeader", "'RIFF' 0400", &faults::truncated, 4},
                    Hostile{"ChunkClaimsFourGigabytes", "'RIFF' 0C000000 'WAVE' 'AIGC' FFFFFFFF",
                            &faults::chunk_beyond_file, 16},
                    Hostile{"ChunkIdIsNoText", "'RIFF' 0C000000 'WAVE' 00010203 00000000",
                            &faults::bad_chunk_id, 12},
                    Hostile{"LongFormWithoutTable", "'RF64' FFFFFFFF 'WAVE' 'data' 00000000",
                            &faults::bad_size_table, 12},
                    Hostile{"LongFormTableIsCut", "'RF64' FFFFFFFF 'WAVE' 'ds64' 04000000 00000000",
                            &faults::truncated, 20},
                    Hostile{
                        "LongFormTableClaimsTooManyRows",
                        "'RF64' FFFFFFFF 'WAVE' 'ds64' 1C000000 0000000000000000 0000000000000000"
                        "0000000000000000 FFFFFFFF",
                        &faults::bad_size_table, 48}),
    [](const auto& each) { return std::string(each.param.name); });

/// Lists in lists; sizes are right.
std::vector<std::byte> nested_lists(int depth) {
  std::vector<std::byte> inner = bytes_of("'AIGC' 02000000 '{}'");
  for (int index = 0; index < depth; ++index) {
    auto outer = bytes_of("'LIST'");
    put_le(outer, inner.size() + 4, 4);
    const auto type = bytes_of("'strl'");
    outer.insert(outer.end(), type.begin(), type.end());
    outer.insert(outer.end(), inner.begin(), inner.end());
    inner = std::move(outer);
  }
  auto file = bytes_of("'RIFF'");
  put_le(file, inner.size() + 4, 4);
  const auto form = bytes_of("'AVI '");
  file.insert(file.end(), form.begin(), form.end());
  file.insert(file.end(), inner.begin(), inner.end());
  return file;
}

TEST(Riff, ListsMayNestToTheDepthLimitAndNoDeeper) {
  for (const int depth : {7, 8}) {
    const auto file = nested_lists(depth);
    Budget budget({.depth_max = 8});
    Parts parts(budget);
    ASSERT_TRUE(walk(Reader(file), parts).has_value());
    EXPECT_EQ(parts.fields.size(), depth == 7 ? 1U : 0U);
    ASSERT_EQ(parts.faults.size(), depth == 7 ? 0U : 1U);
    for (const auto& fault : parts.faults) EXPECT_EQ(fault.error.fault, &faults::too_deep);
  }
}

TEST(Riff, ItemBudgetEndsAFileOfEmptyChunks) {
  std::string chunks;
  for (int index = 0; index < 50; ++index) chunks += "'JUNK' 00000000";
  const auto file = file_of("WAVE", chunks);
  Budget budget({.items_max = 10});
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, &faults::too_many_items);
  EXPECT_EQ(walked.error().offset, 92U);
}

TEST(Riff, EveryTruncationEndsInsideTheFile) {
  const auto file =
      file_of("WAVE", std::string(format) + "'AIGC' 02000000 '{}'" + std::string(silence));
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    if (walked.has_value()) {
      EXPECT_FALSE(parts.faults.empty()) << size;
    } else {
      EXPECT_LE(walked.error().offset, size);
    }
  }
}

}  // namespace
}  // namespace gg::riff
