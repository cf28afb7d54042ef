#pragma once

#include "bindings/assertions.h"
#include "bindings/coverage.h"
#include "bindings/hash.h"
#include "bytes/budget.h"

#include <vector>

namespace gg::bindings {

/// What an entry of a BMFF hash's exclusions is there for.
enum class ExclusionKind : std::uint8_t {
  Store,   ///< The C2PA boxes: `uuid` with C2PA's identifier.
  Format,  ///< `ftyp` and `mfra`, which every such hash leaves out.
  Leaves,  ///< The inside of `mdat`, which Merkle trees cover.
  Other,   ///< What the signer left out beyond that.
};
ExclusionKind kind_of(const BoxExclusion& exclusion, const BmffHash& hash);

/// A box that stands in no other. *value*
struct RootBox {
  ByteRange range;
  std::uint32_t type = 0;
  std::uint8_t header_bytes = 8;
  bool left_out = false;  ///< In its entirety.
};

/// The root boxes of a file, and the bytes that a BMFF hash leaves out. *value*
class BmffLayout {
 public:
  /// Reads box headers only, and inside boxes only where an exclusion leads.
  /// Budget: an item for two root boxes, one for each box below. Faults: those of
  /// bmff::next_box, too_deep, too_many_items, read_failed.
  /// Source: C2PA 2.2 section 18.6.2.
  static Parsed<BmffLayout> read(Reader file, const BmffHash& hash, Budget& budget);

  [[nodiscard]] const std::vector<RootBox>& roots() const { return roots_; }
  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }

  /// What a digest over the root boxes that begin in `range` takes in: each box that is not left
  /// out with its offset before it (`with_offsets`), less the exclusions; then bytes of no box.
  [[nodiscard]] std::vector<Piece> pieces(ByteRange range, bool with_offsets) const;

  /// Names the gaps of a digest over the whole file. `leaves_covered`: trees cover the inside of
  /// `mdat`.
  void tell_gaps(Coverage& coverage, bool leaves_covered) const;

 private:
  struct LeftOut {
    ByteRange range;
    std::uint32_t exclusion = 0;
  };
  class Walk;

  std::uint64_t size_bytes_ = 0;
  std::vector<RootBox> roots_;
  std::vector<LeftOut> left_out_;  ///< As found; parts of boxes and whole ones.
  std::vector<ByteRange> holes_;   ///< The same in order, joined.
  std::vector<std::pair<ExclusionKind, std::string>> names_;  ///< Of each exclusion.
};

}  // namespace gg::bindings
