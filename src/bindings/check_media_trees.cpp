#include "bindings/check_bmff.h"
#include "formats/bmff/box.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gg::bindings {
namespace {

using bmff::operator""_4cc;

/// Leaves that are hashed before any of them is compared: enough for every thread to have some.
constexpr std::uint64_t batch_leaves = 256;
/// From here on Merkle trees cover an `mdat` whose head the hash of the whole covers.
constexpr std::uint64_t head_bytes = 16;

/// The leaves of one tree over one `mdat`, as ranges of the file.
class Leaves {
 public:
  Leaves(const MerkleRow& row, ByteRange media) : row_(row), media_(media), at_(media.first) {}

  [[nodiscard]] bool at_end() const { return index_ == row_.count; }

  /// The next leaf. A last block of fixed size ends with the media.
  ByteRange next() {
    auto size = media_.end - at_;
    if (row_.variable_block_bytes)
      size = (*row_.variable_block_bytes)[static_cast<std::size_t>(index_)];
    if (row_.fixed_block_bytes) size = *row_.fixed_block_bytes;
    const auto first = at_;
    at_ += std::min(size, media_.end - at_);
    ++index_;
    return {first, at_};
  }

  [[nodiscard]] bool used_up() const { return at_ == media_.end; }

 private:
  const MerkleRow& row_;
  ByteRange media_;
  std::uint64_t at_;
  std::uint64_t index_ = 0;
};

/// How many leaves the sizes of a row give; nothing where they do not fit the media.
bool fits_media(const MerkleRow& row, ByteRange media) {
  const auto size = media.size();
  if (row.fixed_block_bytes) {
    const auto blocks =
        size / *row.fixed_block_bytes + (size % *row.fixed_block_bytes != 0 ? 1 : 0);
    return std::max<std::uint64_t>(blocks, 1) == row.count;
  }
  if (!row.variable_block_bytes) return row.count == 1;
  std::uint64_t total = 0;
  for (const auto block : *row.variable_block_bytes) {
    if (block > size - total) return false;
    total += block;
  }
  return total == size;
}

enum class Fit : std::uint8_t { Match, Mismatch, Failed };

/// The check of one tree. *single thread*, but for its hashing
class TreeCheck {
 public:
  TreeCheck(Reader file, const MerkleRow& row, std::vector<MerkleBox> boxes, Algorithm algorithm,
            const Terms& terms, std::string where, Outcome& outcome)
      : file_(file),
        row_(row),
        boxes_(std::move(boxes)),
        algorithm_(algorithm),
        terms_(terms),
        where_(std::move(where)),
        outcome_(outcome) {}

  void run(const RootBox& mdat) {
    if (!has_proofs()) return;
    const ByteRange payload{mdat.range.first + mdat.header_bytes, mdat.range.end};
    const ByteRange behind_head{std::min(mdat.range.first + head_bytes, mdat.range.end),
                                mdat.range.end};
    // A common writer counts the leaves from byte 16 even where the header has 8; the text says
    // payload. Both bind all bytes, for the hash of the whole covers the first 16.
    auto fit = compare(behind_head);
    if (fit == Fit::Mismatch && payload != behind_head) fit = compare(payload);
    if (fit != Fit::Mismatch) return;
    if (malformed_)
      return outcome_.add({Verdict::Malformed, "the sizes of the blocks do not make up the media",
                           where_ + "/variableBlockSizes", mismatch_at_});
    outcome_.add(
        {Verdict::Mismatch, "the media are not those that were bound", where_, mismatch_at_});
  }

  void run_without_media() {
    outcome_.add({Verdict::Mismatch, "the file lacks the mdat box that this tree binds", where_});
  }

 private:
  /// A row above the leaves needs one box of hashes for each leaf, in their order.
  bool has_proofs() {
    if (row_.count == row_.hashes.size()) return true;
    if (boxes_.empty()) {
      outcome_.add(
          {Verdict::Malformed, "the file has no C2PA boxes with the hashes of this tree", where_});
      return false;
    }
    if (boxes_.size() != row_.count) {
      outcome_.add({Verdict::Mismatch,
                    "the file has another number of C2PA boxes with hashes than "
                    "the tree has leaves",
                    where_, boxes_.front().range.first});
      return false;
    }
    for (std::size_t index = 0; index < boxes_.size(); ++index) {
      if (boxes_[index].location == index) continue;
      outcome_.add({Verdict::Mismatch, "a C2PA box with hashes is not in its place", where_,
                    boxes_[index].range.first});
      return false;
    }
    return true;
  }

  Fit compare(ByteRange media) {
    mismatch_at_ = media.first;
    const bool fits = fits_media(row_, media);
    malformed_ = !fits && row_.variable_block_bytes.has_value();
    if (!fits) return Fit::Mismatch;
    Leaves leaves(row_, media);
    std::uint64_t location = 0;
    while (!leaves.at_end()) {
      std::vector<HashJob> jobs;
      while (!leaves.at_end() && jobs.size() < batch_leaves)
        jobs.push_back({algorithm_, {Piece{leaves.next()}}});
      const auto digests = hash_jobs(file_, jobs, terms_.effort);
      if (!digests.has_value()) return failed_reading(digests.error());
      for (std::size_t index = 0; index < digests->size(); ++index, ++location) {
        const auto fit = compare_leaf((*digests)[index], location);
        mismatch_at_ = jobs[index].pieces.front().range.first;
        if (fit != Fit::Match) return fit;
      }
    }
    return leaves.used_up() ? Fit::Match : Fit::Mismatch;
  }

  Fit compare_leaf(const HashValue& digest, std::uint64_t location) {
    if (row_.count == row_.hashes.size())
      return digest.is(row_.hashes[static_cast<std::size_t>(location)]) ? Fit::Match
                                                                        : Fit::Mismatch;
    const auto hashes = read_merkle_hashes(file_, boxes_[static_cast<std::size_t>(location)]);
    if (!hashes.has_value()) return failed_reading(hashes.error());
    const std::vector<Bytes> views(hashes->begin(), hashes->end());
    return proves(row_, algorithm_, digest, location, views) ? Fit::Match : Fit::Mismatch;
  }

  Fit failed_reading(const ParseError& error) {
    outcome_.add(problem_of(error, where_));
    return Fit::Failed;
  }

  Reader file_;
  const MerkleRow& row_;
  std::vector<MerkleBox> boxes_;
  Algorithm algorithm_;
  const Terms& terms_;
  std::string where_;
  Outcome& outcome_;
  std::uint64_t mismatch_at_ = 0;
  bool malformed_ = false;
};

using BoxesOfRow = std::map<const MerkleRow*, std::vector<MerkleBox>>;

BoxesOfRow by_row(const BmffHash& hash, const std::vector<MerkleBox>& boxes) {
  const RowIndex rows(hash);
  BoxesOfRow grouped;
  for (const auto& box : boxes)
    if (const auto* row = rows.find(box)) grouped[row].push_back(box);
  return grouped;
}

/// Every `mdat` has to have its tree, or its inside would be bound by nothing; and none has two.
void check_one_tree_each(const BmffHash& hash, const std::vector<const RootBox*>& media,
                         Outcome& outcome) {
  std::set<std::uint64_t> bound;
  for (std::size_t index = 0; index < hash.merkle.size(); ++index)
    if (!bound.insert(hash.merkle[index].local_id).second)
      return outcome.add({Verdict::Malformed, "binds an mdat box that another tree binds already",
                          "/merkle/" + std::to_string(index)});
  for (std::size_t index = 0; index < media.size(); ++index)
    if (!bound.contains(index) && media[index]->range.size() > head_bytes)
      outcome.add({Verdict::Mismatch, "an mdat box is bound by no tree", "/merkle",
                   media[index]->range.first});
}

}  // namespace

void check_media_trees(Reader file, const BmffHash& hash, const BmffLayout& layout,
                       const Terms& terms, Outcome& outcome) {
  std::vector<const RootBox*> media;
  for (const auto& root : layout.roots())
    if (root.type == "mdat"_4cc) media.push_back(&root);
  const auto boxes = find_merkle_boxes(file, layout);
  if (!boxes.has_value()) return outcome.add(problem_of(boxes.error(), "file"));
  check_one_tree_each(hash, media, outcome);
  if (outcome.verdict == Verdict::Malformed) return;
  auto grouped = by_row(hash, *boxes);
  for (std::size_t index = 0; index < hash.merkle.size(); ++index) {
    const auto& row = hash.merkle[index];
    const auto where = "/merkle/" + std::to_string(index);
    const auto algorithm =
        algorithm_for(row.algorithm ? row.algorithm : hash.algorithm, terms, where + "/alg");
    if (!algorithm.has_value()) return outcome.add(algorithm.error());
    TreeCheck check(file, row, std::move(grouped[&row]), *algorithm, terms, where, outcome);
    if (row.local_id >= media.size()) {
      check.run_without_media();
    } else {
      check.run(*media[static_cast<std::size_t>(row.local_id)]);
    }
    if (outcome.verdict == Verdict::Stopped) return;
  }
}

}  // namespace gg::bindings
