#include "ledger/canonical_json.h"

#include <bit>
#include <cstdint>
#include <limits>

#include <gtest/gtest.h>

namespace gg::ledger {
namespace {

std::string canonical(const char* text) {
  const auto value = parse_json(text);
  if (!value) return "no JSON";
  const auto written = canonical_json(*value);
  return written.has_value() ? *written : written.error().message;
}

// RFC 8785 §3.2.2 and §3.2.3, the example before and after.
TEST(CanonicalJson, WritesTheExampleOfTheRfc) {
  EXPECT_EQ(canonical(R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })"),
            R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
            "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

// RFC 8785 §3.2.3: sorted by UTF-16 code units, so U+1F600 (D83D DE00) comes before U+FB33.
TEST(CanonicalJson, SortsNamesByTheirUtf16CodeUnits) {
  EXPECT_EQ(
      canonical(
          R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
      "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})"),
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"ö\":\"Latin Small "
      "Letter O With Diaeresis\","
      "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\xEF\xAC\xB3\":\"Hebrew Letter Dalet "
      "With "
      "Dagesh\"}");
  EXPECT_EQ(canonical(R"({"ab":1,"a":2,"":3})"), R"({"":3,"a":2,"ab":1})");
}

// RFC 8785 appendix B: bits of the double, its text.
TEST(CanonicalJson, WritesNumbersAsEcmaScriptDoes) {
  const std::pair<std::uint64_t, const char*> numbers[] = {
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0xffefffffffffffff, "-1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0xc340000000000000, "-9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"}};
  for (const auto& [bits, text] : numbers) {
    const auto written = canonical_json(Json(std::bit_cast<double>(bits)));
    ASSERT_TRUE(written.has_value()) << text;
    EXPECT_EQ(*written, text);
  }
}

TEST(CanonicalJson, WritesWholeNumbersThatComeBackAsTheyWere) {
  EXPECT_EQ(canonical("[9007199254740991,-9007199254740991,9007199254740994,18446744073709552000]"),
            "[9007199254740991,-9007199254740991,9007199254740994,18446744073709552000]");
  EXPECT_EQ(canonical("[1,1.0,1e0,-0,-5]"), "[1,1,1,0,-5]");
  // Not a double itself, but the shortest text of one.
  EXPECT_EQ(canonical("[92111111233775800,92111111233775800.0]"),
            "[92111111233775800,92111111233775800]");
}

TEST(CanonicalJson, RefusesWhatHasNoCanonicalFormAndSaysWhere) {
  const std::pair<Json, const char*> cases[] = {
      {{{"a", {1, 9007199254740993}}}, R"(at "/a/1": 9007199254740993 has more digits)"},
      {9223372036854775808U, R"(at "": 9223372036854775808 has more digits)"},
      {{{"a", -9007199254740993}}, R"(at "/a": -9007199254740993 has more digits)"},
      {std::numeric_limits<double>::quiet_NaN(), R"(at "": not a finite number)"},
      {-std::numeric_limits<double>::infinity(), R"(at "": not a finite number)"},
      {{{"a", "\xED\xA0\x80"}}, R"(at "/a": this text is not UTF-8)"},
      {{{"\xFF", 1}}, "this text is not UTF-8"},
      {Json::binary({1, 2}), R"(at "": neither object)"}};
  for (const auto& [value, message] : cases) {
    const auto written = canonical_json(value);
    ASSERT_FALSE(written.has_value()) << *written;
    EXPECT_EQ(written.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(written.error().message.find(message), std::string::npos) << written.error().message;
  }
}

TEST(CanonicalJson, NestsSixtyFourDeepAndNoDeeper) {
  Json value = 1;
  for (int depth = 0; depth < 64; ++depth) value = Json::array({value});
  EXPECT_TRUE(canonical_json(value).has_value());
  const auto deeper = canonical_json(Json::array({value}));
  ASSERT_FALSE(deeper.has_value());
  EXPECT_EQ(deeper.error().kind, ErrorKind::LimitExceeded);
}

}  // namespace
}  // namespace gg::ledger
