#include "clearance/compare_lines.h"

#include <gtest/gtest.h>

namespace gg::clearance {
namespace {

/// "=one -two +three"
std::string compared(std::string_view before, std::string_view after) {
  const auto lines = compare_lines(before, after);
  std::string text;
  for (const auto& line : lines.value()) {
    if (!text.empty()) text += ' ';
    text += line.in == ComparedLine::In::Both     ? '='
            : line.in == ComparedLine::In::Before ? '-'
                                                  : '+';
    text += line.text;
  }
  return text;
}

TEST(CompareLines, ShowsAsFewDifferencesAsThereAre) {
  EXPECT_EQ(compared("a\nb\nc\n", "a\nx\nc\n"), "=a -b +x =c");
  EXPECT_EQ(compared("a\nb\nc\nd\n", "b\nc\ne\nd\n"), "-a =b =c +e =d");
  EXPECT_EQ(compared("", "a\n"), "+a");
  EXPECT_EQ(compared("a\r\nb\r\n", "a\nb\n"), "=a =b");
  EXPECT_EQ(compared("a\na\n", "a\n"), "=a -a");
}

TEST(CompareLines, StopsWhereItWouldTakeTooMuch) {
  std::string before;
  std::string after;
  for (int line = 0; line < 4001; ++line) {
    before += "a" + std::to_string(line) + "\n";
    after += "b" + std::to_string(line) + "\n";
  }
  EXPECT_EQ(compare_lines(before, after).error().kind, ErrorKind::LimitExceeded);
}

TEST(WordsOfDocument, APageIsItsBlocks) {
  EXPECT_EQ(words_of_document(
                "text/html",
                "<html><head><title>t</title><style>p{}</style></head><body><h1>A  &amp;\nB"
                "</h1><p>We keep <b>all</b>.<br>Yes<script>x()</script></p><!-- no > --></body>"),
            "A & B\nWe keep all.\nYes\n");
  EXPECT_EQ(words_of_document("text/html", "<p"), "");
  EXPECT_EQ(words_of_document("text/plain", "<p>as it is</p>"), "<p>as it is</p>");
}

}  // namespace
}  // namespace gg::clearance
