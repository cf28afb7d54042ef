#pragma once

#include "embedding/embedding.h"

namespace gg::embedding {

/// The track of a media segment: `track_ID` of its first track fragment.
/// Errors: InvalidInput (no segment of one fragment), LimitExceeded, Unavailable.
Result<std::uint32_t> track_of_segment(Reader segment, const ScanLimits& limits = {});

/// How a copy of a media segment of a stream with its box of hashes comes about: right before its
/// moof box, as leaf `place` (its `first` does not matter) of the `leaves` of its tree. An old box
/// of hashes gives way; a store is refused. The initialization segment has the store: plan it as
/// any file. Errors: as of `plan_embedding`. Source: C2PA 2.2 section A.5.4.1.2.
Result<WritePlan> plan_segment(Reader segment, const PlannedFragment& place, std::uint64_t leaves,
                               const EmbeddingOptions& options = {});

}  // namespace gg::embedding
