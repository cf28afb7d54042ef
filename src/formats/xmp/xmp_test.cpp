#include "formats/xmp/xmp.h"

#include "base/text.h"
#include "formats/xmp/faults.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace gg::xmp {
namespace {

std::vector<std::byte> bytes_from(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  std::ranges::transform(text, bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

/// A packet around the content of rdf:RDF.
std::string packet_of(std::string_view content) {
  return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
         std::string(content) + "</rdf:RDF></x:xmpmeta>   <?xpacket end=\"w\"?>\0\0";
}

/// Everything a packet gives, for tests to look into.
struct Walked {
  explicit Walked(std::string_view text, const ScanLimits& limits = {}, std::uint64_t base = 100)
      : bytes(bytes_from(text)),
        budget(limits),
        parts(budget),
        result(walk(Reader(bytes, base), "SIDECAR", parts)) {}

  [[nodiscard]] std::string value(std::string_view key) const {
    const auto* field = parts.find(Carrier::Xmp, key);
    return field == nullptr ? "(absent)" : field->value;
  }

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

struct Written {
  const char* name;
  std::string_view content;
  std::string_view key;
  std::string_view value;
  std::string_view path;
};

class XmpForm : public testing::TestWithParam<Written> {};

TEST_P(XmpForm, GivesTheProperty) {
  const Walked walked(packet_of(GetParam().content));
  ASSERT_TRUE(walked.result.has_value());
  const auto* field = walked.parts.find(Carrier::Xmp, GetParam().key);
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->value, GetParam().value);
  EXPECT_EQ(field->place.path, "SIDECAR/" + std::string(GetParam().path));
  EXPECT_EQ(field->place.offset, 100U);
  EXPECT_EQ(field->place.size_bytes, walked.bytes.size());
}

INSTANTIATE_TEST_SUITE_P(
    Forms, XmpForm,
    testing::Values(
        Written{"Attribute",
                "<rdf:Description rdf:about='' xmlns:a='http://ns.adobe.com/xap/1.0/' "
                "a:CreatorTool='Paint &amp; Draw'/>",
                "xmp:CreatorTool", "Paint & Draw", "xmp:CreatorTool"},
        Written{"ElementWithItsOwnDeclaration",
                "<rdf:Description><q:AIGC xmlns:q='http://www.tc260.org.cn/ns/AIGC/1.0/'>"
                "{&quot;Label&quot;:&quot;1&quot;}</q:AIGC></rdf:Description>",
                "TC260:AIGC", "{\"Label\":\"1\"}", "TC260:AIGC"},
        Written{
            "ElementInTheDefaultNamespace",
            "<rdf:Description xmlns='http://purl.org/dc/elements/1.1/'><format>image/png</format>"
            "</rdf:Description>",
            "dc:format", "image/png", "dc:format"},
        Written{"CharacterData",
                "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>"
                "<dc:source><![CDATA[a<b]]> c</dc:source></rdf:Description>",
                "dc:source", "a<b c", "dc:source"},
        Written{"BagOfText",
                "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject><rdf:Bag>"
                "<rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Bag></dc:subject></rdf:Description>",
                "dc:subject", "one", "dc:subject[1]"},
        Written{"LanguageAlternative",
                "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title><rdf:Alt>"
                "<rdf:li xml:lang='x-default'>T</rdf:li></rdf:Alt></dc:title></rdf:Description>",
                "dc:title", "T", "dc:title[x-default]"},
        Written{
            "SequenceOfStructuresAsResources",
            "<rdf:Description xmlns:m='http://ns.adobe.com/xap/1.0/mm/' "
            "xmlns:e='http://ns.adobe.com/xap/1.0/sType/ResourceEvent#'><m:History><rdf:Seq>"
            "<rdf:li rdf:parseType='Resource'><e:action>created</e:action></rdf:li>"
            "<rdf:li rdf:parseType='Resource'><e:softwareAgent>Firefly</e:softwareAgent></rdf:li>"
            "</rdf:Seq></m:History></rdf:Description>",
            "xmpMM:History[2]/stEvt:softwareAgent", "Firefly",
            "xmpMM:History[2]/stEvt:softwareAgent"},
        Written{"SequenceOfStructuresAsAttributes",
                "<rdf:Description xmlns:m='http://ns.adobe.com/xap/1.0/mm/' "
                "xmlns:e='http://ns.adobe.com/xap/1.0/sType/ResourceEvent#'><m:History><rdf:Seq>"
                "<rdf:li e:softwareAgent='Firefly'/></rdf:Seq></m:History></rdf:Description>",
                "xmpMM:History[1]/stEvt:softwareAgent", "Firefly",
                "xmpMM:History[1]/stEvt:softwareAgent"},
        Written{"StructureAsDescription",
                "<rdf:Description xmlns:m='http://ns.adobe.com/xap/1.0/mm/' "
                "xmlns:r='http://ns.adobe.com/xap/1.0/sType/ResourceRef#'><m:DerivedFrom>"
                "<rdf:Description r:documentID='7'/></m:DerivedFrom></rdf:Description>",
                "xmpMM:DerivedFrom/stRef:documentID", "7", "xmpMM:DerivedFrom/stRef:documentID"},
        Written{"ValueWithQualifier",
                "<rdf:Description xmlns:d='http://purl.org/dc/elements/1.1/' xmlns:n='urn:n'>"
                "<d:creator rdf:parseType='Resource'><rdf:value>Me</rdf:value><n:role>x</n:role>"
                "</d:creator></rdf:Description>",
                "dc:creator", "Me", "dc:creator"},
        Written{"ValueOfNothingKeepsItsName",
                "<rdf:Description><rdf:value>v</rdf:value>"
                "</rdf:Description>",
                "rdf:value", "v", "rdf:value"},
        Written{"NameOfNothingButAColon", "<rdf:Description><:>v</:></rdf:Description>", ":", "v",
                ":"},
        Written{"ResourceAttribute",
                "<rdf:Description xmlns:i='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>"
                "<i:DigitalSourceType rdf:resource='http://cv.iptc.org/x'/></rdf:Description>",
                "Iptc4xmpExt:DigitalSourceType", "http://cv.iptc.org/x",
                "Iptc4xmpExt:DigitalSourceType"},
        Written{"UnknownNamespaceKeepsItsPrefix", "<rdf:Description xmlns:zz='urn:zz' zz:a='1'/>",
                "zz:a", "1", "zz:a"},
        Written{"LostDeclarationKeepsItsPrefix",
                "<rdf:Description><dc:format>f</dc:format>"
                "</rdf:Description>",
                "dc:format", "f", "dc:format"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Xmp, EveryItemOfAnArrayHasTheKeyOfTheArray) {
  const Walked walked(packet_of(
      "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject><rdf:Bag>"
      "<rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Bag></dc:subject></rdf:Description>"));
  ASSERT_EQ(walked.parts.fields.size(), 2U);
  EXPECT_EQ(walked.parts.fields[1].key, "dc:subject");
  EXPECT_EQ(walked.parts.fields[1].place.path, "SIDECAR/dc:subject[2]");
}

TEST(Xmp, ADeclarationEndsWithItsElement) {
  const Walked walked(
      packet_of("<rdf:Description><p:a xmlns:p='http://purl.org/dc/elements/1.1/'>1</p:a>"
                "<p:a xmlns:p='http://ns.adobe.com/pdf/1.3/'>2</p:a></rdf:Description>"));
  EXPECT_EQ(walked.value("dc:a"), "1");
  EXPECT_EQ(walked.value("pdf:a"), "2");
}

TEST(Xmp, ToolkitIsAField) {
  const Walked walked(
      "<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Core 5'><rdf:RDF/></x:xmpmeta>");
  EXPECT_EQ(walked.value("x:xmptk"), "Core 5");
}

constexpr std::string_view bare =
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:CreatorTool=\"T\"/></rdf:RDF>";

/// ASCII text with `before` and `after` zeros around each character.
std::string widened(std::string_view text, std::size_t before, std::size_t after) {
  std::string wide;
  for (const char c : text) wide += std::string(before, '\0') + c + std::string(after, '\0');
  return wide;
}

TEST(Xmp, AnyEncodingAndAnyWrappingIsRead) {
  using namespace std::string_literals;
  for (const auto& packet :
       {std::string(bare), "\xEF\xBB\xBF"s + std::string(bare),
        "\0\0\0"s + std::string(bare) + "\0\0"s, "junk"s + std::string(bare) + "junk",
        widened(bare, 0, 1), widened(bare, 1, 0), "\xFF\xFE"s + widened(bare, 0, 1),
        "\xFE\xFF"s + widened(bare, 1, 0) + "\0\0"s, widened(bare, 0, 3), widened(bare, 3, 0),
        "\0\0\xFE\xFF"s + widened(bare, 3, 0)}) {
    const Walked walked(packet);
    EXPECT_TRUE(walked.result.has_value());
    EXPECT_EQ(walked.value("xmp:CreatorTool"), "T") << packet.substr(0, 8);
  }
}

TEST(Xmp, BlankPacketIsNoFault) {
  using namespace std::string_literals;
  EXPECT_TRUE(Walked("").result.has_value());
  EXPECT_TRUE(Walked(" \n\0\0"s).result.has_value());
}

TEST(Xmp, BadUtf8InAValueBecomesReplacementCharacters) {
  const Walked walked(packet_of("<rdf:Description xmlns:z='urn:z' z:a='\xFFq'/>"));
  EXPECT_EQ(walked.value("z:a"), "\xEF\xBF\xBDq");
}

TEST(Xmp, EntityBombStaysItsOwnText) {
  std::string bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\">";
  for (char name = 'b'; name <= 'k'; ++name) {
    const std::string inner = "&" + std::string(1, static_cast<char>(name - 1)) + ";";
    bomb += "<!ENTITY " + std::string(1, name) + " \"";
    for (int time = 0; time < 10; ++time) bomb += inner;
    bomb += "\">";
  }
  bomb += "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
  const Walked walked(bomb + packet_of("<rdf:Description xmlns:z='urn:z' z:a='&k;&f;'/>"));
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_EQ(walked.value("z:a"), "&k;&f;");
  EXPECT_GT(walked.budget.kept_bytes_left(), ScanLimits{}.kept_bytes_max - 16384);
}

struct Hostile {
  const char* name;
  std::string packet;
  const ParseFault* fault;
  std::uint64_t offset;
  ScanLimits limits = {};
};

std::string nested(std::size_t depth) {
  std::string open;
  std::string close;
  for (std::size_t level = 0; level < depth; ++level) {
    open += "<z:a>";
    close += "</z:a>";
  }
  return "<rdf:RDF><rdf:Description>" + open + close + "</rdf:Description></rdf:RDF>";
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t index = 0; index < count; ++index) all += text;
  return all;
}

class HostileXmp : public testing::TestWithParam<Hostile> {};

TEST_P(HostileXmp, GivesTheExactFaultAndOffset) {
  const Walked walked(GetParam().packet, GetParam().limits);
  ASSERT_FALSE(walked.result.has_value());
  EXPECT_EQ(walked.result.error().fault, GetParam().fault) << walked.result.error().fault->text;
  EXPECT_EQ(walked.result.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Packets, HostileXmp,
    testing::Values(
        Hostile{"NotXml", "abc", &faults::no_xml, 100},
        Hostile{"OtherXml", "<svg/>", &faults::no_rdf, 100},
        Hostile{"EndTagOfAnother", "<rdf:RDF><a></b></rdf:RDF>", &faults::xml_damaged, 114},
        Hostile{"CutInATag", "  <rdf:RDF><rdf:Descr", &faults::xml_damaged, 120},
        Hostile{"DeeperThanTheLimit", nested(33), &faults::too_deep, 100},
        Hostile{"MillionElements", "<rdf:RDF>" + repeated("<a/>", 300'000) + "</rdf:RDF>",
                &faults::too_large, 100},
        Hostile{"MoreItemsThanTheBudget",
                "<rdf:RDF>" + repeated("<a/>", 50) + "</rdf:RDF>",
                &faults::too_many_items,
                100,
                {.items_max = 20}},
        Hostile{"EndlessName", "<rdf:RDF><a><" + std::string(5000, 'n') + "/></a></rdf:RDF>",
                &faults::path_too_long, 100},
        Hostile{"NineMegabytes", std::string(9U << 20, ' '), &faults::packet_too_large, 100}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Xmp, DepthLimitItselfIsStillRead) { EXPECT_TRUE(Walked(nested(32)).result.has_value()); }

TEST(Xmp, EveryTruncationGivesWhatStoodBeforeItOrAnOffsetInside) {
  const auto whole =
      packet_of("<rdf:Description xmlns:z='urn:z' z:a='1'><z:b>2</z:b></rdf:Description>");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Walked walked(whole.substr(0, size), {}, 0);
    if (!walked.result.has_value()) {
      EXPECT_LE(walked.result.error().offset, size);
    }
    if (size > whole.find("<z:b>")) {
      EXPECT_EQ(walked.value("z:a"), "1") << size;
    }
  }
}

TEST(UsualPrefix, SchemeCaseAndEndOfTheNamespaceDoNotMatter) {
  EXPECT_EQ(usual_prefix("http://www.tc260.org.cn/ns/AIGC/1.0/"), "TC260");
  EXPECT_EQ(usual_prefix("https://www.tc260.org.cn/ns/AIGC/1.0"), "TC260");
  EXPECT_EQ(usual_prefix("http://WWW.tc260.org.cn/ns/aigc/1.0#"), "TC260");
  EXPECT_EQ(usual_prefix("http://ns.adobe.com/xap/1.0/"), "xmp");
  EXPECT_EQ(usual_prefix("http://ns.adobe.com/xap/1.0/mm/"), "xmpMM");
  EXPECT_EQ(usual_prefix("http://ns.adobe.com/xap/2.0/"), "");
  EXPECT_EQ(usual_prefix(""), "");
}

}  // namespace
}  // namespace gg::xmp
