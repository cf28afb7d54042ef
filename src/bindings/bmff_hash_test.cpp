#include "bindings/check.h"
#include "bindings/merkle.h"
#include "bytes/hex.h"
#include "support/bmff_text.h"

#include <string>

#include <gtest/gtest.h>

namespace gg::bindings {
namespace {

using namespace std::string_literals;
using test::CborWriter;
using namespace bmff_text;

Outcome check(std::string_view file, std::string_view assertion,
              std::span<const Segment> segments = {}) {
  const Asset asset{Reader(std::as_bytes(std::span(file))), Format::Mp4, {}};
  return check_hard_binding("c2pa.hash.bmff.v3", asset, std::as_bytes(std::span(assertion)),
                            segments, {.effort = {.threads = 2}});
}

TEST(BmffHash, RootBoxesAreBoundWithTheirPlaces) {
  const auto ftyp = box("ftyp", "isom");
  const auto store = c2pa_box("manifest", std::string(20, '\0'));
  const auto moov = box("moov", box("trak", "abc"));
  const auto mdat = box("mdat", "media");
  const auto file = ftyp + store + moov + mdat;
  const auto at_moov = ftyp.size() + store.size();
  const auto bound = with_offset(at_moov, moov) + with_offset(at_moov + moov.size(), mdat);
  const auto assertion = bmff_assertion(0, "", 1, with_hash(bound));
  const auto outcome = check(file, assertion);
  EXPECT_TRUE(outcome.matches());
  EXPECT_FALSE(outcome.additional_exclusions);
  ASSERT_EQ(outcome.uncovered.size(), 2U);
  EXPECT_EQ(outcome.uncovered[0].gap, Gap::Format);
  EXPECT_EQ(outcome.uncovered[1].gap, Gap::Store);
  EXPECT_EQ(check(ftyp + store + box("free", "") + moov + mdat, assertion).verdict,
            Verdict::Mismatch)
      << "the same boxes at other places";
  EXPECT_EQ(check(file + box("uuid", identifier), assertion).verdict, Verdict::Match)
      << "an update at the end changes nothing";
  EXPECT_EQ(check(file.substr(0, file.size() - 1), assertion).verdict, Verdict::Mismatch);
}

struct ExclusionCase {
  std::string name;
  CborWriter entry;
  ByteRange left_out;  ///< Of the file below.
};

TEST(BmffHash, ExclusionsLeaveOutWhatTheySayAndNothingElse) {
  const auto first = box("fulb", "\1\0\0\5data"s);
  const auto second = box("fulb", "\1\0\0\7data"s);
  const auto moov = box("moov", box("trak", box("free", "1")) + box("trak", box("free", "2")));
  const auto file = moov + first + second;
  const ByteRange at_first{42, 58};
  const ByteRange at_second{58, 74};
  ASSERT_EQ(file.size(), at_second.end);
  const auto entry = [](std::size_t members, std::string_view xpath) {
    return CborWriter().map(members + 1).text("xpath").text(xpath);
  };
  const auto data = [&](std::string_view xpath, std::uint64_t offset) {
    auto writer = entry(1, xpath).text("data").array(1).map(2);
    return writer.text("offset").number(offset).text("value").bytes("data");
  };
  const auto subset = [&](std::string_view xpath, std::uint64_t offset, std::uint64_t size) {
    auto writer = entry(1, xpath).text("subset").array(1).map(2);
    return writer.text("offset").number(offset).text("length").number(size);
  };
  const auto flags = "\0\0\5"s;
  const std::vector<ExclusionCase> cases = {
      {"second of its kind", entry(0, "/moov/trak[2]/free"), {33, 42}},
      {"whole root box by size", entry(1, "/fulb[1]").text("length").number(16), at_first},
      {"size that none has", entry(1, "/fulb").text("length").number(99), {}},
      {"exact flags", entry(1, "/fulb").text("flags").bytes(flags), at_first},
      {"flags among others",
       entry(2, "/fulb[2]").text("flags").bytes(flags).text("exact").boolean(false), at_second},
      {"version that none has", entry(1, "/fulb").text("version").number(0), {}},
      {"data at its place", data("/fulb[1]", 12), at_first},
      {"data elsewhere", data("/fulb", 11), {}},
      {"not through a box that holds no boxes", entry(0, "/fulb/free"), {}},
      {"part to the end", subset("/fulb[2]", 12, 0), {70, 74}},
      {"part in the middle", subset("/fulb[1]", 2, 3), {44, 47}},
      {"part beyond the end", subset("/fulb", 99, 7), {}},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    std::string bound;
    for (const auto& root : {ByteRange{0, 42}, at_first, at_second}) {
      if (each.left_out == root) continue;
      std::string kept;
      for (auto at = root.first; at < root.end; ++at)
        if (at < each.left_out.first || at >= each.left_out.end) kept += file[at];
      bound += with_offset(root.first, kept);
    }
    const auto outcome = check(file, bmff_assertion(1, each.entry.written(), 1, with_hash(bound)));
    EXPECT_TRUE(outcome.matches()) << outcome.problems.at(0).what;
    EXPECT_TRUE(outcome.additional_exclusions);
    EXPECT_EQ(outcome.uncovered_bytes, each.left_out.size());
  }
}

TEST(BmffHash, ShapesThatAreRefused) {
  const auto file = box("moov", "");
  const auto bad = [&](std::string_view entry) {
    return check(file, bmff_assertion(1, entry, 1, with_hash(""))).verdict;
  };
  for (const auto* path : {"moov", "/", "", "/moov/", "/moo", "/moov[0]", "/moov[01]", "/moov[x]",
                           "//moov", "/moov[1", "/moovs"})
    EXPECT_EQ(bad(CborWriter().map(1).text("xpath").text(path).written()), Verdict::Malformed)
        << path;
  CborWriter overlap;
  overlap.map(2).text("xpath").text("/moov").text("subset").array(2);
  overlap.map(2).text("offset").number(4).text("length").number(4);
  overlap.map(2).text("offset").number(7).text("length").number(4);
  EXPECT_EQ(bad(overlap.written()), Verdict::Malformed);
  EXPECT_EQ(
      bad(CborWriter().map(2).text("xpath").text("/moov").text("flags").bytes("ab").written()),
      Verdict::Malformed);
  CborWriter empty;
  empty.map(2).text("exclusions").array(0).raw(with_hash(""));
  EXPECT_EQ(check(file, empty.written()).verdict, Verdict::Malformed);
  EXPECT_EQ(check(file, bmff_assertion(0, "", 0, "")).verdict, Verdict::Mismatch) << "no hash";
}

TEST(BmffHash, ExclusionsNestAsDeepAsTheScanAllows) {
  std::string path;
  auto file = box("mdat", "media");
  for (int depth = 0; depth < 40; ++depth) path += "/skip";
  auto nested = box("skip", "");
  for (int depth = 1; depth < 40; ++depth) nested = box("skip", nested);
  file = nested + file;
  const auto entry = CborWriter().map(1).text("xpath").text(path).written();
  const auto assertion = bmff_assertion(1, entry, 1, with_hash("x"));
  const auto value = std::as_bytes(std::span(assertion));
  const Asset asset{Reader(std::as_bytes(std::span(file))), Format::Mp4, {}};
  const auto verdict = [&](std::uint32_t depth_max) {
    return check_hard_binding("c2pa.hash.bmff.v3", asset, value, {},
                              {.limits = {.depth_max = depth_max}})
        .verdict;
  };
  EXPECT_EQ(verdict(38), Verdict::Unreadable);
  EXPECT_EQ(verdict(39), Verdict::Mismatch);
}

/// Three more stand in every such assertion.
TEST(BmffHash, ExclusionsHaveALimit) {
  for (const auto& [count, verdict] :
       {std::pair(253U, Verdict::Mismatch), std::pair(254U, Verdict::Unreadable)}) {
    std::string entries;
    for (unsigned index = 0; index < count; ++index)
      entries += CborWriter().map(1).text("xpath").text("/free").written();
    EXPECT_EQ(
        check(box("mdat", "media"), bmff_assertion(count, entries, 1, with_hash("x"))).verdict,
        verdict);
  }
}

TEST(BmffHash, FirstVersionIsIgnored) {
  const Asset asset{Reader(Bytes{}), Format::Mp4, {}};
  EXPECT_EQ(check_hard_binding("c2pa.hash.bmff", asset, Bytes{}, {}, {}).verdict,
            Verdict::Malformed);
  const auto assertion = bmff_assertion(0, "", 1, with_hash(""));
  EXPECT_EQ(check_hard_binding("c2pa.hash.bmff", asset, std::as_bytes(std::span(assertion)), {}, {})
                .verdict,
            Verdict::Ignored);
  EXPECT_FALSE(is_hard_binding("c2pa.hash.bmff"));
  EXPECT_TRUE(is_hard_binding("c2pa.hash.bmff.v2__1"));
  EXPECT_FALSE(is_hard_binding("c2pa.hash.data.part"));
}

/// A tree over five leaves: rows of 5, 3, 2 and 1.
struct FiveLeaves {
  explicit FiveLeaves(const std::vector<std::string>& bytes) {
    for (const auto& each : bytes) row0.push_back(sha(each));
    row1 = {sha(row0[0] + row0[1]), sha(row0[2] + row0[3]), row0[4]};
    row2 = {sha(row1[0] + row1[1]), row1[2]};
  }
  std::vector<std::string> row0, row1, row2;
};

std::string mdat_exclusion() {
  CborWriter entry;
  entry.map(2).text("xpath").text("/mdat").text("subset").array(1);
  return entry.map(2).text("offset").number(16).text("length").number(0).written();
}

class MediaTree : public testing::Test {
 protected:
  /// An mdat of 16 bytes of header and five blocks of four (the last of one), and a hash of the
  /// rest.
  void make(const std::string& row, const std::string& boxes) {
    const auto media = "aaaabbbbccccdddde"s;
    const auto head = be(1, 4) + "mdat" + be(16 + media.size(), 8);
    file = head + media + boxes;
    assertion = bmff_assertion(
        1, mdat_exclusion(), 2,
        with_hash(with_offset(0, head)) + CborWriter().text("merkle").array(1).raw(row).written());
  }
  FiveLeaves tree{{"aaaa", "bbbb", "cccc", "dddd", "e"}};
  std::string fixed = CborWriter().text("fixedBlockSize").number(4).written();
  std::string file, assertion;
};

TEST_F(MediaTree, LeavesInTheManifestBindTheMedia) {
  make(merkle_row(5, tree.row0, 1, fixed), "");
  const auto outcome = check(file, assertion);
  EXPECT_TRUE(outcome.matches()) << outcome.problems.at(0).what;
  EXPECT_FALSE(outcome.additional_exclusions);
  EXPECT_EQ(outcome.uncovered_bytes, 0U);
  for (std::size_t index = 16; index < file.size(); ++index) {
    auto changed = file;
    changed[index] = '!';
    const auto refused = check(changed, assertion);
    EXPECT_EQ(refused.verdict, Verdict::Mismatch) << index;
    EXPECT_EQ(refused.problems.at(0).offset, 16 + (index - 16) / 4 * 4);
  }
}

TEST_F(MediaTree, UpperRowNeedsTheBoxesOfHashesInTheirOrder) {
  const std::vector<std::string> boxes = {
      proof_box(0, 0, {tree.row0[1], tree.row1[1]}), proof_box(0, 1, {tree.row0[0], tree.row1[1]}),
      proof_box(0, 2, {tree.row0[3], tree.row1[0]}), proof_box(0, 3, {tree.row0[2], tree.row1[0]}),
      proof_box(0, 4, {})};
  const auto row = merkle_row(5, tree.row2, 1, fixed);
  make(row, boxes[0] + boxes[1] + boxes[2] + boxes[3] + boxes[4]);
  const auto outcome = check(file, assertion);
  EXPECT_TRUE(outcome.matches()) << outcome.problems.at(0).what;
  make(row, "");
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Malformed);
  make(row, boxes[0] + boxes[1] + boxes[2] + boxes[4] + boxes[3]);
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Mismatch);
  make(row, boxes[0] + boxes[1] + boxes[2] + boxes[3]);
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Mismatch);
  make(row, boxes[0] + boxes[1] + boxes[2] + boxes[3] + proof_box(0, 4, {tree.row0[0]}));
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Mismatch) << "a hash too many";
}

TEST_F(MediaTree, BlocksOfTheirOwnSizesMakeUpTheMedia) {
  const auto sizes = [](std::initializer_list<std::uint64_t> list) {
    CborWriter writer;
    writer.text("variableBlockSizes").array(list.size());
    for (const auto size : list) writer.number(size);
    return writer.written();
  };
  make(merkle_row(2, {sha("aaaabbbbccccdddd"), sha("e")}, 1, sizes({16, 1})), "");
  EXPECT_TRUE(check(file, assertion).matches());
  make(merkle_row(2, {sha("aaaabbbbccccdddd"), sha("e")}, 1, sizes({15, 1})), "");
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Malformed);
  make(merkle_row(2, {sha("a"), sha("e")}, 1, sizes({16})), "");
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Malformed) << "fewer sizes than leaves";
  make(merkle_row(2, {sha("a"), sha("e")}, 2, sizes({16, 1}) + fixed), "");
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Malformed) << "both kinds of sizes";
  make(merkle_row(1, {sha("a"), sha("e")}, 0, ""), "");
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Malformed) << "more hashes than leaves";
  make(merkle_row(5, {sha("a"), sha("a"), sha("a"), sha("e")}, 1, fixed), "");
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Malformed) << "no row of that tree";
}

/// A film of so many blocks of 4 bytes, each another, with every row of its tree.
struct LongFilm {
  explicit LongFilm(std::size_t count) {
    std::vector<std::string> leaves;
    for (std::size_t index = 0; index < count; ++index) {
      media += be(index, 4);
      leaves.push_back(sha(be(index, 4)));
    }
    rows.push_back(std::move(leaves));
    while (rows.back().size() > 1) {
      const auto& below = rows.back();
      std::vector<std::string> row;
      for (std::size_t index = 0; index < below.size(); index += 2)
        row.push_back(index + 1 < below.size() ? sha(below[index] + below[index + 1])
                                               : below[index]);
      rows.push_back(std::move(row));
    }
  }

  /// The boxes of hashes that lead from each leaf to a row.
  [[nodiscard]] std::string proofs_to(std::size_t level) const {
    std::string boxes;
    for (std::size_t leaf = 0; leaf < rows[0].size(); ++leaf) {
      std::vector<std::string> hashes;
      for (std::size_t below = 0; below < level; ++below) {
        const auto other = (leaf >> below) ^ 1U;
        if (other < rows[below].size()) hashes.push_back(rows[below][other]);
      }
      boxes += proof_box(0, leaf, hashes, 0);
    }
    return boxes;
  }

  std::string media;
  std::vector<std::vector<std::string>> rows;
};

class LongMediaTree : public MediaTree {
 protected:
  void make_of(const LongFilm& film, const std::string& row, const std::string& boxes) {
    const auto head = be(1, 4) + "mdat" + be(16 + film.media.size(), 8);
    file = head + film.media + boxes;
    assertion = bmff_assertion(
        1, mdat_exclusion(), 2,
        with_hash(with_offset(0, head)) + CborWriter().text("merkle").array(1).raw(row).written());
  }
};

/// With blocks of 1 MiB this is a film of 190 GB.
TEST_F(LongMediaTree, LeavesByTheHundredThousandBindTheMedia) {
  const LongFilm film(190'001);
  make_of(film, merkle_row(film.rows[0].size(), film.rows[0], 1, fixed), "");
  EXPECT_TRUE(check(file, assertion).matches());
  file[16 + 4 * 150'000] ^= 1;
  const auto refused = check(file, assertion);
  EXPECT_EQ(refused.verdict, Verdict::Mismatch);
  EXPECT_EQ(refused.problems.at(0).offset, 16 + 4 * 150'000);
}

TEST_F(LongMediaTree, UpperRowOfManyLeavesBindsTheMedia) {
  constexpr std::size_t level = 3;
  const LongFilm film(40'003);
  make_of(film, merkle_row(film.rows[0].size(), film.rows[level], 1, fixed), film.proofs_to(level));
  EXPECT_TRUE(check(file, assertion).matches());
  file[16 + 4 * 30'000] ^= 1;
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Mismatch);
}

TEST_F(LongMediaTree, BlocksOfTheirOwnSizesByTheTenThousand) {
  const LongFilm film(95'001);
  CborWriter sizes;
  sizes.text("variableBlockSizes").array(film.rows[0].size());
  for (std::size_t index = 0; index < film.rows[0].size(); ++index) sizes.number(4);
  make_of(film, merkle_row(film.rows[0].size(), film.rows[0], 1, sizes.written()), "");
  EXPECT_TRUE(check(file, assertion).matches());
}

TEST_F(MediaTree, EveryMdatNeedsATree) {
  make(merkle_row(5, tree.row0, 1, fixed), "");
  const auto second = box("mdat", "12345678unbound");
  const auto head = file.substr(0, 16);
  const auto bound = with_offset(0, head) + with_offset(file.size(), second.substr(0, 16));
  const auto two = bmff_assertion(
      1, mdat_exclusion(), 2,
      with_hash(bound) +
          CborWriter().text("merkle").array(1).raw(merkle_row(5, tree.row0, 1, fixed)).written());
  EXPECT_EQ(check(file + second, two).verdict, Verdict::Mismatch);
}

TEST_F(MediaTree, FilmInFragmentsIsNotBoundLikeAFilmInOnePiece) {
  make(merkle_row(5, tree.row0, 1, fixed), box("moof", "head"));
  EXPECT_EQ(check(file, assertion).verdict, Verdict::Mismatch) << "the moof is not in the hash";
  const auto bound = with_offset(0, file.substr(0, 16)) + with_offset(33, box("moof", "head"));
  const auto whole = bmff_assertion(
      1, mdat_exclusion(), 2,
      with_hash(bound) +
          CborWriter().text("merkle").array(1).raw(merkle_row(5, tree.row0, 1, fixed)).written());
  EXPECT_EQ(check(file, whole).verdict, Verdict::Malformed);
}

TEST(BmffFragments, SegmentsInFilesOfTheirOwn) {
  const Film film;
  std::vector<std::string> files;
  std::vector<std::string> leaves;
  for (std::size_t index = 0; index < 3; ++index) {
    const auto proof = proof_box(0, index, {});
    files.push_back(proof + film.fragments[index]);
    leaves.push_back(sha(film.bound(index, proof.size())));
  }
  const auto assertion = film.assertion(leaves);
  const auto segment = [&](std::size_t index) {
    return Segment{"segment " + std::to_string(index),
                   Reader(std::as_bytes(std::span(files[index])))};
  };
  const std::vector<Segment> all = {segment(0), segment(1), segment(2)};
  const auto outcome = check(film.init, assertion, all);
  EXPECT_TRUE(outcome.matches()) << outcome.problems.at(0).what;
  EXPECT_TRUE(check(film.init, assertion, std::vector{segment(0), segment(2)}).matches());
  const auto lone = check(film.init, assertion);
  EXPECT_EQ(lone.verdict, Verdict::Mismatch) << "no segment at all";
  EXPECT_TRUE(lone.lacks_segments);
  ASSERT_EQ(lone.trees.size(), 1U);
  EXPECT_EQ(lone.trees[0].segments, 3U);
  const auto other = check(film.init + box("free", "x"), assertion);
  EXPECT_FALSE(other.lacks_segments) << "it is another one";
  EXPECT_EQ(other.problems.at(0).where, "/merkle/0/initHash");
  EXPECT_EQ(other.trees.size(), 1U) << "whose segments are not those it says";
  const auto swapped = check(film.init, assertion, std::vector{segment(1), segment(0)});
  EXPECT_EQ(swapped.verdict, Verdict::Mismatch);
  ASSERT_EQ(swapped.members.size(), 2U);
  EXPECT_FALSE(swapped.members[0].problem.has_value());
  EXPECT_EQ(swapped.members[1].problem->what, "comes out of its order");
  EXPECT_TRUE(swapped.members[1].fits);
  EXPECT_EQ(check(film.init, assertion, std::vector{segment(1), segment(1)}).verdict,
            Verdict::Mismatch);
  EXPECT_EQ(check(film.init + box("free", "x"), assertion, all).problems.at(0).where,
            "/merkle/0/initHash");
  std::optional<KeptDigest> kept;
  auto again = segment(1);
  again.kept = &kept;
  EXPECT_TRUE(check(film.init, assertion, std::vector{again}).matches());
  ASSERT_TRUE(kept.has_value());
  files[1].back() = 'X';
  const auto changed = check(film.init, assertion, all);
  EXPECT_EQ(changed.problems.at(0).where, "segment 1");
  ASSERT_EQ(changed.members.size(), 3U);
  EXPECT_FALSE(changed.members[1].fits);
  EXPECT_TRUE(changed.members[2].fits && !changed.members[2].problem);
  EXPECT_TRUE(check(film.init, assertion, std::vector{again}).matches()) << "it was not read again";
  kept->of.bytes[0] ^= std::byte{1};
  EXPECT_FALSE(check(film.init, assertion, std::vector{again}).matches())
      << "it was of other bytes";
  files[1] = film.fragments[1];
  const auto bare = std::vector{segment(0), segment(1)};
  EXPECT_EQ(check(film.init, assertion, bare).verdict, Verdict::Malformed) << "no box of hashes";
}

TEST(BmffFragments, FilmInOneFileIsBoundToItsLastFragment) {
  const Film film;
  auto file = film.init;
  std::vector<std::string> leaves;
  for (std::size_t index = 0; index < 3; ++index) {
    file += proof_box(0, index, {});
    leaves.push_back(sha(film.bound(index, file.size())));
    file += film.fragments[index];
  }
  const auto assertion = film.assertion(leaves);
  const auto outcome = check(file, assertion);
  EXPECT_TRUE(outcome.matches()) << outcome.problems.at(0).what;
  const auto cut = check(file.substr(0, file.size() - film.fragments[2].size()), assertion);
  EXPECT_EQ(cut.verdict, Verdict::Mismatch) << "the last fragment is gone";
  EXPECT_EQ(cut.problems.at(0).where, "/merkle/0/count");
}

}  // namespace
}  // namespace gg::bindings
