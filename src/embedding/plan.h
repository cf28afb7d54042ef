#pragma once

#include "bytes/byte_range.h"
#include "container/format.h"
#include "embedding/offset_map.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gg::embedding {

/// What a run of bytes of the result is made of.
enum class PieceKind : std::uint8_t {
  Copy,           ///< Bytes of the source, from `first`.
  Literal,        ///< Bytes of `WritePlan::literals`, from `first`.
  Zeros,          ///< Nothing but zeros.
  Store,          ///< Bytes of the store, from `first`.
  StoreText,      ///< The whole store in base64.
  StoreBlocks,    ///< The whole store in blocks of at most 255 bytes, each behind its length.
  StoreChecksum,  ///< CRC-32 of "caBX" and the whole store, as PNG has it.
  Offsets,        ///< A table of offsets of the source, `WritePlan::tables[first]`, mapped.
};

/// A run of bytes of the result. *value*
struct Piece {
  PieceKind kind;
  std::uint64_t first = 0;
  std::uint64_t size_bytes = 0;  ///< In the result.
};

/// Offsets that stand one behind the other in the source and change with what they point to.
struct OffsetTable {
  std::uint64_t first = 0;  ///< Of the table in the source.
  std::uint64_t count = 0;
  std::uint8_t width_before = 4;  ///< Bytes of an offset: 4 or 8, big-endian.
  std::uint8_t width_after = 4;
};

/// Where a manifest store of a format belongs.
enum class StoreHome : std::uint8_t { Inside, Beside };

/// A box of a BMFF file that stands in no other, in the result.
struct PlannedBox {
  ByteRange range;
  std::uint32_t type = 0;
  std::uint8_t header_bytes = 8;
  bool of_credentials = false;  ///< A C2PA box: a store, or hashes that belong to it.
};

/// A fragment of a film, in the result: which leaf of which tree binds it, as the box of hashes
/// before it says. Source: C2PA 2.2 section A.5.4.
struct PlannedFragment {
  std::uint64_t first = 0;  ///< Of its moof box.
  std::uint64_t unique_id = 0;
  std::uint64_t local_id = 0;  ///< Its track; in a film of one file that of its first fragment.
  std::uint64_t location = 0;
};

/// How a copy of a file with another manifest store comes about: run through the pieces in order,
/// and each byte of source and result is touched once. *value*
struct WritePlan {
  Format format = Format::Unknown;
  StoreHome home = StoreHome::Inside;  ///< `Beside`: the result is the source, unchanged.
  std::uint64_t source_bytes = 0;
  std::uint64_t result_bytes = 0;
  std::uint64_t store_bytes = 0;  ///< Reserved. 0: the result has no store.
  bool is_update = false;         ///< The store updates one that stays, and binds nothing itself.
  std::vector<Piece> pieces;
  std::vector<std::byte> literals;
  std::vector<OffsetTable> tables;
  OffsetMap moved;  ///< From source to result.
  /// What a data hash of the result leaves out, in order: the store with what frames it (JPEG: its
  /// APP11 segments; PNG, RIFF, GIF, JPEG XL, BMFF: its chunk, block or box without padding byte;
  /// TIFF, ID3, PDF: its bytes; SVG: its base64 text).
  std::vector<ByteRange> excluded;
  /// The root boxes of a BMFF result, in order; empty for any other format.
  std::vector<PlannedBox> root_boxes;
  /// The fragments of a BMFF result that got boxes of hashes, in order.
  std::vector<PlannedFragment> fragments;
  /// The stores that the source has, as found: they become ingredients, never dropped.
  std::vector<std::vector<std::byte>> old_stores;
};

}  // namespace gg::embedding
