#pragma once

#include "bindings/check.h"
#include "files/visited_file.h"
#include "gate/bound_files.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace gg {

/// A segment of a family, and to which initialization segment it belongs.
struct SegmentCandidate {
  std::size_t file = 0;
  std::size_t bundle = 0;  ///< Of the family.
  const SegmentPlace* place = nullptr;
  std::unique_ptr<VisitedFile> source;
  std::optional<bindings::KeptDigest> kept;
  std::optional<std::size_t> fits;   ///< The initialization segment that binds its bytes.
  std::optional<std::size_t> owner;  ///< The one that it is told with.
};

/// Some candidates of a family, by their numbers.
using ChosenSegments = std::vector<std::size_t>;

/// By the numbers in their names, tree by tree, where those are all of one form but for numbers;
/// else as they say themselves.
ChosenSegments in_order(const BoundScan& scan, const std::vector<SegmentCandidate>& candidates,
                        ChosenSegments chosen);

/// Says whose each segment is: the one's that it fits. One that fits none is its folder's, when
/// others of the folder fit; or of one that it stands beside, or below when no segment fits that.
/// An orphan that happens to have the same identifiers as a stream elsewhere is nobody's, and
/// accuses nobody.
void find_owners(const BoundScan& scan, const StreamFamily& family,
                 std::vector<SegmentCandidate>& candidates);

}  // namespace gg
