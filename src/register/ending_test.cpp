#include "register/ending.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg {
namespace {

Ending ending_on(const char* day) {
  return {.last_day = *Date::parse(day), .warn_days = {30, 7, 1}};
}

TEST(Ending, WarnsThirtySevenAndOneDayBeforeThenEndsAtMidnightAfterItsLastDay) {
  const auto ending = ending_on("2027-06-30");
  auto now = *parse_moment("2026-11-27T10:00:00Z");
  std::vector<std::string> moments;
  while (const auto next = next_after(ending, now)) {
    moments.push_back(text_of(*next).substr(0, 16));
    now = *next;
  }
  EXPECT_EQ(moments, (std::vector<std::string>{"2027-05-31T00:00", "2027-06-23T00:00",
                                               "2027-06-29T00:00", "2027-07-01T00:00"}));
}

TEST(Ending, WhatEndsSoonIsNotWarnedOfForDaysThatHavePassed) {
  const auto ending = ending_on("2026-12-01");
  const auto next = next_after(ending, *parse_moment("2026-11-27T10:00:00Z"));
  EXPECT_EQ(text_of(*next), "2026-11-30T00:00:00.000Z");
  EXPECT_EQ(warning_at(ending, *next), 1);
  EXPECT_FALSE(warning_at(ending, end_of(ending)));
  EXPECT_EQ(days_left(ending, *next), 1);
  EXPECT_EQ(days_left(ending, *parse_moment("2026-12-01T23:59:59.999Z")), 0);
}

RC_GTEST_PROP(Ending, NextMomentLiesAheadAndTheLastOneIsTheEnd, ()) {
  Ending ending{.last_day = *Date::parse("2027-06-30"),
                .warn_days = *rc::gen::container<std::vector<std::int64_t>>(
                    rc::gen::inRange<std::int64_t>(1, 400))};
  auto now =
      *parse_moment("2026-01-01T00:00:00Z") + std::chrono::hours(*rc::gen::inRange(0, 24 * 600));
  std::size_t count = 0;
  auto last = now;
  while (const auto next = next_after(ending, now)) {
    RC_ASSERT(*next > now);
    RC_ASSERT(++count <= ending.warn_days.size() + 1);
    last = now = *next;
  }
  RC_ASSERT(count == 0 || last == end_of(ending));
}

}  // namespace
}  // namespace gg
