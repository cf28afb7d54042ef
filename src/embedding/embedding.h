#pragma once

#include "bytes/budget.h"
#include "embedding/plan.h"

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
enum class MerkleBoxes : std::uint8_t { Remove, Keep };

struct EmbeddingOptions {
  Purpose purpose = Purpose::Manifest;
  MerkleBoxes merkle_boxes = MerkleBoxes::Remove;
  ScanLimits limits = {.kept_bytes_max = 64U << 20};
};

/// A store is a JUMBF superbox with its description at least, and fits every container's counts.
inline constexpr std::uint64_t store_bytes_min = 38;
inline constexpr std::uint64_t store_bytes_max = 128U << 20;

/// Where a store of this format belongs: in the file, or in a file beside it. Formats of which C2PA
/// says no place (MXF, OpenEXR, DPX …) have theirs beside.
StoreHome home_of(Format format);

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

/// How a copy of `file` without its manifest store comes about. Errors: as above; NotFound where
/// there is none.
Result<WritePlan> plan_removal(Format format, Reader file, const EmbeddingOptions& options = {});

}  // namespace gg::embedding
