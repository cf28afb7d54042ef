#include "json/json.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

TEST(ParseJson, DepthLimitIsExact) {
  EXPECT_TRUE(parse_json("[[[1]]]", {.depth_max = 3}).has_value());
  EXPECT_FALSE(parse_json("[[[1]]]", {.depth_max = 2}).has_value());
  EXPECT_FALSE(parse_json("[[],[[]]]", {.depth_max = 2}).has_value());
  EXPECT_TRUE(parse_json("[[],[],[]]", {.depth_max = 2}).has_value());
}

TEST(ParseJson, BracketsInTextsAreNoNesting) {
  EXPECT_TRUE(parse_json(R"(["[[[","\"[[","\\"])", {.depth_max = 1}).has_value());
}

TEST(ParseJson, NestingBombOfAMegabyteIsRefused) {
  EXPECT_FALSE(parse_json(std::string(1U << 20, '[')).has_value());
}

TEST(ParseJson, PythonNumbersBecomeNullOutsideStringsOnly) {
  const auto value = parse_json(R"({"a":[NaN],"b":"NaN \" Infinity","c":-Infinity})");
  ASSERT_TRUE(value.has_value());
  EXPECT_TRUE((*value)["a"][0].is_null());
  EXPECT_EQ(text_member(*value, "b"), "NaN \" Infinity");
  EXPECT_TRUE((*value)["c"].is_null());
}

TEST(ParseJson, MembersOfOtherTypesAreAbsentNotErrors) {
  const auto value = parse_json(R"({"seed": 7})");
  EXPECT_EQ(text_member(*value, "seed"), "");
  EXPECT_EQ(scalar_text(*find_member(*value, "seed")), "7");
  EXPECT_EQ(find_member((*value)["seed"], "x"), nullptr);
}

}  // namespace
}  // namespace gg
