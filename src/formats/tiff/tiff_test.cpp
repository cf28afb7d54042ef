#include "formats/tiff/tiff.h"

#include "bytes/hex.h"
#include "formats/tiff/faults.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::tiff {
namespace {

struct Walked {
  explicit Walked(std::string_view hex, ScanLimits limits = {}) : Walked(bytes_of(hex), limits) {}
  explicit Walked(std::vector<std::byte> file, ScanLimits limits = {})
      : bytes(std::move(file)), budget(limits), parts(budget), result(walk(Reader(bytes), parts)) {}

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

constexpr std::string_view header = "'MM' 002A 00000008 ";

TEST(Tiff, EveryDirectoryAndSubIfdIsWalkedAndIfd0GivesTheSize) {
  // IFD0 at 8 with one SubIFD at 50, IFD1 at 68.
  const Walked file(std::string(header) +
                    "0003 0100 0003 00000001 00020000  0101 0004 00000001 00000003"
                    "014A 0004 00000001 00000032  00000044"
                    "0001 0131 0002 00000003 'ab' 0000 00000000"
                    "0001 0131 0002 00000003 'cd' 0000 00000000");
  ASSERT_TRUE(file.result.has_value());
  EXPECT_TRUE(file.parts.faults.empty());
  ASSERT_TRUE(file.parts.picture.has_value());
  EXPECT_EQ(file.parts.picture->width_pixels, 2U);
  EXPECT_EQ(file.parts.picture->height_pixels, 3U);
  ASSERT_EQ(file.parts.fields.size(), 4U);
  EXPECT_EQ(file.parts.fields[0].place.path, "TIFF/IFD0/ImageWidth");
  EXPECT_EQ(file.parts.fields[2].place.path, "TIFF/IFD0/SubIFD0/Software");
  EXPECT_EQ(file.parts.fields[3].place.path, "TIFF/IFD1/Software");
  EXPECT_EQ(file.parts.fields[3].place.offset, 78U);
}

TEST(Tiff, CredentialStoreIsLocated) {
  const Walked file(std::string(header) +
                    "0001 CD41 0007 00000008 0000001A 00000000 00000008 'jumb'");
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.stores.size(), 1U);
  EXPECT_EQ(file.parts.stores[0].jumbf.size(), 8U);
  EXPECT_EQ(file.parts.stores[0].place.path, "TIFF/IFD0/C2PA");
  EXPECT_EQ(file.parts.stores[0].place.offset, 26U);
  EXPECT_EQ(file.parts.stores[0].place.size_bytes, 8U);
}

TEST(Tiff, CredentialStoreOfShortsIsNoted) {
  const Walked file(std::string(header) +
                    "0001 CD41 0003 00000004 0000001A 00000000 00000008 'jumb'");
  EXPECT_TRUE(file.parts.stores.empty());
  ASSERT_EQ(file.parts.faults.size(), 1U);
  EXPECT_EQ(file.parts.faults[0].error.fault, &faults::bad_store_type);
  EXPECT_EQ(file.parts.faults[0].error.offset, 10U);
}

TEST(Tiff, BigTiffIsRead) {
  const Walked file(
      "'II' 2B00 0800 0000 1000000000000000 0100000000000000"
      "3101 0200 0800000000000000 'Goodgate' 0000000000000000");
  ASSERT_TRUE(file.result.has_value());
  EXPECT_EQ(file.parts.find(Carrier::Exif, "Software")->value, "Goodgate");
}

TEST(Tiff, SubIfdThatIsItsParentIsACycleAndTheRestIsRead) {
  const Walked file(std::string(header) +
                    "0002 014A 0004 00000001 00000008"
                    "0131 0002 00000003 'ab' 0000 00000000");
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.faults.size(), 1U);
  EXPECT_EQ(file.parts.faults[0].error.fault, &faults::ifd_cycle);
  EXPECT_EQ(file.parts.faults[0].error.offset, 8U);
  EXPECT_EQ(file.parts.find(Carrier::Exif, "Software")->value, "ab");
}

TEST(Tiff, ChainThatEndsOutsideKeepsWhatWasRead) {
  const Walked file(std::string(header) + "0001 0131 0002 00000003 'ab' 0000 FFFFFFFF");
  ASSERT_FALSE(file.result.has_value());
  EXPECT_EQ(file.result.error().fault, &faults::ifd_outside);
  EXPECT_EQ(file.result.error().offset, 26U);
  EXPECT_EQ(file.parts.fields.size(), 1U);
}

TEST(Tiff, EveryTruncationIsAFaultWithAnOffsetInside) {
  const auto bytes =
      bytes_of(std::string(header) + "0001 CD41 0007 00000008 0000001A 00000000 00000008 'jumb'");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(bytes).first(size)), parts);
    ASSERT_TRUE(!walked.has_value() || !parts.faults.empty()) << size;
    const auto offset = walked.has_value() ? parts.faults[0].error.offset : walked.error().offset;
    EXPECT_LE(offset, size);
  }
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Tiff, RealFilesGiveWhatExiftoolGives) {
  const std::filesystem::path corpora = GG_SOURCE_DIR "/../shared/corpora/credentials";
  if (!std::filesystem::exists(corpora)) GTEST_SKIP() << "no corpora at " << corpora;
  std::istringstream facts(text_of(GG_SOURCE_DIR "/src/formats/tiff/corpus_facts.tsv"));
  std::string line;
  std::size_t compared = 0;
  while (std::getline(facts, line)) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> columns(1);
    for (const char c : line) {
      if (c == '\t')
        columns.emplace_back();
      else
        columns.back() += c;
    }
    ASSERT_EQ(columns.size(), 7U) << line;
    const auto text = text_of(corpora / columns[0]);
    if (text.empty()) continue;
    const Walked file(
        {std::as_bytes(std::span(text)).begin(), std::as_bytes(std::span(text)).end()});
    EXPECT_TRUE(file.result.has_value()) << columns[0];
    const auto value = [&file](std::string_view key) {
      const auto* field = file.parts.find(Carrier::Exif, key);
      return field == nullptr ? std::string() : field->value;
    };
    EXPECT_EQ(value("Make"), columns[1]) << columns[0];
    EXPECT_EQ(value("Model"), columns[2]) << columns[0];
    EXPECT_EQ(value("Software"), columns[3]) << columns[0];
    const auto has = [&file](Carrier carrier) {
      return std::ranges::any_of(file.parts.fields,
                                 [&](const Field& field) { return field.carrier == carrier; });
    };
    EXPECT_EQ(has(Carrier::Xmp), columns[5] == "xmp") << columns[0];
    EXPECT_EQ(has(Carrier::Iptc), columns[6] == "iptc") << columns[0];
    ++compared;
  }
  EXPECT_GE(compared, 5U);
}

}  // namespace
}  // namespace gg::tiff
