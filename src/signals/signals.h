#pragma once

#include "credentials/validation.h"
#include "parts/parts.h"
#include "signals/evidence.h"

#include <vector>

namespace gg {

/// What must be known of a file, besides its parts, to say that it holds no evidence.
struct ReadFacts {
  bool holds_metadata = true;     ///< The format has a place for metadata, and it is read here.
  bool holds_credentials = true;  ///< The format has a place for content credentials.
  /// Of the file's credentials; nothing where there are none, or where they are listed only.
  const credentials::Validation* validation = nullptr;
};

/// Everything the parts of a file say of generative AI, and of capture: one piece of evidence for
/// each signal that is found (signals/table.h), one for each manifest store, sorted by offset in
/// the file, then by signal. When nothing is found, one of kind `Absent`: state `NotStated`, or
/// `NotPossible` when the format has no place for any. Never fails and never empty. Damage to
/// a credential is noted in `parts.faults`.
std::vector<Evidence> read_signals(Parts& parts, const ReadFacts& facts = {});

}  // namespace gg
