#pragma once

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/fault.h"
#include "ledger/ledger_source.h"
#include "ledger/span.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gg::ledger {

/// The signed sizes at which the recomputed tree must have the signed root. Holds 56 bytes for each
/// checkpoint. *single thread*
class Anchors {
 public:
  /// Checks signatures; what does not hold becomes a fault. Errors: those of the source.
  static Result<Anchors> load(LedgerSource& source, std::span<const std::string> known,
                              const Trust& trust);

  /// The next size at which `meet` wants the roots; nothing when there is none left.
  [[nodiscard]] std::optional<std::uint64_t> next_size() const;
  /// Compares all heads of that size with the roots of the tree at it.
  void meet(std::uint64_t size, const std::array<TreeHash, lanes_count>& roots);
  /// After the last entry: every head that lies beyond it or did not fit becomes a fault.
  void close(std::uint64_t size);

  /// Entries below this are what was signed, as `lane` sees them.
  [[nodiscard]] std::uint64_t trusted_below(Lane lane) const {
    return trusted_below_[static_cast<std::size_t>(lane)];
  }
  [[nodiscard]] std::size_t stored_count() const { return stored_count_; }
  /// The largest size that is signed and fits.
  [[nodiscard]] std::uint64_t signed_size() const { return signed_size_; }
  [[nodiscard]] const std::vector<LedgerFault>& faults() const { return faults_; }

 private:
  enum class Keeper : std::uint8_t { Ledger, Outsider };
  struct Anchor {
    TreeHead head;
    Keeper keeper = Keeper::Ledger;
    bool fits = false;
  };
  void add(std::string_view text, Keeper keeper, const Trust& trust);

  std::vector<Anchor> anchors_;  ///< By size.
  std::size_t next_ = 0;
  std::size_t stored_count_ = 0;
  std::uint64_t signed_size_ = 0;
  std::array<std::uint64_t, lanes_count> trusted_below_{};
  std::vector<LedgerFault> faults_;
};

}  // namespace gg::ledger
