#include "ledger/tile.h"

#include "ledger/entry_bundle.h"
#include "ledger/tree.h"
#include "support/sample_log.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::ledger {
namespace {

TEST(TilePath, IsThatOfTheSpecification) {
  const std::pair<TilePath, const char*> paths[] = {
      {{TileContent::Hashes, {0, 1234067}}, "tile/0/x001/x234/067"},
      {{TileContent::Hashes, {0, 0}}, "tile/0/000"},
      {{TileContent::Hashes, {2, 0}, 1}, "tile/2/000.p/1"},
      {{TileContent::Hashes, {1, 999}, 255}, "tile/1/999.p/255"},
      {{TileContent::Hashes, {63, 1000}}, "tile/63/x001/000"},
      {{TileContent::Entries, {0, 273}, 112}, "tile/entries/273.p/112"},
      {{TileContent::Entries, {0, 70000}}, "tile/entries/x070/000"},
      {{TileContent::Hashes, {0, 1000000000000}}, "tile/0/x001/x000/x000/x000/000"}};
  for (const auto& [path, text] : paths) {
    EXPECT_EQ(to_text(path), text);
    const auto parsed = parse_tile_path(text);
    ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
    EXPECT_EQ(*parsed, path) << text;
  }
}

TEST(ParseTilePath, RefusesEveryOtherText) {
  for (const auto* text : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tiles/0/000",
                           "tile/00/000",
                           "tile/64/000",
                           "tile/-1/000",
                           "tile/x/000",
                           "tile/0/0",
                           "tile/0/0000",
                           "tile/0/x000/000",
                           "tile/0/x001",
                           "tile/0/x001/",
                           "tile/0/001/000",
                           "tile/0/000/",
                           "tile/0/000.p",
                           "tile/0/000.p/",
                           "tile/0/000.p/0",
                           "tile/0/000.p/01",
                           "tile/0/000.p/256",
                           "tile/0/000.p/1/",
                           "tile/0/x001.p/000",
                           "tile/0/000.p/1/2",
                           "/tile/0/000",
                           "tile/0/00a",
                           "tile/0/ 00",
                           "tile/0/x999/x999/x999/x999/x999/x999/999",
                           "tile/0/x001/x000/x000/x000/x000/x000/x000/x000/x000/000",
                           "tile/Entries/000",
                           "tile/0//000"}) {
    const auto parsed = parse_tile_path(text);
    ASSERT_FALSE(parsed.has_value()) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::InvalidInput);
  }
}

// The example of tlog-tiles: 70 000 entries are 273 full tiles and one of 112, a full one and one
// of 17 above, and one of 1 on top; 256 entries are a full tile and one of 1 above.
TEST(TilesChanged, OfAWholeTreeAreThoseOfTheSpecification) {
  const auto tiles = tiles_changed(0, 70000);
  ASSERT_EQ(tiles.size(), 274U + 2 + 1);
  EXPECT_EQ(tile_width_at({0, 272}, 70000), 256U);
  EXPECT_EQ(tile_width_at({0, 273}, 70000), 112U);
  EXPECT_EQ(tile_width_at({0, 274}, 70000), 0U);
  EXPECT_EQ(tile_width_at({1, 0}, 70000), 256U);
  EXPECT_EQ(tile_width_at({1, 1}, 70000), 17U);
  EXPECT_EQ(tile_width_at({2, 0}, 70000), 1U);
  EXPECT_EQ(tiles_changed(0, 256), (std::vector<TileId>{{0, 0}, {1, 0}}));
  EXPECT_TRUE(tiles_changed(0, 0).empty());
  EXPECT_TRUE(tiles_changed(7, 7).empty());
}

TEST(TilesChanged, AreThoseWhoseWidthChanged) {
  for (const auto& [older, newer] :
       {std::pair{0U, 1U}, {255U, 256U}, {256U, 257U}, {255U, 65537U}, {300U, 400U}}) {
    std::vector<TileId> expected;
    for (unsigned level = 0; level < 4; ++level)
      for (std::uint64_t index = 0; index < 300; ++index)
        if (tile_width_at({level, index}, older) != tile_width_at({level, index}, newer))
          expected.push_back({level, index});
    EXPECT_EQ(tiles_changed(older, newer), expected) << older << " " << newer;
  }
}

TEST(Grow, GivesEachTileWhatItGainsWhateverTheBatches) {
  const test::SampleLog at_once(66000);
  test::SampleLog in_batches;
  for (const std::size_t batch : {1U, 254U, 1U, 1U, 255U, 64000U, 1000U, 488U})
    in_batches.append(batch);
  EXPECT_EQ(in_batches.tree, at_once.tree);
  EXPECT_EQ(in_batches.tiles, at_once.tiles);
  std::vector<TileId> stored;
  for (const auto& [tile, bytes] : at_once.tiles) {
    stored.push_back(tile);
    EXPECT_EQ(bytes.size(), tile_width_at(tile, 66000) * hash_bytes);
  }
  EXPECT_EQ(stored, tiles_changed(0, 66000));
}

TEST(TileHashes, GiveProofsOverSeveralLevels) {
  const test::SampleLog log(66000);
  TileHashes hashes(log.tile_reader());
  EXPECT_EQ(root_at(66000, hashes.reader()), log.tree.root());
  for (const std::uint64_t index : {0U, 255U, 256U, 65535U, 65536U, 65999U}) {
    const auto path = inclusion_path({index, 66000}, hashes.reader());
    ASSERT_TRUE(path.has_value()) << path.error().message;
    EXPECT_TRUE(
        check_inclusion({index, 66000}, leaf_hash(log.commitment(index)), *path, log.tree.root())
            .has_value());
  }
  const auto outside = hashes.read({0, 66000});
  ASSERT_FALSE(outside.has_value());
  EXPECT_EQ(outside.error().kind, ErrorKind::NotFound);
}

RC_GTEST_PROP(TileHashes, EqualTheRootOfTheLeavesBelow, ()) {
  static const test::SampleLog log(1500);
  const auto level = *rc::gen::inRange(0U, 11U);
  const auto index = *rc::gen::inRange<std::uint64_t>(0, 1500U >> level);
  std::vector<TreeHash> leaves;
  for (auto leaf = index << level; leaf < (index + 1) << level; ++leaf)
    leaves.push_back(leaf_hash(log.commitment(leaf)));
  TileHashes hashes(log.tile_reader());
  RC_ASSERT(hashes.read({level, index}) == root_of_leaves(leaves));
}

TEST(EntryBundle, HoldsCommitmentsBehindTheirLengths) {
  const test::SampleLog log(256);
  std::vector<Commitment> commitments;
  for (std::size_t index = 0; index < 256; ++index) commitments.push_back(log.commitment(index));
  const auto bytes = entry_bundle(commitments);
  EXPECT_EQ(bytes.size(), 256U * 34);
  EXPECT_EQ(bytes.substr(0, 34), std::string("\0 ", 2) + log.rows[0].commitment);
  EXPECT_EQ(parse_entry_bundle(bytes), commitments);
  EXPECT_EQ(parse_entry_bundle(""), std::vector<Commitment>());
  const std::string bad[] = {bytes + bytes.substr(0, 34), bytes.substr(0, 33), bytes.substr(0, 1),
                             "\1" + bytes.substr(1), bytes.substr(0, 34) + "x"};
  for (const auto& one : bad) EXPECT_FALSE(parse_entry_bundle(one).has_value());
}

}  // namespace
}  // namespace gg::ledger
