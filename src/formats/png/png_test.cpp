#include "formats/png/png.h"

#include "bytes/hex.h"
#include "formats/exif/faults.h"
#include "formats/png/faults.h"
#include "formats/xmp/faults.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gg::png {
namespace {

constexpr std::string_view signature_and_header =
    "89504E470D0A1A0A 0000000D 'IHDR' 00000002 00000003 0806000000 00000000 ";
constexpr std::string_view no_pixels = "00000002 'IDAT' 7801 00000000 ";
constexpr std::string_view end = "00000000 'IEND' AE426082 ";

std::vector<std::byte> file_of(std::string_view chunks) {
  return bytes_of(std::string(signature_and_header) + std::string(chunks) + std::string(end));
}

TEST(Png, TextChunksAreReadWhereverTheyStand) {
  const auto file =
      file_of("0000000B 'tEXt' 'prompt' 00 '{\"1\"' 00000000" + std::string(no_pixels) +
              "00000011 'iTXt' 'Title' 00 00 00 'en' 00 00 C3A9 'ab' 21 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 2U);
  EXPECT_EQ(parts.fields[0].key, "prompt");
  EXPECT_EQ(parts.fields[0].value, "{\"1\"");
  EXPECT_EQ(parts.fields[0].place.path, "PNG/tEXt[prompt]");
  EXPECT_EQ(parts.fields[0].place.offset, 33U);
  EXPECT_EQ(parts.fields[1].value,
            "\xC3\xA9"
            "ab!");
  EXPECT_EQ(parts.picture->height_pixels, 3U);
}

TEST(Png, DamagedTextChunkIsNotedWithItsOffsetAndTheNextIsStillRead) {
  const auto file = file_of(
      "00000003 'tEXt' 'abc' 00000000"
      "00000004 'zTXt' 'k' 00 00 FF 00000000"
      "00000005 'tEXt' 'k' 00 'v' 0000 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.faults.size(), 2U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::missing_keyword);
  EXPECT_EQ(parts.faults[0].error.offset, 41U);
  EXPECT_EQ(parts.faults[1].error.fault, &faults::inflate_failed);
  ASSERT_EQ(parts.fields.size(), 1U);
}

TEST(Png, CredentialStoreIsLocatedWithItsChunk) {
  const auto file = file_of("00000003 'caBX' 010203 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  EXPECT_EQ(parts.stores[0].jumbf.size(), 3U);
  EXPECT_EQ(parts.stores[0].place.offset, 33U);
  EXPECT_EQ(parts.stores[0].place.size_bytes, 15U);
}

/// Behind IEND, at 45: one block of 26 bytes, its directory at 71.
constexpr std::string_view samsung =
    "0000 910D 08000000 'PEg_Info' '{\"a\":8888}' 'SEFH' 6B000000 01000000 0000 910D 1A000000 ";

TEST(Png, BlocksThatAPhoneAppendsAreReadBehindTheEnd) {
  const auto file = bytes_of(std::string(signature_and_header) + std::string(end) +
                             std::string(samsung) + "1A000000 18000000 'SEFT'");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_TRUE(parts.faults.empty());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].carrier, Carrier::Trailer);
  EXPECT_EQ(parts.fields[0].key, "PEg_Info");
  EXPECT_EQ(parts.fields[0].value, "{\"a\":8888}");
  EXPECT_EQ(parts.fields[0].place.path, "PNG/Samsung/PEg_Info");
  EXPECT_EQ(parts.fields[0].place.offset, 45U);
  EXPECT_EQ(parts.fields[0].place.size_bytes, 26U);
}

TEST(Png, DirectoryBehindTheEndThatLiesIsNotedWithItsOffset) {
  struct Hostile {
    std::string_view end;
    std::uint64_t offset;
  };
  for (const auto& each : {Hostile{"1A000000 FFFFFFFF 'SEFT'", 103U},    // bigger than the trailer
                           Hostile{"1A000000 0C000000 'SEFT'", 83U},     // points at no "SEFH"
                           Hostile{"FF000000 18000000 'SEFT'", 83U}}) {  // a block too long
    const auto file = bytes_of(std::string(signature_and_header) + std::string(end) +
                               std::string(samsung) + std::string(each.end));
    Budget budget;
    Parts parts(budget);
    ASSERT_TRUE(walk(Reader(file), parts).has_value());
    EXPECT_TRUE(parts.fields.empty());
    ASSERT_EQ(parts.faults.size(), 1U);
    EXPECT_EQ(parts.faults[0].path, "PNG/Samsung");
    EXPECT_EQ(parts.faults[0].error.fault, &exif::faults::bad_trailer);
    EXPECT_EQ(parts.faults[0].error.offset, each.offset);
  }
}

TEST(Png, FramesOfAnAnimationAreSkippedAndWhatFollowsIsRead) {
  const auto file =
      file_of("00000008 'acTL' 00000002 00000000 00000000" + std::string(no_pixels) +
              "00000006 'fdAT' 00000001 7801 00000000 00000003 'tEXt' 'k' 00 'v' 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].value, "v");
}

TEST(Png, XmpTakesThePlaceOfItsChunkAndItsDamageAnOffsetInside) {
  const auto file = file_of(
      "0000004B 'iTXt' 'XML:com.adobe.xmp' 0000000000 '<rdf:RDF><rdf:Description z:a=\"1\"/></a>' "
      "'</rdf:RDF>abcd' 00000000");
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].place.path, "PNG/iTXt[XML:com.adobe.xmp]/z:a");
  EXPECT_EQ(parts.fields[0].place.offset, 33U);
  EXPECT_EQ(parts.fields[0].place.size_bytes, 87U);
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].error.fault, &xmp::faults::xml_damaged);
  EXPECT_EQ(parts.faults[0].error.offset, 100U) << "the end tag that has no beginning";
}

/// A file on disk, of which only what was asked for is read.
class CountingSource : public Source {
 public:
  explicit CountingSource(Bytes file) : file_(file) {}
  [[nodiscard]] std::uint64_t size() const override { return file_.size(); }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override {
    peeked_bytes += size;
    return view(offset, size);
  }
  Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) override {
    held_bytes += size;
    return view(offset, size);
  }
  Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) override {
    std::ranges::copy(view(offset, into.size()), into.begin());
    return {};
  }
  std::uint64_t peeked_bytes = 0;
  std::uint64_t held_bytes = 0;

 private:
  [[nodiscard]] Bytes view(std::uint64_t offset, std::uint64_t size) const {
    return file_.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  }
  Bytes file_;
};

TEST(Png, FileOnDiskIsReadForItsTextAndItsFirstPixelsOnly) {
  auto file = bytes_of(std::string(signature_and_header) + "00300000 'IDAT' ");
  file.resize(file.size() + 0x300000 + 4);
  const auto text = bytes_of("00200002 'tEXt' 'k' 00 ");
  file.insert(file.end(), text.begin(), text.end());
  file.resize(file.size() + 0x200000, std::byte{'v'});
  const auto rest = bytes_of("00000000" + std::string(end));
  file.insert(file.end(), rest.begin(), rest.end());
  CountingSource source(file);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(source), parts).has_value());
  ASSERT_EQ(parts.fields.size(), 1U);
  EXPECT_EQ(parts.fields[0].value.size(), 0x200000U);
  EXPECT_LT(source.held_bytes, 0x200000U + 200U);
  EXPECT_LT(source.peeked_bytes, 4096U);
}

struct Hostile {
  const char* name;
  std::string_view chunks;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostilePng : public testing::TestWithParam<Hostile> {};

TEST_P(HostilePng, GivesTheExactFaultAndOffset) {
  const auto file = bytes_of(std::string(signature_and_header) + std::string(GetParam().chunks));
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, GetParam().fault);
  EXPECT_EQ(walked.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Chunks, HostilePng,
    testing::Values(
        Hostile{"ChunkClaimsFourGigabytes", "FFFFFFFF 'tEXt'", &faults::bad_chunk_length, 37},
        Hostile{"ChunkIsLongerThanTheFile", "7FFFFFFF 'tEXt' 00", &faults::truncated, 41},
        Hostile{"ChecksumIsCut", "00000000 'tEXt' 0000", &faults::truncated, 41},
        Hostile{"TypeIsNotLetters", "00000000 'tE1t' 00000000", &faults::bad_chunk_type, 41},
        Hostile{"NoEnd", "", &faults::missing_end, 33}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Png, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto file = file_of("0000000B 'tEXt' 'prompt' 00 '{\"1\"' 00000000");
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

}  // namespace
}  // namespace gg::png
