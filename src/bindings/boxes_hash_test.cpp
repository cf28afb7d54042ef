#include "base/sha256.h"
#include "bindings/box_map.h"
#include "bindings/check.h"
#include "bindings/faults.h"
#include "bytes/hex.h"
#include "support/cbor_writer.h"

#include <string>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

using namespace std::string_literals;

using Names = std::vector<std::string>;

std::string sha256_text(std::string_view bytes) {
  const auto digest = sha256_of(bytes);
  return {digest.bytes.begin(), digest.bytes.end()};
}

struct ListedRun {
  Names names;
  std::string bound;
  bool excluded = false;
};

std::string boxes_assertion(const std::vector<ListedRun>& runs) {
  test::CborWriter writer;
  writer.map(2).text("alg").text("sha256").text("boxes").array(runs.size());
  for (const auto& run : runs) {
    writer.map(run.excluded ? 4 : 3).text("names").array(run.names.size());
    for (const auto& name : run.names) writer.text(name);
    const bool is_store = run.names.front() == "C2PA";
    writer.text("hash").bytes(is_store ? std::string(1, '\0') : sha256_text(run.bound));
    writer.text("pad").bytes("");
    if (run.excluded) writer.text("excluded").boolean(true);
  }
  return writer.written();
}

Parsed<Names> names_of(Format format, Bytes file, std::vector<ByteRange> store = {}) {
  CredentialStore place;
  place.pieces = std::move(store);
  const std::vector<const CredentialStore*> stores = {&place};
  Budget budget({.items_max = 50});
  TRY_LET(const auto boxes, map_boxes(format, Reader(file), stores, budget));
  Names names;
  std::uint64_t end = 0;
  for (const auto& box : boxes) {
    EXPECT_LE(box.range.end, file.size());
    EXPECT_GE(box.range.first, end);
    end = box.range.end;
    names.push_back(box.name);
  }
  return names;
}

TEST(BoxMap, JpegSegmentsScansAndRestarts) {
  const auto file = bytes_of(
      "FFD8 FFE0 0004 'JF' FFEB 0004 'ab' FFEB 0004 'cd' FFEB 0003 'x' FFDB 0002 FFC0 0002 FFC4 "
      "0002"
      "FFDA 0002 '1' FF00 '2' FFD0 '3' FFD1 '4' FFFE 0002 FFD9 'behind'");
  EXPECT_EQ(*names_of(Format::Jpeg, file, {{8, 14}, {14, 20}}),
            (Names{"SOI", "APP0", "C2PA", "APP11", "DQT", "SOF0", "DHT", "SOS", "RST0", "RST1",
                   "COM", "EOI"}));
  EXPECT_EQ(*names_of(Format::Jpeg, bytes_of("FFD8 FFD9 FFD8 FFFE 0002 FFD9")),
            (Names{"SOI", "EOI", "SOI", "COM", "EOI"}));
  EXPECT_EQ(names_of(Format::Jpeg, bytes_of("FFD8 FFE0 0004 'JF' 00")).error().fault,
            &faults::bad_box);
  EXPECT_EQ(names_of(Format::Jpeg, bytes_of("FFD8 FFE0 0001")).error().offset, 4U);
}

TEST(BoxMap, PngChunksToTheEndChunk) {
  const auto file = bytes_of(
      "89504E470D0A1A0A 00000000 'IHDR' 00000000 00000001 'caBX' AA 00000000"
      "00000000 'IEND' 00000000 'behind'");
  EXPECT_EQ(*names_of(Format::Png, file, {{20, 33}}), (Names{"PNGh", "IHDR", "C2PA", "IEND"}));
}

TEST(BoxMap, GifBlocks) {
  const auto file = bytes_of(
      "'GIF89a' 0100 0100 80 00 00 000000 FFFFFF 21FE 02 'hi' 00 21F9 04 00000000 00"
      "2C 0000 0000 0100 0100 00 02 02 4C01 00 3B");
  EXPECT_EQ(*names_of(Format::Gif, file),
            (Names{"GIF89a", "LSD", "21FE", "21F9", "2C", "TBID", "3B"}));
  EXPECT_EQ(*names_of(Format::Gif, file, {{19, 25}}),
            (Names{"GIF89a", "LSD", "C2PA", "21F9", "2C", "TBID", "3B"}));
  EXPECT_EQ(names_of(Format::Gif, Bytes(file).first(file.size() - 1)).error().fault,
            &faults::bad_box);
}

TEST(BoxMap, RiffChunksAndListsByTheirType) {
  const auto file = bytes_of(
      "'RIFF' 2C000000 'WAVE' 'fmt ' 01000000 01 00 'LIST' 04000000 'INFO' 'data' 02000000 'ab'"
      "'C2PA' 00000000");
  EXPECT_EQ(*names_of(Format::Wav, file, {{44, 52}}),
            (Names{"WAVE", "fmt ", "INFO", "data", "C2PA"}));
}

TEST(BoxMap, TiffFieldsWithTheBytesTheyPointTo) {
  const auto file = bytes_of(
      "'II' 2A00 08000000 0300 1101 0400 01000000 32000000 1701 0400 01000000 03000000"
      "41CD 0700 05000000 35000000 00000000 'abc' 'store'");
  CredentialStore place;
  const std::vector<const CredentialStore*> stores = {&place};
  Budget budget;
  const auto boxes = map_boxes(Format::Tiff, Reader(file), stores, budget);
  ASSERT_TRUE(boxes.has_value()) << boxes.error().fault->text << boxes.error().offset;
  ASSERT_EQ(boxes->size(), 4U);
  EXPECT_EQ((*boxes)[0].name, "TIFh");
  EXPECT_EQ((*boxes)[1].name, "273");
  EXPECT_EQ((*boxes)[1].elsewhere, (std::vector<ByteRange>{{50, 53}}));
  EXPECT_EQ((*boxes)[3].name, "C2PA");
}

TEST(BoxMap, FormatWithoutNamesHasNone) {
  EXPECT_EQ(names_of(Format::Mxf, bytes_of("00")).error().fault, &faults::no_box_map);
}

/// A picture of three small segments: "FFD8", a comment "FFFE0004aa", the store, "FFFE0004bb", end.
class BoxesHashTest : public testing::Test {
 protected:
  void SetUp() override {
    file_ = Reader::to_text(bytes_of("FFD8 FFFE 0004 'aa' FFEB 0004 'JP' FFFE 0004 'bb' FFD9"));
    store_.pieces = {{8, 14}};
  }

  Outcome check(const std::vector<ListedRun>& runs) {
    const Asset asset{Reader(std::as_bytes(std::span(file_))), Format::Jpeg, stores_};
    const auto assertion = boxes_assertion(runs);
    return check_hard_binding("c2pa.hash.boxes", asset, std::as_bytes(std::span(assertion)), {},
                              {});
  }
  [[nodiscard]] std::string part(std::size_t first, std::size_t end) const {
    return file_.substr(first, end - first);
  }
  [[nodiscard]] std::vector<ListedRun> all() const {
    return {{{"SOI", "COM"}, part(0, 8)}, {{"C2PA"}, ""}, {{"COM", "EOI"}, part(14, 22)}};
  }

  std::string file_;
  CredentialStore store_;
  std::vector<const CredentialStore*> stores_ = {&store_};
};

TEST_F(BoxesHashTest, RunsOfBoxesBindTheFile) {
  const auto outcome = check(all());
  EXPECT_TRUE(outcome.matches());
  ASSERT_EQ(outcome.uncovered.size(), 1U);
  EXPECT_EQ(outcome.uncovered[0].gap, Gap::Store);
  const auto runs = all();
  file_[6] = 'z';
  const auto changed = check(runs);
  EXPECT_EQ(changed.verdict, Verdict::Mismatch);
  EXPECT_EQ(changed.problems.at(0).where, "/boxes/0");
}

TEST_F(BoxesHashTest, BoxThatIsNotListedIsUnknownAndOneOutOfOrderAMismatch) {
  const auto runs = all();
  file_.insert(14, "\xFF\xDD\0\x02"s);
  EXPECT_EQ(check(runs).verdict, Verdict::UnknownBox);
  file_.erase(14, 4);
  file_.insert(file_.size(), "\xFF\xD8\xFF\xD9"s);
  EXPECT_EQ(check(runs).verdict, Verdict::UnknownBox) << "behind the last listed box";
  file_.erase(file_.size() - 4);
  EXPECT_EQ(check({runs[0], runs[2], runs[1]}).verdict, Verdict::Mismatch);
  EXPECT_EQ(check({runs[0], runs[1], {{"COM", "COM", "EOI"}, ""}}).verdict, Verdict::Mismatch);
}

TEST_F(BoxesHashTest, ExcludedBoxMayHoldAnythingAndIsNamed) {
  auto runs = all();
  runs[2] = {{"COM"}, "", true};
  runs.push_back({{"EOI"}, part(20, 22)});
  const auto outcome = check(runs);
  EXPECT_TRUE(outcome.matches());
  EXPECT_TRUE(outcome.additional_exclusions);
  ASSERT_EQ(outcome.uncovered.size(), 2U);
  EXPECT_EQ(outcome.uncovered[1].what, "COM");
}

TEST_F(BoxesHashTest, WhatStandsBehindTheLastBoxIsNamedUnlessBound) {
  file_ += "more";
  auto runs = all();
  runs[2].bound = part(14, 22);
  EXPECT_TRUE(check(runs).matches());
  EXPECT_EQ(check(runs).uncovered.at(1).gap, Gap::Unlisted);
  runs.push_back({{"c2pa.after"}, "more"});
  EXPECT_TRUE(check(runs).matches());
  EXPECT_EQ(check(runs).uncovered.size(), 1U);
  file_.back() = 'X';
  EXPECT_EQ(check(runs).verdict, Verdict::Mismatch);
}

TEST_F(BoxesHashTest, AssertionWithoutBoxesIsMalformed) {
  EXPECT_EQ(check({}).verdict, Verdict::Malformed);
}

}  // namespace
}  // namespace gg::bindings
