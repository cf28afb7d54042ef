#include "formats/jpeg/jpeg.h"

#include "bytes/hex.h"
#include "formats/iptc/faults.h"
#include "formats/jpeg/faults.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gg::jpeg {
namespace {

constexpr std::string_view frame = "FFC0 000B 08 0003 0002 01 011100 ";
constexpr std::string_view scan = "FFDA 0008 01 0100 00 3F00 12FF00 34 FFD0 56 ";
constexpr std::string_view end = "FFD9 ";

std::string file_of(std::string_view segments) {
  return "FFD8 " + std::string(segments) + std::string(frame) + std::string(scan) +
         std::string(end);
}

struct Walked {
  explicit Walked(std::string_view hex, ScanLimits limits = {})
      : bytes(bytes_of(hex)), budget(limits), parts(budget), result(walk(Reader(bytes), parts)) {}

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

TEST(Jpeg, CommentsAndTextOfApplicationsAreFields) {
  const Walked file(
      file_of("FFE0 0010 'JFIF' 00 0101 00 0001 0001 0000"
              "FFEB 000D 'AIGC{\"a\":1}'  FFFE 0006 'caf' E9"));
  ASSERT_TRUE(file.result.has_value());
  EXPECT_TRUE(file.parts.faults.empty());
  ASSERT_EQ(file.parts.fields.size(), 2U);
  EXPECT_EQ(file.parts.fields[0].carrier, Carrier::AppSegment);
  EXPECT_EQ(file.parts.fields[0].key, "APP11");
  EXPECT_EQ(file.parts.fields[0].value, "AIGC{\"a\":1}");
  EXPECT_EQ(file.parts.fields[0].place.path, "JPEG/APP11");
  EXPECT_EQ(file.parts.fields[0].place.offset, 20U);
  EXPECT_EQ(file.parts.fields[0].place.size_bytes, 15U);
  EXPECT_EQ(file.parts.fields[1].carrier, Carrier::Comment);
  EXPECT_EQ(file.parts.fields[1].value, "caf\xC3\xA9");
  EXPECT_EQ(file.parts.picture->width_pixels, 2U);
  EXPECT_EQ(file.parts.picture->height_pixels, 3U);
}

TEST(Jpeg, ExifIsWalkedWithOffsetsOfTheFile) {
  const Walked file(
      file_of("FFE1 0022 'Exif' 0000 'MM' 002A 00000008"
              "0001 010F 0002 00000003 'Me' 0000 00000000"));
  const auto* make = file.parts.find(Carrier::Exif, "Make");
  ASSERT_NE(make, nullptr);
  EXPECT_EQ(make->value, "Me");
  EXPECT_EQ(make->place.path, "JPEG/APP1/Exif/IFD0/Make");
  EXPECT_EQ(make->place.offset, 30U);
}

TEST(Jpeg, IptcInTwoPhotoshopSegmentsIsPutTogether) {
  const Walked file(
      file_of("FFED 0018 'Photoshop 3.0' 00 '8BIM' 0404 0000"
              "FFED 001B 'Photoshop 3.0' 00 00000007 1C026E0002 'Me'"));
  const auto* credit = file.parts.find(Carrier::Iptc, "2:110");
  ASSERT_NE(credit, nullptr);
  EXPECT_EQ(credit->value, "Me");
  EXPECT_EQ(credit->place.path, "JPEG/APP13/Photoshop/0x0404/2:110");
}

TEST(Jpeg, SegmentsBetweenScansAreRead) {
  const Walked file("FFD8 " + std::string(frame) + std::string(scan) + "FFFE 0005 'abc'" +
                    std::string(scan) + std::string(end));
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.fields.size(), 1U);
  EXPECT_EQ(file.parts.fields[0].value, "abc");
}

TEST(Jpeg, FurtherPicturesAndTextBehindTheEndAreRead) {
  const Walked file(file_of("") + "0000" + file_of("FFFE 0005 'abc'") + "'made with a tool'");
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.fields.size(), 2U);
  EXPECT_EQ(file.parts.fields[0].place.path, "JPEG[2]/COM");
  EXPECT_EQ(file.parts.fields[1].carrier, Carrier::Trailer);
  EXPECT_EQ(file.parts.fields[1].key, "after EOI");
  EXPECT_EQ(file.parts.fields[1].value, "made with a tool");
}

TEST(Jpeg, BinaryTrailersAreLeftAlone) {
  const Walked file(file_of("") + "01020304");
  EXPECT_TRUE(file.result.has_value());
  EXPECT_TRUE(file.parts.fields.empty());
}

// A superbox of 37 bytes: header, then a description box of 29 bytes that names C2PA.
constexpr std::string_view box_header = "00000025 'jumb' ";
constexpr std::string_view description_first = "0000001D 'jumd' 'c2pa' ";
constexpr std::string_view description_rest = "0011 0010 8000 00AA00389B71 03 'c2p' 00 ";

std::string packet(std::string_view length, std::string_view instance_sequence,
                   std::string_view body) {
  return "FFEB " + std::string(length) + " 'JP' " + std::string(instance_sequence) + " " +
         std::string(box_header) + std::string(body);
}

TEST(Jumbf, BoxInOnePacketIsAStore) {
  const Walked file(file_of(packet(
      "002F", "0001 00000001", std::string(description_first) + std::string(description_rest))));
  ASSERT_EQ(file.parts.stores.size(), 1U);
  EXPECT_TRUE(file.parts.faults.empty());
  EXPECT_EQ(file.parts.stores[0].jumbf.size(), 37U);
  EXPECT_EQ(file.parts.stores[0].place.path, "JPEG/APP11/JUMBF");
  EXPECT_EQ(file.parts.stores[0].place.offset, 2U);
  EXPECT_EQ(file.parts.stores[0].place.size_bytes, 49U);
}

TEST(Jumbf, HeaderThatPacketsRepeatStandsOnceInTheStore) {
  const auto whole = bytes_of(std::string(box_header) + std::string(description_first) +
                              std::string(description_rest));
  const Walked file(file_of(packet("001E", "0001 00000001", description_first) +
                            packet("0023", "0001 00000002", description_rest)));
  ASSERT_EQ(file.parts.stores.size(), 1U);
  EXPECT_TRUE(file.parts.faults.empty());
  EXPECT_TRUE(std::ranges::equal(file.parts.stores[0].jumbf, whole));
  EXPECT_EQ(file.parts.stores[0].place.offset, 2U);
  EXPECT_EQ(file.parts.stores[0].place.size_bytes, 69U);
}

TEST(Jumbf, InstancesAreStoresOfTheirOwn) {
  const auto body = std::string(description_first) + std::string(description_rest);
  const Walked file(
      file_of(packet("002F", "0001 00000001", body) + packet("002F", "0002 00000001", body)));
  EXPECT_EQ(file.parts.stores.size(), 2U);
}

TEST(Jumbf, MissingPacketIsNotedAndTheStoreIsStillGiven) {
  const Walked file(file_of(packet("001E", "0001 00000001", description_first) +
                            packet("0023", "0001 00000003", description_rest)));
  EXPECT_EQ(file.parts.stores.size(), 1U);
  ASSERT_EQ(file.parts.faults.size(), 1U);
  EXPECT_EQ(file.parts.faults[0].error.fault, &faults::jumbf_gap);
  EXPECT_EQ(file.parts.faults[0].error.offset, 34U);
}

TEST(Jumbf, BoxShorterThanItSaysIsNoted) {
  const Walked file(file_of(packet("001E", "0001 00000001", description_first)));
  EXPECT_EQ(file.parts.stores.size(), 1U);
  ASSERT_EQ(file.parts.faults.size(), 1U);
  EXPECT_EQ(file.parts.faults[0].error.fault, &faults::jumbf_length);
  EXPECT_EQ(file.parts.faults[0].error.offset, 14U);
}

TEST(Jumbf, OtherJumbfIsNoCredential) {
  const Walked file(file_of(packet("001E", "0001 00000001", "0000001D 'jumd' 'json' ")));
  EXPECT_TRUE(file.parts.stores.empty());
  EXPECT_TRUE(file.parts.fields.empty());
}

std::string hex_of(std::string_view text) { return "'" + std::string(text) + "' "; }

/// An extended XMP segment: `body` is text without a quote mark.
std::string extension(unsigned total, unsigned offset, std::string_view body) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = [&](std::size_t value) {
    return std::string{digits[value / 16 % 16], digits[value % 16]};
  };
  const auto length = 2 + 35 + 32 + 8 + body.size();
  return "FFE1 " + byte(length / 256) + byte(length % 256) +
         "'http://ns.adobe.com/xmp/extension/' 00" + hex_of(std::string(32, 'A')) + "000000" +
         byte(total) + "000000" + byte(offset) + hex_of(body);
}

constexpr std::string_view packet_text =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
    " xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" photoshop:Credit=\"Me\"/></rdf:RDF>";

TEST(ExtendedXmp, PartsAreWalkedTogetherInWhateverOrderTheyStand) {
  const auto total = static_cast<unsigned>(packet_text.size());
  const Walked file(file_of(extension(total, 100, packet_text.substr(100)) +
                            extension(total, 0, packet_text.substr(0, 100))));
  EXPECT_TRUE(file.parts.faults.empty());
  const auto* credit = file.parts.find(Carrier::Xmp, "photoshop:Credit");
  ASSERT_NE(credit, nullptr);
  EXPECT_EQ(credit->value, "Me");
  EXPECT_TRUE(credit->place.path.starts_with("JPEG/APP1/XMP extension"));
}

TEST(ExtendedXmp, MissingAndRepeatedPartsAreGaps) {
  const auto total = static_cast<unsigned>(packet_text.size());
  const auto first = extension(total, 0, packet_text.substr(0, 100));
  for (const auto& segments : {first, first + first, extension(total, 100, packet_text.substr(100)),
                               extension(total, 0, packet_text) + extension(total, total, "x")}) {
    const Walked file(file_of(segments));
    EXPECT_TRUE(file.parts.fields.empty());
    ASSERT_EQ(file.parts.faults.size(), 1U);
    EXPECT_EQ(file.parts.faults[0].error.fault, &faults::xmp_gap);
  }
}

TEST(Jpeg, BytesBetweenSegmentsAreNotedAndPassedOver) {
  const Walked file("FFD8 0102 FFFE 0005 'abc' FFD9");
  ASSERT_TRUE(file.result.has_value());
  ASSERT_EQ(file.parts.faults.size(), 1U);
  EXPECT_EQ(file.parts.faults[0].error.fault, &faults::missing_marker);
  EXPECT_EQ(file.parts.faults[0].error.offset, 2U);
  EXPECT_EQ(file.parts.fields.at(0).value, "abc");
}

struct Hostile {
  const char* name;
  std::string hex;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileJpeg : public testing::TestWithParam<Hostile> {};

TEST_P(HostileJpeg, GivesTheExactFaultAndOffset) {
  const Walked file(GetParam().hex);
  ASSERT_FALSE(file.result.has_value());
  EXPECT_EQ(file.result.error().fault, GetParam().fault);
  EXPECT_EQ(file.result.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Segments, HostileJpeg,
    testing::Values(Hostile{"NoBytes", "", &faults::truncated, 0},
                    Hostile{"NoStart", "FFD9 FFD8", &faults::bad_magic, 0},
                    Hostile{"NothingBehindStart", "FFD8", &faults::missing_end, 2},
                    Hostile{"LengthZero", "FFD8 FFE1 0000", &faults::bad_segment_length, 4},
                    Hostile{"LengthOne", "FFD8 FFE1 0001 00", &faults::bad_segment_length, 4},
                    Hostile{"LengthOfAllOnes", "FFD8 FFE1 FFFF 00", &faults::truncated, 6},
                    Hostile{"LengthIsCut", "FFD8 FFE1 00", &faults::truncated, 4},
                    Hostile{"FillBytesToTheEnd", "FFD8 FFFFFF", &faults::truncated, 5},
                    Hostile{"ScanWithoutEnd", "FFD8 FFDA 0002 12FF00 34", &faults::missing_end, 10},
                    Hostile{"JunkToTheEnd", "FFD8 010203", &faults::missing_end, 5}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Jpeg, SegmentBombEndsAtTheItemBudget) {
  std::string hex = "FFD8 ";
  for (int index = 0; index < 100; ++index) hex += "FFE2 0002 ";
  const Walked file(hex, {.items_max = 50});
  ASSERT_FALSE(file.result.has_value());
  EXPECT_EQ(file.result.error().fault, &faults::too_many_items);
}

TEST(Jpeg, EveryTruncationNamesAnOffsetInsideAndKeepsWhatWasRead) {
  const auto bytes = bytes_of(file_of("FFFE 0005 'abc'"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(bytes).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
    EXPECT_EQ(parts.fields.size(), size >= 9 ? 1U : 0U) << size;
  }
}

/// A file on disk, of which only what was asked for is read.
class CountingSource : public Source {
 public:
  explicit CountingSource(Bytes file) : file_(file) {}
  [[nodiscard]] std::uint64_t size() const override { return file_.size(); }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override {
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
  std::uint64_t held_bytes = 0;

 private:
  [[nodiscard]] Bytes view(std::uint64_t offset, std::uint64_t size) const {
    return file_.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  }
  Bytes file_;
};

TEST(Jpeg, FileOnDiskIsReadToItsFirstScan) {
  auto bytes = bytes_of("FFD8 FFFE 0005 'abc' " + std::string(frame) + "FFDA 0002");
  bytes.resize(bytes.size() + (1U << 20));
  CountingSource source(bytes);
  Budget budget;
  Parts parts(budget);
  ASSERT_TRUE(walk(Reader(source), parts).has_value());
  EXPECT_EQ(parts.fields.at(0).value, "abc");
  EXPECT_LT(source.held_bytes, 100U);
}

}  // namespace
}  // namespace gg::jpeg
