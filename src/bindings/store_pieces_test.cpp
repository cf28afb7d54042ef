#include "base/sha256.h"
#include "bindings/check.h"
#include "bindings/store_location.h"
#include "bytes/hex.h"
#include "container/container.h"
#include "support/cbor_writer.h"

#include <string>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

/// A file with one store, and where its pieces stand.
struct PieceCase {
  std::string name;
  Format format;
  std::vector<std::byte> file;
  std::vector<ByteRange> pieces;
  StoreRole role = StoreRole::Manifest;
};

/// A superbox of type c2pa with nothing in it but its description, 38 bytes.
constexpr std::string_view superbox =
    "00000026 'jumb' 0000001E 'jumd' 'c2pa' 00110010800000AA00389B71 03 'c2pa' 00 ";

std::vector<std::byte> made_of(std::string_view before, std::string_view behind) {
  return bytes_of(std::string(before) + " " + std::string(superbox) + " " + std::string(behind));
}

std::vector<PieceCase> cases() {
  return {
      {"JPEG, first packet numbered 0",
       Format::Jpeg,
       bytes_of("FFD8 FFEB 0020 'JP' 0001 00000000 00000026 'jumb' 0000001E 'jumd' 'c2pa' 0011"
                "FFEB 0022 'JP' 0001 00000001 00000026 'jumb' 0010800000AA00389B71 03 'c2pa' 00"
                "FFD9"),
       {{2, 36}, {36, 72}}},
      {"PNG",
       Format::Png,
       made_of(
           "89504E470D0A1A0A 0000000D 'IHDR' 00000001000000010800000000 00000000 00000026 'caBX'",
           "00000000 00000000 'IEND' 00000000"),
       {{33, 83}}},
      {"GIF",
       Format::Gif,
       made_of("'GIF89a' 0100 0100 00 00 00 21 FF 0B 'C2PA_GIF' 010000 26", "00 3B"),
       {{13, 67}}},
      {"WebP", Format::WebP, made_of("'RIFF' 32000000 'WEBP' 'C2PA' 26000000", ""), {{12, 58}}},
      {"RF64",
       Format::Rf64,
       made_of("'RF64' FFFFFFFF 'WAVE' 'ds64' 1C000000 5A00000000000000 0000000000000000"
               "0000000000000000 00000000 'C2PA' 26000000",
               ""),
       {{48, 94}}},
      {"TIFF",
       Format::Tiff,
       made_of("'II' 2A00 08000000 0100 41CD 0700 26000000 1A000000 00000000", ""),
       {{26, 64}}},
      {"film without ftyp",
       Format::QuickTime,
       made_of(
           "00000008 'wide' 00000051 'uuid' D8FEC3D61B0E483C92975828877EC481 00000000 'update' 00"
           "0000000000000000",
           "00000008 'moov'"),
       {{8, 89}},
       StoreRole::Update},
      {"JPEG XL", Format::JpegXl, made_of("0000000C 'JXL ' 0D0A870A", ""), {{12, 50}}},
      {"MP3",
       Format::Mp3,
       made_of("'ID3' 03 00 00 0000004E 'GEOB' 0000003A 0000 00 'application/c2pa' 00 00 00", ""),
       {{10, 78}}},
  };
}

TEST(StorePieces, EveryContainerSaysWhichBytesAreTheStore) {
  for (const auto& each : cases()) {
    SCOPED_TRACE(each.name);
    Budget budget;
    Parts parts(budget);
    const Reader file(each.file);
    static_cast<void>(walk_file(each.format, file, parts));
    ASSERT_EQ(parts.stores.size(), 1U);
    EXPECT_EQ(parts.stores[0].pieces, each.pieces);
    EXPECT_EQ(parts.stores[0].role, each.role);
    EXPECT_EQ(superbox_of(parts.stores[0]).size(), 38U);
  }
}

TEST(StorePieces, SvgSaysWhereItsTextStands) {
  const std::string text =
      "<svg xmlns='http://www.w3.org/2000/svg' xmlns:c2pa='http://c2pa.org/manifest'>"
      "<metadata><c2pa:manifest>AAAA\r\nAAAA</c2pa:manifest></metadata></svg>";
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk_file(Format::Svg, Reader(std::as_bytes(std::span(text))), parts).has_value());
  ASSERT_EQ(parts.stores.size(), 1U);
  const auto first = text.find("AAAA");
  EXPECT_EQ(parts.stores[0].pieces, (std::vector<ByteRange>{{first, first + 10}}));
}

TEST(StorePieces, FilmFormatsAreBoundWholeByAManifestBesideThem) {
  const std::string reel = "any bytes of a reel";
  const auto digest = sha256_of(reel);
  test::CborWriter assertion;
  assertion.map(2).text("alg").text("sha256").text("hash");
  assertion.bytes(std::as_bytes(std::span(digest.bytes)));
  for (const auto format : {Format::Mxf, Format::Exr, Format::Dpx, Format::Unknown}) {
    const Asset asset{Reader(std::as_bytes(std::span(reel))), format, {}};
    const auto outcome = check_hard_binding("c2pa.hash.data", asset, assertion.view(), {}, {});
    EXPECT_TRUE(outcome.matches());
    EXPECT_EQ(outcome.bound_bytes, reel.size());
    EXPECT_TRUE(outcome.uncovered.empty());
  }
}

}  // namespace
}  // namespace gg::bindings
