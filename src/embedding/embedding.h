#pragma once

#include "bytes/budget.h"
#include "embedding/plan.h"

#include <limits>

namespace gg::embedding {

/// Whether the store that is put in replaces the file's, or updates it.
enum class Purpose : std::uint8_t {
  Manifest,  ///< A store of its own: an old one is taken out.
  /// A store of update manifests, which binds nothing itself. BMFF: the old store stays as
  /// `original` and the new one is the last box; any other format: as Manifest, for the new store
  /// has the old manifests in it.
  Update,
};

/// BMFF: what becomes of the file's `merkle` boxes, which belong to the store.
enum class MerkleBoxes : std::uint8_t {
  Renew,  ///< They are taken out; each fragment of a film gets a new one, as a leaf of one tree.
  Keep,   ///< They stay: for a store that binds the same bytes, written anew.
};

struct EmbeddingOptions {
  Purpose purpose = Purpose::Manifest;
  MerkleBoxes merkle_boxes = MerkleBoxes::Renew;
  /// BMFF: in a file of at least so many bytes an `mdat` that is the only one gets a header of 16
  /// bytes, so that a tree over its payload and the hash of everything else meet at byte 16 (C2PA
  /// 2.2 section A.5.6). Not where the store is an update.
  std::uint64_t long_media_from_bytes = std::numeric_limits<std::uint64_t>::max();
  ScanLimits limits = {.kept_bytes_max = 64U << 20};
};

/// A store is a JUMBF superbox with its description at least, and fits every container's counts.
inline constexpr std::uint64_t store_bytes_min = 38;
inline constexpr std::uint64_t store_bytes_max = 128U << 20;

/// Where a store of this format belongs: in the file, or in a file beside it. Formats of which C2PA
/// says no place (MXF, OpenEXR, DPX …) have theirs beside.
StoreHome home_of(Format format);

/// Whether a format states the store's length where no padding can follow it: the store must then
/// be exactly as long as reserved.
bool states_length(Format format);

/// How a copy of `file` (all of it, from offset 0) with room for a manifest store of `store_bytes`
/// comes about. An old store gives its place to the new one, and its bytes to
/// `WritePlan::old_stores`. Nothing else changes but sizes and offsets that must; a QuickTime movie
/// without `ftyp` gets one, and a WAV that outgrows 4 GiB becomes RF64.
/// Reads headers and tables, no media. The file must be sound: it is walked whole first.
/// Errors: InvalidInput (the file takes no store: which structure, where, what to do instead),
/// LimitExceeded (`limits`, or the store is too large), Unavailable (it cannot be read).
/// Source: C2PA 2.2 appendix A.3 to A.5.
Result<WritePlan> plan_embedding(Format format, Reader file, std::uint64_t store_bytes,
                                 const EmbeddingOptions& options = {});

/// How a copy of `file` comes about that stays as it is, with its store in a file beside it, though
/// there may be a place inside. Errors: as above, but for the store.
Result<WritePlan> plan_beside(Format format, Reader file, const EmbeddingOptions& options = {});

/// How a copy of `file` without its manifest store comes about. Errors: as above; NotFound where
/// there is none.
Result<WritePlan> plan_removal(Format format, Reader file, const EmbeddingOptions& options = {});

}  // namespace gg::embedding
