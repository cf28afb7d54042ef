#pragma once

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/hash.h"
#include "ledger/tree.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::ledger {

/// That one entry is in the log, to be checked without the log: a `.tlog-proof` file. *value*
/// Source: C2SP tlog-proof v1.
struct Proof {
  std::optional<std::string> extra;  ///< Any bytes; nobody signed them.
  std::uint64_t index = 0;
  HashPath path;
  SignedCheckpoint checkpoint;

  friend bool operator==(const Proof&, const Proof&) = default;
};

std::string to_text(const Proof& proof);

/// Reads a proof; nothing is checked. Strict: `to_text` gives the same bytes back. Errors:
/// InvalidInput naming the line; LimitExceeded past 64 hashes or 64 KiB of extra.
Result<Proof> parse_proof(std::string_view bytes, const NoteLimits& limits = {});

/// Checks signatures, then the path from `commitment` to the signed root. Errors: those of
/// `check_trust` and `check_inclusion`.
Result<void> check_proof(const Proof& proof, const Commitment& commitment, const Trust& trust);

}  // namespace gg::ledger
