#include "store/fold.h"

#include <gtest/gtest.h>

namespace gg::store {
namespace {

TEST(Fold, HasNoCaseInAnyScript) {
  EXPECT_EQ(folded("Night SKY 12"), "night sky 12");
  EXPECT_EQ(folded("НОЧНОЕ небо"), folded("ночное НЕБО"));
  EXPECT_EQ(folded("ΟΔΟΣ"), folded("οδος"));
  EXPECT_EQ(folded("STRASSE"), folded("Straße"));
}

TEST(Fold, HasNoAccentsAndOneWidth) {
  EXPECT_EQ(folded("Ægir Élan Þórdís Ødegård"), "aegir elan thordis odegard");
  EXPECT_EQ(folded("Ｈarbour"), "harbour");
  EXPECT_EQ(folded("Nguyễn"), "nguyen");
  EXPECT_EQ(folded("e\u0301"), folded("é"));
}

TEST(Fold, LeavesWhatHasNeither) {
  EXPECT_EQ(folded("静かな港"), folded("静かな港"));
  EXPECT_NE(folded("静かな港").find(folded("港")), std::string::npos);
  EXPECT_EQ(folded(""), "");
  EXPECT_EQ(folded("A\xFF\xC3"), "a\xFF\xC3");
}

}  // namespace
}  // namespace gg::store
