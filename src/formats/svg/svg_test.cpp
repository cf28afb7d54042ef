#include "formats/svg/svg.h"

#include "formats/svg/base64.h"
#include "formats/svg/faults.h"
#include "formats/xmp/faults.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace gg::svg {
namespace {

/// A picture and what walking it gives.
struct Walked {
  explicit Walked(std::string_view text, const ScanLimits& limits = {})
      : bytes(text.size()), budget(limits), parts(budget) {
    std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
    result = walk(Reader(bytes), parts);
  }

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

TEST(Svg, TitleDescriptionAndCommentsAreFieldsWithTheirOffsets) {
  const Walked walked(
      "<?xml version='1.0'?><!-- Generator: T --><svg xmlns='http://www.w3.org/2000/svg'>"
      "<title>A cat</title><g><desc>of <![CDATA[]]></desc></g></svg>");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.fields.size(), 3U);
  EXPECT_EQ(walked.parts.fields[0].key, "comment");
  EXPECT_EQ(walked.parts.fields[0].value, "Generator: T");
  EXPECT_EQ(walked.parts.fields[1].key, "title");
  EXPECT_EQ(walked.parts.fields[1].value, "A cat");
  EXPECT_EQ(walked.parts.fields[1].place.path, "SVG/svg/title");
  EXPECT_EQ(walked.parts.fields[1].place.offset, 82U);
  EXPECT_EQ(walked.parts.fields[2].place.path, "SVG/svg/g/desc");
}

TEST(Svg, RdfInMetadataIsXmpAlsoWithPrefixesOfTheOutermostElement) {
  const Walked walked(
      "<svg xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      "xmlns:a='http://ns.adobe.com/xap/1.0/'><metadata><r:RDF><r:Description "
      "a:CreatorTool='T'/></r:RDF></metadata></svg>");
  ASSERT_TRUE(walked.result.has_value());
  const auto* tool = walked.parts.find(Carrier::Xmp, "xmp:CreatorTool");
  ASSERT_NE(tool, nullptr);
  EXPECT_EQ(tool->value, "T");
  EXPECT_EQ(tool->place.path, "SVG/svg/metadata/xmp:CreatorTool");
}

TEST(Svg, ManifestElementIsACredentialStore) {
  const Walked walked(
      "<svg><metadata><q:manifest xmlns:q='http://c2pa.org/manifest'>AQ I\nD</q:manifest>"
      "</metadata></svg>");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.stores.size(), 1U);
  EXPECT_EQ(walked.parts.stores[0].jumbf.size(), 3U);
  EXPECT_EQ(walked.parts.stores[0].jumbf[2], std::byte{3});
  EXPECT_EQ(walked.parts.stores[0].place.path, "SVG/svg/metadata/q:manifest");
  EXPECT_EQ(walked.parts.stores[0].place.offset, 15U);
}

TEST(Svg, BadBase64IsNotedAtItsElementAndTheRestIsRead) {
  const Walked walked(
      "<svg xmlns:c2pa='http://c2pa.org/manifest'><metadata><c2pa:manifest>A!</c2pa:manifest>"
      "</metadata><title>t</title></svg>");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::bad_base64);
  EXPECT_EQ(walked.parts.faults[0].error.offset, 53U);
  EXPECT_EQ(walked.parts.fields.size(), 1U);
}

TEST(Svg, EntityBombStaysItsOwnText) {
  const Walked walked(
      "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c SYSTEM 'file:///etc/passwd'>]><svg><title>&b;&c;</title></svg>");
  ASSERT_TRUE(walked.result.has_value());
  ASSERT_EQ(walked.parts.fields.size(), 1U);
  EXPECT_EQ(walked.parts.fields[0].value, "&b;&c;");
}

TEST(Svg, TitleDeeperThanTheLimitIsNotRead) {
  EXPECT_EQ(Walked("<svg><g><g><g><title>t</title></g></g></g></svg>").parts.fields.size(), 1U);
  EXPECT_EQ(Walked("<svg><g><g><g><g><title>t</title></g></g></g></g></svg>").parts.fields.size(),
            0U);
}

struct Hostile {
  const char* name;
  std::string text;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileSvg : public testing::TestWithParam<Hostile> {};

TEST_P(HostileSvg, GivesTheExactFaultAndOffset) {
  const Walked walked(GetParam().text);
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, GetParam().fault);
  EXPECT_EQ(walked.result.error().offset, GetParam().offset);
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t index = 0; index < count; ++index) all += text;
  return all;
}

INSTANTIATE_TEST_SUITE_P(
    Pictures, HostileSvg,
    testing::Values(Hostile{"Empty", "", &faults::not_svg, 0},
                    Hostile{"Html", "<html></html>", &faults::not_svg, 0},
                    Hostile{"WrongEndTag", "<svg><g></svg>", &faults::xml_damaged, 10},
                    Hostile{"SeventeenMegabytes", std::string((16U << 20) + 1, ' '),
                            &faults::picture_too_large, 0},
                    Hostile{"MillionElements", "<svg>" + repeated("<a/>", 1'000'000) + "</svg>",
                            &faults::too_large, 0}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Svg, DeepNestingIsNoDanger) {
  const auto depth = 100'000U;
  const Walked walked("<svg>" + repeated("<g>", depth) + repeated("</g>", depth) + "</svg>");
  EXPECT_TRUE(walked.result.has_value());
}

TEST(Svg, EveryTruncationGivesWhatStoodBeforeItOrAnOffsetInside) {
  const std::string whole = "<svg><title>t</title><metadata><r:x/></metadata></svg>";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Walked walked(whole.substr(0, size));
    ASSERT_FALSE(walked.result.has_value()) << size;
    EXPECT_LE(walked.result.error().offset, size);
  }
}

TEST(Base64, OnlyWholeBase64GivesBytes) {
  EXPECT_EQ(bytes_of_base64("AQID")->size(), 3U);
  EXPECT_EQ(bytes_of_base64("AQI=")->size(), 2U);
  EXPECT_EQ(bytes_of_base64("AQ")->size(), 1U);
  EXPECT_EQ(bytes_of_base64("//8="), (std::vector{std::byte{255}, std::byte{255}}));
  EXPECT_FALSE(bytes_of_base64("A").has_value());
  EXPECT_FALSE(bytes_of_base64("AQ=").has_value());
  EXPECT_FALSE(bytes_of_base64("AQ==AQ==").has_value());
  EXPECT_FALSE(bytes_of_base64("AQ_-").has_value());
}

}  // namespace
}  // namespace gg::svg
