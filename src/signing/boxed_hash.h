#pragma once

#include "bindings/hash.h"
#include "embedding/plan.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gg::signing {

/// The digests of a BMFF result, made of its bytes as they are written: of everything, or of what
/// stands before the first fragment and of each fragment; and of the blocks of its media.
/// C2PA boxes, ftyp and mfra are left out, and every other root box has its offset before it.
/// *single thread* Source: C2PA 2.2 sections 18.6.2, A.5.4, A.5.6.
class BoxedHash {
 public:
  /// `sections`: the root boxes at which a digest ends and another one begins. `block_bytes`: of
  /// the leaves of the one `mdat`, 0 where it has no tree.
  BoxedHash(const embedding::WritePlan& plan, bindings::Algorithm algorithm,
            const std::vector<std::uint64_t>& sections, std::uint64_t block_bytes);

  /// Bytes of the result, in order. What is left out need not come.
  void add(std::uint64_t offset, Bytes bytes);
  void finish();

  /// Of the sections, one more than there were beginnings.
  [[nodiscard]] const std::vector<bindings::HashValue>& digests() const { return digests_; }
  [[nodiscard]] std::uint64_t block_bytes() const { return block_bytes_; }
  /// Of the blocks of the media behind byte 16 of their box, at least one.
  [[nodiscard]] const std::vector<bindings::HashValue>& blocks() const { return blocks_; }

 private:
  enum class Goal : std::uint8_t { Nowhere, Digest, Blocks };
  /// Bytes that go the same way.
  struct Run {
    ByteRange range;
    Goal goal = Goal::Digest;
    bool is_root = false;         ///< Its offset is hashed before it.
    bool begins_section = false;  ///< A digest ends before it.
  };

  void add_root(const embedding::PlannedBox& box, bool begins_section);
  void enter(const Run& run);
  void leave(const Run& run);
  void take(const Run& run, Bytes bytes);
  void take_blocks(Bytes bytes);
  void end_block();

  std::vector<Run> runs_;
  std::size_t next_ = 0;  ///< The run that comes next, or whose bytes come.
  bool is_inside_ = false;
  bindings::Hasher digest_;
  bindings::Hasher block_;
  std::uint64_t block_bytes_;
  std::uint64_t in_block_ = 0;
  std::vector<bindings::HashValue> digests_;
  std::vector<bindings::HashValue> blocks_;
};

}  // namespace gg::signing
