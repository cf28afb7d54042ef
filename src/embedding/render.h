#pragma once

#include "embedding/places.h"
#include "embedding/plan.h"

#include <optional>

namespace gg::embedding {

/// Gives the bytes of a result, window by window, from any piece on. *single thread*
class Render {
 public:
  /// `source`: not needed where no piece in question copies. `store`: zeros where there is none;
  /// exactly as long as the plan reserves. Both must outlive this.
  Render(const WritePlan& plan, SourceBytes* source, std::optional<Bytes> store)
      : plan_(plan), source_(source), store_(store) {}

  /// Goes to the start of a piece.
  void seek(std::size_t piece) {
    piece_ = piece;
    done_bytes_ = 0;
  }

  /// Fills as much of `into` as there are bytes up to the piece `end`; how much. 0 at that piece.
  /// Errors: those of the source.
  Result<std::size_t> fill(std::span<std::byte> into, std::size_t end);

 private:
  Result<void> render(const Piece& piece, std::uint64_t from, std::span<std::byte> into);
  Result<void> render_offsets(const OffsetTable& table, std::uint64_t from,
                              std::span<std::byte> into);
  void render_store(std::uint64_t from, std::span<std::byte> into) const;
  void render_text(std::uint64_t from, std::span<std::byte> into) const;
  void render_blocks(std::uint64_t from, std::span<std::byte> into) const;
  [[nodiscard]] std::vector<std::byte> checksum() const;

  const WritePlan& plan_;
  SourceBytes* source_;
  std::optional<Bytes> store_;
  std::size_t piece_ = 0;
  std::uint64_t done_bytes_ = 0;  ///< Of that piece.
};

}  // namespace gg::embedding
