#pragma once

#include "bindings/bmff_layout.h"
#include "bindings/merkle.h"
#include "bindings/terms.h"

#include <map>
#include <utility>
#include <vector>

namespace gg::bindings {

/// The C2PA boxes of hashes among the root boxes of a file, in file order.
Parsed<std::vector<MerkleBox>> find_merkle_boxes(Reader file, const BmffLayout& layout);

/// Finds the rows of an assertion by their identifiers. Lives no longer than the assertion.
class RowIndex {
 public:
  explicit RowIndex(const BmffHash& hash);
  /// The row that binds what a box of hashes belongs to; nothing where there is none.
  [[nodiscard]] const MerkleRow* find(const MerkleBox& box) const;

 private:
  std::map<std::pair<std::uint64_t, std::uint64_t>, const MerkleRow*> rows_;
};

/// True when a root box begins a fragment.
bool is_fragment(const RootBox& box);

/// Checks the trees over the inside of `mdat` boxes. Adds what is wrong to `outcome`.
/// Source: C2PA 2.2 sections 15.12.2.1, A.5.4.1.1.
void check_media_trees(Reader file, const BmffHash& hash, const BmffLayout& layout,
                       const Terms& terms, Outcome& outcome);

/// Checks the fragments that stand in the file itself, and its initialization part.
/// Source: C2PA 2.2 sections 15.12.2.2, A.5.4.1.2.
void check_own_fragments(Reader file, const BmffHash& hash, const BmffLayout& layout,
                         const Terms& terms, Outcome& outcome);

/// Checks an initialization segment whose segments were not given, and tells its trees.
void check_lone_init(Reader file, const BmffHash& hash, const BmffLayout& layout,
                     const Terms& terms, Outcome& outcome);

/// Checks segments that stand in files of their own, and the initialization segment `file`.
void check_segments(Reader file, const BmffHash& hash, const BmffLayout& layout,
                    std::span<const Segment> segments, const Terms& terms, Outcome& outcome);

}  // namespace gg::bindings
