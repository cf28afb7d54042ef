#include "report/safe_text.h"

#include "bytes/hex.h"
#include "report/hashing.h"
#include "report/hex_dump.h"
#include "report/markup.h"

#include <gtest/gtest.h>

namespace gg::report {
namespace {

TEST(Visible, PlainAndForeignTextIsUnchanged) {
  EXPECT_EQ(visible("a b.png"), "a b.png");
  EXPECT_EQ(visible("\xE6\x98\xA0\xE7\x94\xBB \xC3\xA9"), "\xE6\x98\xA0\xE7\x94\xBB \xC3\xA9");
  EXPECT_EQ(visible(""), "");
}

TEST(Visible, ControlsAndEscapesAreWritten) {
  EXPECT_EQ(visible("\x1b[2J"), "\\x1B[2J");
  EXPECT_EQ(visible("a\nb\tc\r"), "a\\nb\\tc\\r");
  EXPECT_EQ(visible(std::string_view("\0\x7F", 2)), "\\x00\\x7F");
  EXPECT_EQ(visible("\xC2\x9B"
                    "31m"),
            "\\u{9B}31m");
}

TEST(Visible, OverridesOfDirectionAndHiddenLettersAreWritten) {
  EXPECT_EQ(visible("\xE2\x80\xAE"), "\\u{202E}");
  EXPECT_EQ(visible("\xE2\x81\xA6\xE2\x81\xA9"), "\\u{2066}\\u{2069}");
  EXPECT_EQ(visible("\xE2\x80\x8B\xEF\xBB\xBF"), "\\u{200B}\\u{FEFF}");
  EXPECT_EQ(visible("\xE2\x80\xA8"), "\\u{2028}");
  EXPECT_EQ(visible("\xF3\xA0\x81\x81"), "\\u{E0041}");
}

TEST(Visible, BytesThatAreNotUtf8AreWrittenOneByOne) {
  EXPECT_EQ(visible("caf\xE9.png"), "caf\\xE9.png");
  EXPECT_EQ(visible("\xC0\xAF"), "\\xC0\\xAF");
  EXPECT_EQ(visible("\xED\xA0\x80"), "\\xED\\xA0\\x80");
  EXPECT_EQ(visible("\xF0\x9F\x8E"), "\\xF0\\x9F\\x8E");
}

TEST(ColumnsOf, WideLettersTakeTwoAndMarksNone) {
  EXPECT_EQ(columns_of("abc"), 3U);
  EXPECT_EQ(columns_of("\xE6\x98\xA0"), 2U);
  EXPECT_EQ(columns_of("e\xCC\x81"), 1U);
}

TEST(CharactersIn, CountsCodePointsAndStrayBytes) {
  EXPECT_EQ(characters_in("\xF0\x9F\x8E\xAC"
                          "a"),
            2U);
  EXPECT_EQ(characters_in("\xFF\xFE"), 2U);
}

TEST(MarkupText, ReferencesForAllThatMarksUp) {
  EXPECT_EQ(markup_text("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  EXPECT_EQ(markup_text_lines("a<\nb"), "a&lt;\nb");
}

TEST(Sha256Of, IsThatOfFips180) {
  EXPECT_EQ(sha256_of("abc").hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HexDump, ShowsOffsetBytesAndPrintableText) {
  EXPECT_EQ(hex_dump(41, bytes_of("00000A 'tEXt<b>' 1B")),
            "00000029  00 00 0A 74 45 58 74 3C  62 3E 1B                 ...tEXt<b>.\n");
}

TEST(HexDump, StopsAfter256Bytes) {
  const auto text = hex_dump(0, std::vector<std::byte>(1000));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 16);
  EXPECT_EQ(hex_dump(0, {}), "");
}

}  // namespace
}  // namespace gg::report
