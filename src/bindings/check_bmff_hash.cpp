#include "bindings/check_bmff.h"
#include "bindings/store_location.h"
#include "formats/bmff/box.h"

#include <algorithm>

namespace gg::bindings {
namespace {

using bmff::operator""_4cc;

bool has_init_hash(const MerkleRow& row) { return row.init_hash.has_value(); }

/// One check of a BMFF hash. *single thread*
class BoxedFileCheck {
 public:
  BoxedFileCheck(const Asset& asset, const BmffHash& hash, std::span<const Segment> segments,
                 const Terms& terms)
      : asset_(asset), hash_(hash), segments_(segments), terms_(terms) {}

  Outcome run() {
    for (const auto& exclusion : hash_.exclusions)
      if (kind_of(exclusion, hash_) == ExclusionKind::Other) outcome_.additional_exclusions = true;
    if (const auto problem = shape_problem()) return failed(*problem);
    Budget budget(terms_.limits);
    const auto layout = BmffLayout::read(asset_.file, hash_, budget);
    if (!layout.has_value()) return failed(problem_of(layout.error(), "file"));
    Coverage coverage;
    layout->tell_gaps(coverage, true);
    coverage.tell(outcome_, asset_.file.size());
    if (hash_.hash) check_whole(*layout);
    check_trees(*layout);
    return std::move(outcome_);
  }

 private:
  /// What the assertion must not be, whatever the file is.
  [[nodiscard]] std::optional<Problem> shape_problem() const {
    if (!hash_.hash && hash_.merkle.empty())
      return Problem{Verdict::Mismatch, "has neither a hash nor trees of hashes", "/hash"};
    for (std::size_t index = 0; index < hash_.merkle.size(); ++index) {
      const auto& row = hash_.merkle[index];
      const auto where = "/merkle/" + std::to_string(index);
      if (!is_row_of_tree(row))
        return Problem{Verdict::Malformed, "is no row of a tree with that many leaves", where};
      if (row.init_hash && hash_.hash)
        return Problem{Verdict::Malformed,
                       "binds the file as a whole and in fragments at the same time", where};
    }
    return std::nullopt;
  }

  void check_whole(const BmffLayout& layout) {
    const auto algorithm = algorithm_for(hash_.algorithm, terms_, "/alg");
    if (!algorithm.has_value()) return outcome_.add(algorithm.error());
    outcome_.algorithm = name_of(*algorithm);
    const HashJob job{*algorithm, layout.pieces({0, layout.size_bytes()}, true)};
    const auto digest = hash_pieces(asset_.file, job, terms_.effort);
    if (!digest.has_value()) return outcome_.add(problem_of(digest.error(), "file"));
    if (!digest->is(*hash_.hash))
      outcome_.add({Verdict::Mismatch, "the file's boxes are not those that were bound", "/hash"});
  }

  void check_trees(const BmffLayout& layout) {
    if (outcome_.verdict == Verdict::Stopped || hash_.merkle.empty()) return;
    const bool fragmented = std::ranges::any_of(layout.roots(), is_fragment);
    if (!std::ranges::any_of(hash_.merkle, has_init_hash)) {
      if (fragmented)
        return outcome_.add({Verdict::Malformed,
                             "the film is in fragments, and no tree states the hash of what stands "
                             "before them",
                             "/merkle"});
      if (!hash_.hash)
        outcome_.add({Verdict::Mismatch, "nothing binds the file outside its media", "/hash"});
      return check_media_trees(asset_.file, hash_, layout, terms_, outcome_);
    }
    if (!fragmented && segments_.empty())
      return check_lone_init(asset_.file, hash_, layout, terms_, outcome_);
    if (fragmented) check_own_fragments(asset_.file, hash_, layout, terms_, outcome_);
    if (!segments_.empty()) check_segments(asset_.file, hash_, layout, segments_, terms_, outcome_);
  }

  const Asset& asset_;
  const BmffHash& hash_;
  std::span<const Segment> segments_;
  const Terms& terms_;
  Outcome outcome_;
};

}  // namespace

bool is_fragment(const RootBox& box) { return box.type == "moof"_4cc; }

RowIndex::RowIndex(const BmffHash& hash) {
  for (const auto& row : hash.merkle) rows_.try_emplace({row.unique_id, row.local_id}, &row);
}

const MerkleRow* RowIndex::find(const MerkleBox& box) const {
  const auto found = rows_.find({box.unique_id, box.local_id});
  return found == rows_.end() ? nullptr : found->second;
}

Parsed<std::vector<MerkleBox>> find_merkle_boxes(Reader file, const BmffLayout& layout) {
  std::vector<MerkleBox> boxes;
  for (const auto& root : layout.roots()) {
    if (root.type != "uuid"_4cc) continue;
    TRY_LET(const auto box, read_merkle_box(file, root.range));
    if (box) boxes.push_back(*box);
  }
  return boxes;
}

Outcome check_bmff_hash(const Asset& asset, const cbor::Value& assertion,
                        std::span<const Segment> segments, const Terms& terms) {
  const auto hash = parse_bmff_hash(assertion);
  if (!hash.has_value()) return failed(hash.error());
  return BoxedFileCheck(asset, *hash, segments, terms).run();
}

}  // namespace gg::bindings
