#include "register/approval.h"
#include "register/archive_row.h"
#include "register/asset.h"
#include "register/consent.h"
#include "register/date.h"
#include "register/licence.h"
#include "register/pattern.h"
#include "register/territory.h"
#include "register/title.h"
#include "register/use.h"

#include <gtest/gtest.h>

namespace gg {
namespace {

TEST(Date, ReadsRealDaysOnly) {
  EXPECT_EQ(Date::parse("2028-02-29").value().text(), "2028-02-29");
  for (const auto* bad : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01",
                          "2026/01/01", "2026-01-01 ", "1899-12-31", "", "2026-01-0a"})
    EXPECT_FALSE(Date::parse(bad)) << bad;
}

TEST(Date, ReadsTheDayAtTheStartOfWhatMediaState) {
  EXPECT_EQ(Date::parse_start("2026-11-01T10:00:00+01:00").value().text(), "2026-11-01");
  EXPECT_EQ(Date::parse_start("2026:11:01 10:00:00").value().text(), "2026-11-01");
  EXPECT_FALSE(Date::parse_start("2026-11-011"));
  EXPECT_FALSE(Date::parse_start("Nov 1, 2026"));
}

TEST(Date, OrdersByCalendar) {
  EXPECT_LT(Date::parse("2025-12-31").value(), Date::parse("2026-01-01").value());
}

TEST(Territory, IsAnAssignedCodeInCapitalsOrWorld) {
  for (const auto* good : {"AD", "NO", "GB", "US", "ZW", "US-CA", "GB-SCT", "world"})
    EXPECT_TRUE(Territory::parse(good)) << good;
  for (const auto* bad : {"UK", "EU", "us", "USA", "D ", " E", "", "XX", "A", "World", "US-",
                          "US-CALI", "US-ca", "XX-CA", "-CA"})
    EXPECT_FALSE(Territory::parse(bad)) << bad;
}

TEST(Territory, WorldGrantsAllAndNothingStatedIsNoLimit) {
  const auto at = [](std::string_view code) { return Territory::parse(code).value(); };
  EXPECT_TRUE(territories_missing({}, {at("DE")}).empty());
  EXPECT_TRUE(territories_missing({at("world")}, {at("DE"), at("world")}).empty());
  EXPECT_EQ(territories_missing({at("DE")}, {at("DE"), at("FR")}), std::vector{at("FR")});
  EXPECT_EQ(territories_missing({at("DE")}, {at("world")}), std::vector{at("world")});
}

TEST(Territory, ACountryHoldsItsParts) {
  const auto at = [](std::string_view code) { return Territory::parse(code).value(); };
  EXPECT_TRUE(at("US").holds(at("US-CA")));
  EXPECT_FALSE(at("US-CA").holds(at("US")));
  EXPECT_FALSE(at("US-C").holds(at("US-CA")));
  EXPECT_TRUE(overlap(at("US-CA"), at("US")));
  EXPECT_TRUE(overlap(at("US-NY"), at("world")));
  EXPECT_FALSE(overlap(at("US-NY"), at("US-CA")));
  EXPECT_TRUE(territories_missing({at("US")}, {at("US-CA")}).empty());
  EXPECT_EQ(territories_missing({at("US-CA")}, {at("US")}), std::vector{at("US")});
}

struct PatternCase {
  const char* pattern;
  const char* path;
  bool matches;
};

TEST(PathPattern, MatchesAsItsTableSays) {
  constexpr PatternCase cases[] = {
      {"sky_*.png", "vfx/day/sky_01.png", true},
      {"sky_*.png", "vfx/sky_01.PNG", false},
      {"vfx/*.png", "vfx/sky_01.png", true},
      {"vfx/*.png", "vfx/day/sky_01.png", false},
      {"vfx/**", "vfx/day/sky_01.png", true},
      {"vfx/**", "vfx2/sky_01.png", false},
      {"**/*.png", "sky.png", true},
      {"**/*.png", "a/b/sky.png", true},
      {"**/b/*.png", "a/b/sky.png", true},
      {"a/**/z.mov", "a/z.mov", true},
      {"a/**/z.mov", "a/b/c/z.mov", true},
      {"sh?t.mov", "shot.mov", true},
      {"a?b/c", "a/b/c", false},
      {"shot_[0-3]*.mov", "shot_2x.mov", true},
      {"shot_[0-3]*.mov", "shot_4x.mov", false},
      {"shot_[!0-3].mov", "shot_4.mov", true},
      {"x[]]y", "x]y", true},
      {"*a*b*c*", "xxaxxbxxc", true},
      {"*a*b*c*", "xxaxxcxxb", false},
      {"./vfx/a.png", "vfx/a.png", true},
      {"exact.png", "exact.png", true},
      {"*", "", true},
      {"**", "any/thing", true},
  };
  for (const auto& one : cases) {
    const auto pattern = PathPattern::parse(one.pattern);
    ASSERT_TRUE(pattern) << one.pattern;
    EXPECT_EQ(pattern->matches(one.path), one.matches) << one.pattern << " ~ " << one.path;
  }
}

TEST(PathPattern, RefusesWhatCanNeverMatchADelivery) {
  for (const auto* bad : {"", "/abs/*.png", "../up.png", "a/../b", "set[a-", "..", "a/.."})
    EXPECT_FALSE(PathPattern::parse(bad)) << bad;
  EXPECT_TRUE(PathPattern::parse(std::string(512, 'a')));
  EXPECT_FALSE(PathPattern::parse(std::string(513, 'a')));
}

TEST(PathPattern, ManyStarsStayFast) {
  std::string pattern;
  for (int star = 0; star < 100; ++star) pattern += "*a";
  EXPECT_FALSE(PathPattern::parse(pattern + "b").value().matches(std::string(4000, 'a')));
}

TEST(NamesFile, ForgivesCaseFoldersAndAMissingExtension) {
  EXPECT_TRUE(names_file("Clip_014.MOV", "archive/clip_014.mov"));
  EXPECT_TRUE(names_file("clip_014", "archive/clip_014.mov"));
  EXPECT_TRUE(names_file("archive/clip_014.mov", "reel1/archive/clip_014.mov"));
  EXPECT_FALSE(names_file("lip_014.mov", "archive/clip_014.mov"));
  EXPECT_TRUE(names_file("clip_014.mov", "archive/clip_014.mov.xmp"));
  EXPECT_FALSE(names_file("clip_014.mov", "archive/clip_014.mov.a.b"));
  EXPECT_FALSE(names_file(".", "a"));
  EXPECT_FALSE(names_file("", "a"));
}

TEST(Approval, HoldsFromItsDayThroughItsLast) {
  const auto day = [](std::string_view text) { return Date::parse(text).value(); };
  Approval approval;
  approval.date = day("2026-03-01");
  approval.expires = day("2026-03-31");
  EXPECT_FALSE(is_in_force(approval, day("2026-02-28")));
  EXPECT_TRUE(is_in_force(approval, day("2026-03-01")));
  EXPECT_TRUE(is_in_force(approval, day("2026-03-31")));
  EXPECT_FALSE(is_in_force(approval, day("2026-04-01")));
  approval.voided = day("2026-03-10");
  EXPECT_TRUE(is_in_force(approval, day("2026-03-09")));
  EXPECT_FALSE(is_in_force(approval, day("2026-03-10")));
}

}  // namespace
}  // namespace gg
