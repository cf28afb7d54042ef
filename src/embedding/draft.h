#pragma once

#include "bytes/budget.h"
#include "embedding/embedding.h"
#include "embedding/faults.h"
#include "embedding/octets.h"

#include <vector>

namespace gg::embedding {

/// What stands at one place of the result instead of bytes of the source. *value*
struct Fill {
  std::vector<Piece> pieces;
  ByteRange excluded = {};  ///< What a data hash leaves out; counts from the start of the fill.

  [[nodiscard]] std::uint64_t size_bytes() const {
    std::uint64_t size = 0;
    for (const auto& piece : pieces) size += piece.size_bytes;
    return size;
  }
};

/// A plan in the making: changes to the source, in any order. *single thread*
class Draft {
 public:
  Draft(const Reader& source, std::uint64_t reserved_bytes, const EmbeddingOptions& chosen,
        Budget& limits, WritePlan& plan)
      : file(source), store_bytes(reserved_bytes), options(chosen), budget(limits), plan_(plan) {}

  Reader file;
  const std::uint64_t store_bytes;  ///< 0: the store is only taken out.
  const EmbeddingOptions& options;
  Budget& budget;
  std::size_t replaced = 0;  ///< Stores of the source that the result no longer has.

  [[nodiscard]] bool embeds() const { return store_bytes != 0; }

  /// `removed` bytes of the source at `at` give way to `fill`. Several changes at one place stand
  /// in the order in which they were made.
  void change(std::uint64_t at, std::uint64_t removed, Fill fill) {
    edits_.push_back({at, removed, std::move(fill), edits_.size()});
  }
  void insert(std::uint64_t at, Fill fill) { change(at, 0, std::move(fill)); }
  void remove(ByteRange range) { change(range.first, range.size(), {}); }
  /// Other bytes of the same number.
  void patch(std::uint64_t at, const Octets& octets) { change(at, octets.size(), literal(octets)); }

  /// Bytes of the source that a data hash leaves out, though they stay.
  void exclude(ByteRange range) { excluded_.push_back(range); }

  Fill literal(const Octets& octets) {
    Fill fill;
    add_literal(fill, octets);
    return fill;
  }
  void add_literal(Fill& fill, const Octets& octets);
  /// A table of offsets instead of the one in the source.
  Fill offsets(const OffsetTable& table);
  /// Literal, store as `kind` encodes it, literal.
  Fill framed(const Octets& before, Piece store, const Octets& behind);
  /// The whole store, plain.
  [[nodiscard]] Piece whole_store() const { return {PieceKind::Store, 0, store_bytes}; }

  /// Where bytes move by the changes made so far.
  [[nodiscard]] OffsetMap map() const;

  [[nodiscard]] std::uint64_t source_bytes() const { return file.size(); }
  [[nodiscard]] tl::unexpected<ParseError> error(const ParseFault& fault,
                                                 std::uint64_t offset) const {
    return fail(ParseError{&fault, offset});
  }

  WritePlan& plan() { return plan_; }

  /// Puts the changes into the plan. Faults: overlapping_changes.
  Parsed<void> finish();

 private:
  struct Edit {
    std::uint64_t at = 0;
    std::uint64_t removed = 0;
    Fill fill;
    std::size_t number = 0;  ///< How many were made before it.
  };
  [[nodiscard]] std::vector<const Edit*> in_order() const;
  void add_piece(const Piece& piece);

  WritePlan& plan_;
  std::vector<Edit> edits_;
  std::vector<ByteRange> excluded_;
};

/// The planners, one for each kind of container. Each leaves the draft with the old store taken out
/// and the place for the new one in. Faults: embedding::faults, and those of reading.
Parsed<void> plan_jpeg(Draft& draft);
Parsed<void> plan_png(Draft& draft);
Parsed<void> plan_riff(Draft& draft);
Parsed<void> plan_gif(Draft& draft);
Parsed<void> plan_tiff(Draft& draft);
Parsed<void> plan_id3(Draft& draft);
Parsed<void> plan_svg(Draft& draft);
Parsed<void> plan_pdf(Draft& draft);
Parsed<void> plan_jpeg_xl(Draft& draft);
Parsed<void> plan_bmff(Draft& draft);

/// A media segment of a stream gets its box of hashes.
Parsed<void> plan_bmff_segment(Draft& draft, const PlannedFragment& place, std::uint64_t leaves);
/// A BMFF file that stays as it is.
Parsed<void> list_bmff_roots(Draft& draft);

}  // namespace gg::embedding
