#include "base/text.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

using namespace std::literals;

TEST(Utf8, OverlongSurrogateAndCutSequencesAreReplacedByteByByte) {
  EXPECT_EQ(to_utf8("a\xC0\x80z"), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(to_utf8("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(to_utf8("\xE4\xBD"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(to_utf8("\xF0\x9F\x8E\xAC ok"), "\xF0\x9F\x8E\xAC ok");
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST(Utf16, PairsBecomeOneCodePointAndLoneSurrogatesAreReplaced) {
  EXPECT_EQ(utf16_to_utf8("\xD8\x3C\xDF\xAC"sv, Utf16Order::Big), "\xF0\x9F\x8E\xAC");
  EXPECT_EQ(utf16_to_utf8("\x3C\xD8\x41\x00"sv, Utf16Order::Little), "\xEF\xBF\xBD" "A");
  EXPECT_EQ(utf16_to_utf8("\x00" "A\x00"sv, Utf16Order::Big), "A\xEF\xBF\xBD");
}

TEST(Utf16, ByteOrderMarkWinsOverTheOrderAskedFor) {
  EXPECT_EQ(utf16_to_utf8("\xFF\xFE" "A\x00"sv, Utf16Order::Big), "A");
}

TEST(Text, Latin1IsTheFallbackOfUnknownText) {
  EXPECT_EQ(guess_to_utf8("caf\xE9"), "caf\xC3\xA9");
  EXPECT_EQ(guess_to_utf8("caf\xC3\xA9"), "caf\xC3\xA9");
}

TEST(Text, NamesAreCounted) {
  EXPECT_TRUE(is_counted_before("a2", "a10"));
  EXPECT_FALSE(is_counted_before("a10", "a2"));
  EXPECT_TRUE(is_counted_before("a02b", "a2c"));
  EXPECT_TRUE(is_counted_before("a", "a1"));
  EXPECT_FALSE(is_counted_before("a", "a"));
}

TEST(Text, CaseAndBlanksAreAsciiOnly) {
  EXPECT_EQ(trimmed(" \0 a b\n\0"sv), "a b");
  EXPECT_TRUE(contains_ignoring_case("Made with Google AI", "google ai"));
  EXPECT_FALSE(contains_ignoring_case("Goo", "google"));
  EXPECT_TRUE(starts_with_ignoring_case("NovelAI", "novel"));
}

}  // namespace
}  // namespace gg
