#pragma once

#include "embedding/draft.h"
#include "formats/bmff/box.h"

#include <optional>
#include <vector>

namespace gg::embedding {

/// A box of a BMFF file that another change may make longer. *value*
struct BmffParent {
  std::uint64_t first = 0;
  std::uint64_t size_bytes = 0;
  std::uint8_t header_bytes = 8;
  std::uint64_t growth_bytes = 0;
};

/// What a C2PA box of a BMFF file is for. Source: C2PA 2.2 section A.5.2.
enum class BoxPurpose : std::uint8_t { None, Manifest, Original, Update, Merkle, Other };

/// A box that stands in no other. *value*
struct BmffRoot {
  std::uint32_t type = 0;
  ByteRange range;
  std::uint8_t header_bytes = 8;
  bool open_ended = false;                ///< Size 0: to the end of the file.
  BoxPurpose purpose = BoxPurpose::None;  ///< None: not a C2PA box.
  std::optional<std::size_t> parent;      ///< Index among the parents, where it is one.
  std::uint64_t growth_bytes = 0;         ///< Of a box that is no parent.
};

/// A table of offsets from the start of the file: stco, co64, saio, or the one of tfhd.
struct BmffTable {
  OffsetTable table;
  std::uint64_t largest = 0;
  std::uint64_t box_first = 0;
  std::vector<std::size_t> parents;  ///< Of a chunk table, which may be widened; else empty.
  bool widen = false;
};

/// A fragment of a film. *value*
struct BmffFragment {
  std::uint64_t first = 0;                ///< Of its moof box.
  std::optional<std::uint32_t> track_id;  ///< Of its first track.
};

/// What of a BMFF file depends on where bytes stand. *value*
struct BmffScan {
  std::vector<BmffRoot> roots;
  std::vector<BmffParent> parents;
  std::vector<BmffTable> tables;
  std::vector<BmffFragment> fragments;
  std::vector<Reader> item_locations;    ///< Payloads of iloc.
  std::vector<Reader> segment_indexes;   ///< Payloads of sidx.
  std::vector<Reader> fragment_indexes;  ///< Payloads of tfra.
};

/// What a BMFF file is of: a film or picture, or a segment of a stream, without what begins it.
enum class BmffKind : std::uint8_t { Whole, Segment };

/// Reads box headers and offset tables, no media. Faults: compressed_movie, camera_offsets,
/// media_segment (or, for a segment, no_media_segment), data_elsewhere, those of bmff::next_box and
/// reading, too_deep, too_many_items. Source: ISO/IEC 14496-12:2022; QuickTime File Format.
Parsed<BmffScan> scan_bmff(Draft& draft, BmffKind kind = BmffKind::Whole);

/// The box of hashes of a fragment that is one of `leaves`: as long as that of each of them.
/// It has no hashes: the manifest lists those of all leaves. Source: C2PA 2.2 section A.5.4.
Octets hashes_box(const PlannedFragment& fragment, std::uint64_t leaves);

/// Changes iloc, sidx and tfra to what they point to now. Faults: grows_too_large,
/// bad_structure, data_elsewhere, those of reading.
Parsed<void> move_item_locations(Draft& draft, Reader payload, const OffsetMap& map);
Parsed<void> move_segment_index(Draft& draft, Reader payload, const OffsetMap& map);
Parsed<void> move_fragment_index(Draft& draft, Reader payload, const OffsetMap& map);

}  // namespace gg::embedding
