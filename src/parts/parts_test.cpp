#include "parts/parts.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

TEST(Parts, AddChargesKeyValueAndPathTogether) {
  Budget budget({.kept_bytes_max = 9});
  Parts parts(budget);
  const Reader at(Bytes{}, 40);
  EXPECT_TRUE(parts.add({Carrier::Comment, "abc", "def", {"ghi", 40, 9}}, at).has_value());
  const auto refused = parts.add({Carrier::Comment, "", "x", {"", 40, 1}}, at);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().fault, &faults::too_large);
  EXPECT_EQ(refused.error().offset, 40U);
  EXPECT_EQ(parts.fields.size(), 1U);
}

TEST(Parts, KeptBytesStayWhereTheyAreWhenMoreAreKept) {
  Budget budget;
  Parts parts(budget);
  const auto first = parts.keep(std::vector<std::byte>(3, std::byte{7}));
  for (int round = 0; round < 100; ++round) parts.keep(std::vector<std::byte>(64));
  EXPECT_EQ(std::to_integer<int>(first[2]), 7);
}

TEST(Parts, TolerateNotesTheFaultAndItsOffset) {
  Budget budget;
  Parts parts(budget);
  EXPECT_FALSE(parts.tolerate("X/y", fail(ParseError{&faults::truncated, 12})));
  ASSERT_EQ(parts.faults.size(), 1U);
  EXPECT_EQ(parts.faults[0].path, "X/y");
  EXPECT_EQ(parts.faults[0].error.offset, 12U);
}

}  // namespace
}  // namespace gg
