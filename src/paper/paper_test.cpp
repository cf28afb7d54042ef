#include "paper/docx.h"
#include "paper/html.h"
#include "paper/pdf.h"
#include "paper/printable.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gg::paper {
namespace {

Document sample() {
  Document document{.kind = "Written approval",
                    .title = "The old harbour at night",
                    .subtitle = "Größe · 東京の港 · ميناء قديم",
                    .author = "desk.example",
                    .created = "2026-11-27T15:00:00.000Z",
                    .footer = {"Seal abcd", "Checkpoint 42"}};
  document.blocks = {
      Heading{"Facts"},
      Facts{{{"Who", "Łukasz <&> \"Zażółć\""}, {"Hash", std::string(64, 'a'), true}}},
      Note{Tone::Stop, "Revoked", "It does not hold any more."}, List{{"one", "two"}},
      Code{"https://desk.example/uses/x#abcd", "Ask the desk"}};
  return document;
}

Attachment file(const std::string& name, const std::string& bytes) {
  return {.name = name, .media_type = "application/json", .what = "The document", .bytes = bytes};
}

TEST(Pdf, TheSameDocumentGivesTheSameBytes) {
  const auto first = to_pdf(sample(), {file("a.json", "{}")});
  const auto second = to_pdf(sample(), {file("a.json", "{}")});
  ASSERT_TRUE(first.has_value()) << first.error().message;
  EXPECT_TRUE(first->starts_with("%PDF-"));
  EXPECT_EQ(*first, *second);
  EXPECT_NE(*first, *to_pdf(sample(), {file("a.json", "[]")}));
}

TEST(Docx, TheSameDocumentGivesTheSameBytes) {
  const auto first = to_docx(sample());
  ASSERT_TRUE(first.has_value()) << first.error().message;
  EXPECT_TRUE(first->starts_with("PK\3\4"));
  EXPECT_EQ(*first, *to_docx(sample()));
  auto other = sample();
  other.is_wide = true;
  EXPECT_NE(*first, *to_docx(other));
}

TEST(Printable, FirstLetterTellsTheDirectionAndNothingTurnsIt) {
  EXPECT_TRUE(is_right_to_left("12. ميناء قديم in Hamburg"));
  EXPECT_TRUE(is_right_to_left("שלום"));
  for (const auto* text : {"Hamburg ميناء", "東京の港", "12 – 14", "", "Łódź"})
    EXPECT_FALSE(is_right_to_left(text)) << text;
  EXPECT_EQ(printable("a\u202Egpj.exe\x01\uFFFE\uFFFF\nb\uFFFD"), "agpj.exe\nb\uFFFD");
}

TEST(Pdf, FilesComeOutAsTheyWentIn) {
  const std::string binary("\0\1\xff salt", 8);
  const auto pdf = to_pdf(sample(), {file("b.json", "{\"a\":1}"), file("a.salt", binary)});
  ASSERT_TRUE(pdf.has_value());
  const auto files = attachments_of(*pdf);
  ASSERT_TRUE(files.has_value()) << files.error().message;
  ASSERT_EQ(files->size(), 2U);
  EXPECT_EQ((*files)[0].name, "a.salt");
  EXPECT_EQ((*files)[0].bytes, binary);
  EXPECT_EQ((*files)[1].bytes, "{\"a\":1}");
}

TEST(Pdf, LongTablesAndRowsLongerThanAPageAreSet) {
  auto document = sample();
  Table table{.caption = "Many", .columns = {{"Number"}, {"Text", 3}}, .rows = {}};
  std::string endless;
  for (int word = 0; word < 4000; ++word) endless += "word ";
  for (int row = 0; row < 100; ++row)
    table.rows.push_back({std::to_string(row), "A row of the table"});
  table.rows.push_back({"100", endless});
  document.blocks.emplace_back(table);
  const auto pdf = to_pdf(document);
  ASSERT_TRUE(pdf.has_value());
  document.is_wide = true;
  EXPECT_TRUE(to_pdf(document).has_value());
}

TEST(Pdf, StrangersFilesAreRefusedWithinLimits) {
  EXPECT_EQ(attachments_of("hello").error().kind, ErrorKind::InvalidInput);
  EXPECT_EQ(attachments_of("%PDF-1.7\nhello").error().kind, ErrorKind::InvalidInput);
  const auto bomb = to_pdf(sample(), {file("a.json", std::string(9U << 20, ' '))});
  ASSERT_TRUE(bomb.has_value());
  EXPECT_LT(bomb->size(), 200'000U);
  EXPECT_EQ(attachments_of(*bomb).error().kind, ErrorKind::LimitExceeded);
  EXPECT_EQ(attachments_of("%PDF-1.7" + std::string(33U << 20, ' ')).error().kind,
            ErrorKind::LimitExceeded);
}

TEST(Pdf, AnyCutOfAFileIsRefusedOrReadWithoutHarm) {
  const auto pdf = to_pdf(sample(), {file("a.json", "{}")});
  ASSERT_TRUE(pdf.has_value());
  for (std::size_t size = 0; size < pdf->size(); size += 997)
    EXPECT_FALSE(attachments_of(std::string_view(*pdf).substr(0, size)).has_value());
}

TEST(Html, TextIsEscapedAndNothingIsFetched) {
  const auto html = to_html(sample(), {.json_ld = "{\"a\":\"</script><b>\"}", .alternate = {}});
  EXPECT_NE(html.find("Łukasz &lt;&amp;&gt; &quot;Zażółć&quot;"), std::string::npos);
  EXPECT_EQ(html.find("</script><b>"), std::string::npos);
  EXPECT_NE(html.find("\\u003c/script>\\u003cb>"), std::string::npos);
  EXPECT_EQ(html.find("src="), std::string::npos);
  EXPECT_EQ(html.find("@import"), std::string::npos);
  EXPECT_NE(html_policy().find("style-src 'sha256-"), std::string::npos);
}

}  // namespace
}  // namespace gg::paper
