#include "formats/mxf/mxf.h"

#include "bytes/hex.h"
#include "formats/mxf/faults.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::mxf {
namespace {

using Octets = std::vector<std::byte>;

void append(Octets& bytes, std::string_view hex) {
  const auto more = bytes_of(hex);
  bytes.insert(bytes.end(), more.begin(), more.end());
}

std::string hex_of(std::uint64_t value, int bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  for (int shift = bytes * 8 - 4; shift >= 0; shift -= 4) text += digits[value >> shift & 15U];
  return text;
}

/// A structural set with a two-byte BER length.
std::string set_of(std::string_view number, std::string_view items) {
  return "060E2B34 02530101 0D010101 0101" + std::string(number) + "00 82" +
         hex_of(bytes_of(items).size(), 2) + " " + std::string(items);
}

constexpr std::string_view primer = "060E2B34 02050101 0D010201 01050100 08 00000000 00000012 ";
constexpr std::string_view fill = "060E2B34 01010102 03010210 01000000 02 0000 ";

std::string partition_of(std::string_view kind, std::uint64_t footer, std::uint64_t header_bytes) {
  return "060E2B34 02050101 0D010201 01" + std::string(kind) + "00 83000058" +
         "0001 0003 00000001 0000000000000000 0000000000000000" + hex_of(footer, 8) +
         hex_of(header_bytes, 8) +
         "0000000000000000 00000000 0000000000000000 00000000"
         "060E2B34040101010D01020101010900 00000000 00000010 ";
}

const std::string identification = set_of("30",
                                          "3C01 0006 0041 0042 0000"            // CompanyName "AB"
                                          "3C02 0002 00E9"                      // ProductName
                                          "3C03 000A 0001 0002 0003 0004 0005"  // ProductVersion
                                          "3C06 0008 07E9 02 03 04 05 06 07"    // ModificationDate
                                          "3C08 0000");                         // Platform, empty
const std::string tagged =
    set_of("3F",
           "5001 0004 0043 0000"
           "5003 0017 4C 00021001 00000000 060E2B34 01040101 6800 6900 0000");
const std::string picture = set_of("28", "3203 0004 00000780 3202 0004 0000021C 320C 0001 01");

Octets file_of(const std::string& sets, std::string_view kind = "0204") {
  const auto metadata = bytes_of(std::string(primer) + sets);
  Octets file;
  append(file, partition_of(kind, 0, metadata.size()));
  append(file, fill);
  file.insert(file.end(), metadata.begin(), metadata.end());
  return file;
}

TEST(Mxf, HeaderMetadataIsReadBehindFill) {
  const auto file = file_of(identification + tagged + picture);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  EXPECT_TRUE(parts.faults.empty());
  ASSERT_EQ(parts.fields.size(), 5U) << "an empty property gives no field";
  EXPECT_EQ(parts.find(Carrier::MxfProperty, "CompanyName")->value, "AB");
  EXPECT_EQ(parts.find(Carrier::MxfProperty, "ProductName")->value, "\xC3\xA9");
  EXPECT_EQ(parts.find(Carrier::MxfProperty, "ProductVersion")->value, "1.2.3.4");
  EXPECT_EQ(parts.find(Carrier::MxfProperty, "ModificationDate")->value,
            "2025-02-03T04:05:06.028Z");
  EXPECT_EQ(parts.find(Carrier::MxfProperty, "TaggedValue:C")->value, "hi");
  EXPECT_EQ(parts.fields[0].place.path, "MXF/Header/Identification/CompanyName");
  EXPECT_EQ(parts.fields[0].place.offset, 108U + 19 + 25 + 19);
  EXPECT_EQ(parts.fields[0].place.size_bytes, 10U);
  EXPECT_EQ(parts.picture->width_pixels, 1920U);
  EXPECT_EQ(parts.picture->height_pixels, 1080U) << "two fields of 540 lines";
}

TEST(Mxf, RunInIsSkippedUpToItsLimit) {
  const auto plain = file_of(identification);
  for (const std::size_t size : {1UL, 100UL, 65536UL}) {
    Octets file(size);
    file.insert(file.end(), plain.begin(), plain.end());
    Budget budget;
    Parts parts(budget);
    ASSERT_TRUE(walk(Reader(file), parts).has_value()) << size;
    EXPECT_EQ(parts.fields[0].place.offset, size + 171) << size;
  }
  Octets file(65537);
  file.insert(file.end(), plain.begin(), plain.end());
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, &faults::no_partition);
  EXPECT_EQ(walked.error().offset, 0U);
}

TEST(Mxf, FooterIsReadWhenTheHeaderIsOpen) {
  const auto metadata = bytes_of(std::string(primer) + identification).size();
  for (const auto* kind : {"0201", "0204"}) {
    Octets file;
    append(file, partition_of(kind, 108, 0));
    append(file, partition_of("0404", 108, metadata));
    append(file, std::string(primer) + identification);
    Budget budget;
    Parts parts(budget);
    ASSERT_TRUE(walk(Reader(file), parts).has_value());
    EXPECT_TRUE(parts.faults.empty());
    EXPECT_EQ(parts.fields.size(), std::string_view(kind) == "0201" ? 4U : 0U);
  }
}

TEST(Mxf, DamagedSetIsNotedAndTheNextIsRead) {
  const auto file =
      file_of(set_of("30", "3C03 0002 0001") + set_of("30", "3C01 FFFF 0041") + identification);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(file), parts).has_value());
  ASSERT_EQ(parts.faults.size(), 2U);
  EXPECT_EQ(parts.faults[0].error.fault, &faults::bad_property_size);
  EXPECT_EQ(parts.faults[0].error.offset, 152U + 19 + 4);
  EXPECT_EQ(parts.faults[1].error.fault, &faults::truncated);
  EXPECT_EQ(parts.fields.size(), 4U);
}

struct Hostile {
  const char* name;
  std::string bytes;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileMxf : public testing::TestWithParam<Hostile> {};

TEST_P(HostileMxf, GivesTheExactFaultAndOffset) {
  const auto file = bytes_of(GetParam().bytes);
  Budget budget;
  Parts parts(budget);
  const auto walked = walk(Reader(file), parts);
  ASSERT_FALSE(walked.has_value());
  EXPECT_EQ(walked.error().fault, GetParam().fault) << walked.error().fault->text;
  EXPECT_EQ(walked.error().offset, GetParam().offset);
}

constexpr std::string_view header_key = "060E2B34 02050101 0D010201 01020400 ";

INSTANTIATE_TEST_SUITE_P(
    Lengths, HostileMxf,
    testing::Values(
        Hostile{"Empty", "", &faults::no_partition, 0},
        Hostile{"NoKey", "00112233", &faults::no_partition, 0},
        Hostile{"Indefinite", std::string(header_key) + "80", &faults::bad_ber_length, 16},
        Hostile{"NineBytes", std::string(header_key) + "89 000000000000000000",
                &faults::bad_ber_length, 16},
        Hostile{"AllBytes", std::string(header_key) + "88 FFFFFFFFFFFFFFFF", &faults::truncated,
                25},
        Hostile{"ShortPartition", std::string(header_key) + "01 00", &faults::short_partition, 17},
        Hostile{"MetadataOfAllBytes",
                partition_of("0204", 0, 0xFFFFFFFFFFFFFFFF) + std::string(primer),
                &faults::header_metadata_cut, 133},
        Hostile{"MetadataCutInASet",
                partition_of("0204", 0, 1000) + std::string(primer) + "060E2B34 02530101",
                &faults::header_metadata_cut, 141}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Mxf, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto file = file_of(identification + tagged + picture);
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

TEST(MxfCorpus, TrackFilesNameTheirProduct) {
  const std::filesystem::path root(GG_SOURCE_DIR "/../shared/corpora/timelines/imf-photon");
  if (!std::filesystem::exists(root)) GTEST_SKIP() << "no corpus at " << root;
  int pictures = 0;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto name = entry.path().filename().string();
    if (name.find(".mxf") == std::string::npos || name.ends_with(".idx")) continue;
    if (!entry.is_regular_file() || entry.file_size() == 0) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream whole;
    whole << in.rdbuf();
    const auto text = std::move(whole).str();
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(std::as_bytes(std::span(text))), parts);
    EXPECT_TRUE(walked.has_value())
        << entry.path() << walked.error().fault->text << walked.error().offset;
    EXPECT_TRUE(parts.faults.empty()) << entry.path() << parts.faults[0].error.fault->text;
    EXPECT_NE(parts.find(Carrier::MxfProperty, "ProductName"), nullptr) << entry.path();
    pictures += parts.picture ? 1 : 0;
    ++files;
  }
  EXPECT_GT(files, 20);
  EXPECT_GT(pictures, 5);
}

}  // namespace
}  // namespace gg::mxf
