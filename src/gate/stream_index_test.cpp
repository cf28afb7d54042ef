#include "gate/stream_index.h"

#include <string>

#include <gtest/gtest.h>

namespace gg {
namespace {

/// Files of a scan, so far as their bonds matter.
class BondedScan {
 public:
  std::size_t init(const std::string& path,
                   std::vector<bindings::SegmentTree> trees = {{1, 1, 9}}) {
    return add(path, {.trees = std::move(trees)});
  }
  std::size_t segment(const std::string& path, std::uint64_t location = 0,
                      std::uint64_t unique_id = 1) {
    return add(path, {.segment = SegmentPlace{unique_id, 1, location, {}}});
  }
  [[nodiscard]] StreamIndex find() const { return find_streams(files_, slots_); }

 private:
  std::size_t add(const std::string& path, Bond bond) {
    files_.push_back({path, path, {}});
    slots_.emplace_back(FileReport{.path = path, .bond = std::move(bond)});
    return files_.size() - 1;
  }

  std::vector<ListedFile> files_;
  ScanSlots slots_;
};

TEST(StreamIndex, ASegmentGoesToTheInitializationSegmentBesideIt) {
  BondedScan scan;
  const auto high = scan.init("film/high/init.mp4");
  const auto high_1 = scan.segment("film/high/1.m4s");
  const auto low = scan.init("film/low/init.mp4");
  const auto low_1 = scan.segment("film/low/parts/1.m4s");
  const auto index = scan.find();
  ASSERT_EQ(index.families.size(), 2U);
  EXPECT_EQ(index.families[0].inits, std::vector{high});
  EXPECT_EQ(index.families[0].bundles[0].segments, std::vector{high_1});
  EXPECT_EQ(index.families[1].inits, std::vector{low});
  EXPECT_EQ(index.families[1].bundles[0].segments, std::vector{low_1}) << "one folder down";
  EXPECT_TRUE(index.apart.empty());
}

TEST(StreamIndex, OfThoseElsewhereTheOneThatStandsLeastDeepCounts) {
  BondedScan scan;
  scan.init("film/deep/er/init.mp4");
  const auto near = scan.init("film/deep/init.mp4");
  scan.segment("film/media/1.m4s");
  const auto index = scan.find();
  ASSERT_EQ(index.families.size(), 1U);
  EXPECT_EQ(index.families[0].inits, std::vector{near});
}

TEST(StreamIndex, SegmentsAreByLocationAndByTheirOwnTree) {
  BondedScan scan;
  scan.init("init.mp4", {{1, 1, 2}, {2, 1, 2}});
  const auto second = scan.segment("a.m4s", 1);
  const auto first = scan.segment("b.m4s", 0);
  const auto other = scan.segment("c.m4s", 0, 2);
  const auto index = scan.find();
  ASSERT_EQ(index.families.size(), 1U);
  ASSERT_EQ(index.families[0].bundles.size(), 2U);
  EXPECT_EQ(index.families[0].bundles[0].segments, (std::vector{first, second}));
  EXPECT_EQ(index.families[0].bundles[1].segments, std::vector{other});
}

TEST(StreamIndex, ASegmentOfATreeThatNobodyStatesIsApart) {
  BondedScan scan;
  scan.init("init.mp4");
  const auto stray = scan.segment("stray.m4s", 0, 7);
  const auto index = scan.find();
  EXPECT_TRUE(index.families.empty());
  ASSERT_EQ(index.apart.size(), 1U);
  EXPECT_EQ(index.apart[0].segments, std::vector{stray});
  EXPECT_EQ(index.apart[0].nearest, 0U);
}

TEST(StreamIndex, EquallyNearOnesAreOneFamilyUpToTheLimit) {
  for (const std::size_t count : {inits_max, inits_max + 1}) {
    BondedScan scan;
    for (std::size_t number = 0; number < count; ++number)
      scan.init("init/" + std::to_string(number) + ".mp4");
    scan.segment("media/a/1.m4s");
    scan.segment("media/b/1.m4s");
    const auto index = scan.find();
    if (count == inits_max) {
      ASSERT_EQ(index.families.size(), 1U);
      EXPECT_EQ(index.families[0].inits.size(), inits_max);
      EXPECT_EQ(index.families[0].bundles.size(), 2U);
    } else {
      EXPECT_TRUE(index.families.empty());
      ASSERT_EQ(index.apart.size(), 2U);
      EXPECT_EQ(index.apart[0].nearest, count);
    }
  }
}

TEST(StreamIndex, TenThousandStreamsThatClaimTenThousandSegmentsAreNotTried) {
  BondedScan scan;
  constexpr std::size_t count = 10'000;
  for (std::size_t number = 0; number < count; ++number)
    scan.init("init-" + std::to_string(number) + ".mp4",
              std::vector<bindings::SegmentTree>(16, {1, 1, count}));
  for (std::size_t number = 0; number < count; ++number)
    scan.segment("seg-" + std::to_string(number) + ".m4s", number);
  const auto index = scan.find();
  EXPECT_TRUE(index.families.empty());
  ASSERT_EQ(index.apart.size(), 1U);
  EXPECT_EQ(index.apart[0].nearest, count);
  EXPECT_TRUE(index.apart[0].inits.empty());
  EXPECT_EQ(index.apart[0].segments.size(), count);
}

TEST(StreamIndex, TenThousandStreamsInFoldersOfTheirOwnAreTenThousandFamilies) {
  BondedScan scan;
  for (std::size_t number = 0; number < 10'000; ++number) {
    scan.init("film/" + std::to_string(number) + "/init.mp4");
    scan.segment("film/" + std::to_string(number) + "/1.m4s");
  }
  const auto index = scan.find();
  EXPECT_EQ(index.families.size(), 10'000U);
  for (const auto& family : index.families) EXPECT_EQ(family.inits.size(), 1U);
}

TEST(StreamIndex, FoldersAreWholeNames) {
  EXPECT_EQ(folder_of("a/b/c.m4s"), "a/b");
  EXPECT_EQ(folder_of("c.m4s"), "");
  EXPECT_TRUE(is_below("a/b", "a"));
  EXPECT_TRUE(is_below("a", "a"));
  EXPECT_TRUE(is_below("a", ""));
  EXPECT_FALSE(is_below("ab", "a"));
}

}  // namespace
}  // namespace gg
