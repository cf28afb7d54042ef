#include "formats/ebml/ebml.h"

#include "base/text.h"
#include "bytes/hex.h"
#include "formats/ebml/faults.h"
#include "formats/ebml/segment_info.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gg::ebml {
namespace {

/// An element in annotated hex with a size of four bytes, counted.
std::string element(std::string_view id, const std::string& payload) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto size = bytes_of(payload).size() | 0x10000000U;
  std::string text = std::string(id) + " ";
  for (unsigned shift = 32; shift > 0;) text += digits[size >> (shift -= 4) & 0xFU];
  return text + " " + payload + " ";
}

const std::string header = element("1A45DFA3", element("4282", "'matroska'"));  // 22 bytes
const std::string cluster = element("1F43B675", "E7 81 00");

std::string simple_tag(const std::string& name, const std::string& rest) {
  return element("67C8", element("45A3", "'" + name + "'") + rest);
}
std::string tags(const std::string& simple_tags) {
  return element("1254C367", element("7373", element("63C0", "") + simple_tags));
}
std::string segment(const std::string& children) { return element("18538067", children); }

struct Walked {
  Budget budget;
  Parts parts{budget};
  std::vector<std::byte> file;
  Parsed<void> result;

  explicit Walked(const std::string& hex, const ScanLimits& limits = {})
      : budget(limits), file(bytes_of(hex)), result(walk(Reader(Bytes(file)), parts)) {}
  std::string value(std::string_view key) {
    const auto* const field = parts.find(Carrier::MatroskaTag, key);
    return field == nullptr ? "(none)" : field->value;
  }
};

TEST(Ebml, TagsBehindTheClustersAreReadWithNamesAsWritten) {
  Walked walked(
      header +
      segment(cluster + cluster +
              tags(simple_tag("Workflow", element("4487", "7B 7D") +
                                              simple_tag("inner", element("4485", "0001FF"))) +
                   simple_tag("AIGC", element("4487", "'yes' 00 'no'")))));
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_TRUE(walked.parts.faults.empty());
  ASSERT_EQ(walked.parts.fields.size(), 3U);
  EXPECT_EQ(walked.value("Workflow"), "{}");
  EXPECT_EQ(walked.value("inner"), "3 bytes");
  EXPECT_EQ(walked.value("AIGC"), "yes");
  EXPECT_EQ(walked.parts.fields[1].place.path,
            "Matroska/Segment/Tags/Tag/SimpleTag[Workflow]/SimpleTag[inner]");
}

TEST(Ebml, SegmentAndClustersOfUnknownSizeAreWalked) {
  const std::string open_cluster = "1F43B675 01FFFFFFFFFFFFFF E7 81 00 A3 84 81 0000 80 ";
  Walked walked(element("1A45DFA3", element("4282", "'webm'")) + "18538067 FF " + open_cluster +
                open_cluster + tags(simple_tag("A", element("4487", "'b'"))) + header +
                segment(tags(simple_tag("C", element("4487", "'d'")))));
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_TRUE(walked.parts.faults.empty());
  EXPECT_EQ(walked.value("A"), "b");
  EXPECT_EQ(walked.value("C"), "d");
  EXPECT_EQ(walked.parts.fields[0].place.path, "WebM/Segment/Tags/Tag/SimpleTag[A]");
}

TEST(Ebml, InformationAndTracksGiveFacts) {
  Walked walked(
      header +
      segment(
          element("1549A966", element("4D80", "'Lavf60'") + element("5741", "'Tool 1'") +
                                  element("7BA9", "'Name'") + element("4461", "0000000000000000")) +
          element("1654AE6B",
                  element("AE", element("86", "'V_VP9'") +
                                    element("E0", element("B0", "0280") + element("BA", "01E0"))) +
                      element("AE", element("86", "'A_OPUS'") +
                                        element("E1", element("B5", "47BB8000"))))));
  EXPECT_TRUE(walked.parts.faults.empty());
  EXPECT_EQ(walked.value("MuxingApp"), "Lavf60");
  EXPECT_EQ(walked.value("WritingApp"), "Tool 1");
  EXPECT_EQ(walked.value("Title"), "Name");
  EXPECT_EQ(walked.value("DateUTC"), "2001-01-01T00:00:00Z");
  EXPECT_EQ(walked.value("CodecID"), "V_VP9");
  EXPECT_EQ(walked.value("audio_sample_rate_hz"), "96000");
  ASSERT_TRUE(walked.parts.picture.has_value());
  EXPECT_EQ(walked.parts.picture->width_pixels, 640U);
}

TEST(Ebml, AttachmentsGiveTextSizesAndStores) {
  const auto attached = [](const std::string& name, const std::string& type,
                           const std::string& bytes) {
    return element("61A7", element("466E", "'" + name + "'") + element("4660", "'" + type + "'") +
                               element("465C", bytes));
  };
  Walked walked(
      header +
      segment(element("1941A469", attached("w.json", "application/json", "7B 7D") +
                                      attached("f.ttf", "font/ttf", "00010000") +
                                      attached("m.c2pa", "application/c2pa", "00000008 'jumb'"))));
  EXPECT_EQ(walked.value("attachment:w.json"), "{}");
  EXPECT_EQ(walked.value("attachment:f.ttf"), "font/ttf, 4 bytes");
  ASSERT_EQ(walked.parts.stores.size(), 1U);
  EXPECT_EQ(walked.parts.stores[0].jumbf.size(), 8U);
}

TEST(Ebml, ManySkippedElementsCostFewItems) {
  std::string blocks;
  for (int index = 0; index < 20'000; ++index) blocks += "A3 80";
  Walked walked(
      header + "18538067 FF 1F43B675 FF " + blocks + tags(simple_tag("A", element("4487", "'b'"))),
      {.items_max = 400});
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_EQ(walked.value("A"), "b");
}

TEST(Ebml, CutSegmentIsWalkedAndNamed) {
  Walked walked(header + "18538067 1FFFFFF0" + tags(simple_tag("A", element("4487", "'b'"))));
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, &faults::cut_segment);
  EXPECT_EQ(walked.result.error().offset, walked.file.size());
  EXPECT_EQ(walked.value("A"), "b");
}

struct Hostile {
  const char* name;
  const char* hex;
  const ParseFault* fault;
  std::uint64_t offset;
};
class HostileEbml : public testing::TestWithParam<Hostile> {};

TEST_P(HostileEbml, GivesTheExactFaultAndOffset) {
  Walked walked(GetParam().hex);
  ASSERT_TRUE(!walked.result.has_value() || !walked.parts.faults.empty());
  const auto error =
      walked.result.has_value() ? walked.parts.faults[0].error : walked.result.error();
  EXPECT_EQ(error.fault, GetParam().fault);
  EXPECT_EQ(error.offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Elements, HostileEbml,
    testing::Values(
        Hostile{"Empty", "", &faults::truncated, 0},
        Hostile{"OtherMagic", "1A45DFA2 80", &faults::bad_magic, 0},
        Hostile{"NoDocumentType", "1A45DFA3 80", &faults::no_document_type, 5},
        Hostile{"OtherDocumentType", "1A45DFA3 84 4282 81 'x'", &faults::other_document_type, 9},
        Hostile{"HeaderOfUnknownSize", "1A45DFA3 FF", &faults::unknown_size, 5},
        Hostile{"NoSegment", "1A45DFA3 87 4282 84 'webm'", &faults::missing_segment, 12},
        Hostile{"IdOfFiveBytes", "1A45DFA3 87 4282 84 'webm' 18538067 FF 0800",
                &faults::bad_element_id, 18},
        Hostile{"IdOfZero", "1A45DFA3 87 4282 84 'webm' 18538067 FF 0000", &faults::bad_element_id,
                18},
        Hostile{"SizeOfNineBytes", "1A45DFA3 87 4282 84 'webm' 18538067 FF EC 00",
                &faults::bad_element_size, 19},
        Hostile{"SizeOfAllButOne", "1A45DFA3 87 4282 84 'webm' 18538067 FF EC 01FFFFFFFFFFFFFE",
                &faults::truncated, 26},
        Hostile{"TagsOfUnknownSize", "1A45DFA3 87 4282 84 'webm' 18538067 FF 1254C367 FF",
                &faults::unknown_size, 22},
        Hostile{"BlockOfUnknownSize", "1A45DFA3 87 4282 84 'webm' 18538067 FF 1F43B675 FF A3 FF",
                &faults::unknown_size, 24},
        Hostile{"DateOfNineBytes",
                "1A45DFA3 87 4282 84 'webm' 18538067 FF 1549A966 8C 4461 89 000000000000000000",
                &faults::bad_number, 25},
        Hostile{"RateOfThreeBytes",
                "1A45DFA3 87 4282 84 'webm' 18538067 FF 1654AE6B 89 AE 87 E1 85 B5 83 000000",
                &faults::bad_number, 28}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Ebml, NestedTagsStopAtTheDepthLimit) {
  std::string nested;
  for (int index = 0; index < 100; ++index) nested = simple_tag("n", nested);
  Walked walked(header + segment(tags(nested)));
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::too_deep);
}

TEST(Ebml, DepthLimitIsExact) {
  const std::string file = header + segment(tags(simple_tag("a", element("4487", "'b'"))));
  Walked deep(file, {.depth_max = 4});
  EXPECT_EQ(deep.value("a"), "b");
  Walked shallow(file, {.depth_max = 3});
  EXPECT_EQ(shallow.value("a"), "(none)");
  ASSERT_FALSE(shallow.parts.faults.empty());
  EXPECT_EQ(shallow.parts.faults[0].error.fault, &faults::too_deep);
}

TEST(Ebml, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto file =
      bytes_of(header + segment(cluster + tags(simple_tag("a", element("4487", "'b'")))));
  for (std::size_t size = 0; size < file.size(); ++size) {
    Budget budget;
    Parts parts(budget);
    const auto walked = walk(Reader(Bytes(file).first(size)), parts);
    ASSERT_FALSE(walked.has_value()) << size;
    EXPECT_LE(walked.error().offset, size);
  }
}

TEST(Ebml, EveryFieldAtEveryExtremeIsSurvived) {
  const auto whole =
      bytes_of(header + segment(cluster + tags(simple_tag("a", element("4487", "'b'")))));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const auto extreme : {0x00, 0x01, 0x08, 0x7F, 0x80, 0xFF}) {
      auto file = whole;
      file[at] = static_cast<std::byte>(extreme);
      Budget budget;
      Parts parts(budget);
      const auto walked = walk(Reader(Bytes(file)), parts);
      EXPECT_TRUE(walked.has_value() || walked.error().offset <= file.size());
      for (const auto& field : parts.fields) EXPECT_TRUE(is_utf8(field.value));
    }
  }
}

TEST(Ebml, DatesBeforeTheEpochAndAtTheExtremesAreWritten) {
  EXPECT_EQ(rfc3339_from_2001(-1), "2000-12-31T23:59:59Z");
  EXPECT_EQ(rfc3339_from_2001(INT64_MAX), "2293-04-11T23:47:16Z");
  EXPECT_EQ(rfc3339_from_2001(INT64_MIN), "1708-09-22T00:12:43Z");
}

}  // namespace
}  // namespace gg::ebml
