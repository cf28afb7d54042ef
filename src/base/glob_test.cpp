#include "base/glob.h"

#include <string>

#include <gtest/gtest.h>

namespace gg {
namespace {

TEST(Glob, StarStaysInsideOnePartAndTwoStarsCross) {
  EXPECT_TRUE(fits_glob("vfx/*/*.png", "vfx/sc12/a.png"));
  EXPECT_FALSE(fits_glob("vfx/*.png", "vfx/sc12/a.png"));
  EXPECT_TRUE(fits_glob("vfx/**", "vfx/sc12/deep/a.png"));
  EXPECT_TRUE(fits_glob("vfx/**/a.png", "vfx/a.png"));
  EXPECT_TRUE(fits_glob("vfx/**/a.png", "vfx/x/y/a.png"));
  EXPECT_FALSE(fits_glob("vfx/**/a.png", "vfx/xa.png"));
  EXPECT_FALSE(fits_glob("vfx/**", "sound/a.wav"));
}

TEST(Glob, PatternWithoutSlashIsComparedWithTheName) {
  EXPECT_TRUE(fits_glob("*.mov", "reel/1/main.mov"));
  EXPECT_FALSE(fits_glob("reel", "reel/1/main.mov"));
}

TEST(Glob, TrailingSlashMeansAllBelow) {
  EXPECT_TRUE(fits_glob("archive/", "archive/box/1.tif"));
  EXPECT_FALSE(fits_glob("archive/", "archives/1.tif"));
}

TEST(Glob, SetsRangesAndNegation) {
  EXPECT_TRUE(fits_glob("shot_[0-9][ab].exr", "shot_7b.exr"));
  EXPECT_FALSE(fits_glob("shot_[!0-9].exr", "shot_7.exr"));
  EXPECT_TRUE(fits_glob("odd[name", "odd[name"));
}

TEST(Glob, HostilePatternTakesLinearTime) {
  std::string pattern;
  for (int round = 0; round < 200; ++round) pattern += "*a";
  EXPECT_FALSE(fits_glob(pattern + "b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace gg
