#pragma once

#include "ledger/checkpoint.h"

#include <cstddef>
#include <string>

namespace gg::clearance {

/// What the first page of an evidence pack speaks of.
struct EvidenceSummary {
  std::string title_name;
  std::string object;  ///< Empty: all of the title.
  std::size_t entries = 0;
  const ledger::SignedCheckpoint& checkpoint;
};

/// README.txt of an evidence pack: what is in it, how to check it, what that shows and what not.
std::string evidence_readme(const EvidenceSummary& summary);

}  // namespace gg::clearance
