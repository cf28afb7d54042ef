#include "ledger/anchors.h"

#include <algorithm>
#include <tuple>

namespace gg::ledger {
namespace {

FaultKind kind_of(const Error& error, const SignedCheckpoint& checkpoint, const Trust& trust) {
  if (error.kind == ErrorKind::NotFound) return FaultKind::WrongKey;
  return check_signature(checkpoint.note, trust.log).state == SignatureState::Good &&
                 checkpoint.checkpoint.origin != trust.log.name()
             ? FaultKind::WrongLog
             : FaultKind::SignatureWrong;
}

}  // namespace

void Anchors::add(std::string_view text, Keeper keeper, const Trust& trust) {
  const std::string whose = keeper == Keeper::Ledger ? "stored" : "kept";
  const auto checkpoint = parse_checkpoint(text);
  if (!checkpoint) {
    faults_.push_back({FaultKind::CheckpointUnreadable, 0,
                       "a " + whose + " checkpoint: " + checkpoint.error().message});
    return;
  }
  const auto& head = checkpoint->checkpoint.head;
  if (const auto trusted = check_trust(*checkpoint, trust); !trusted) {
    faults_.push_back({kind_of(trusted.error(), *checkpoint, trust), head.size,
                       "a " + whose + " checkpoint: " + trusted.error().message});
    return;
  }
  anchors_.push_back({head, keeper});
}

Result<Anchors> Anchors::load(LedgerSource& source, std::span<const std::string> known,
                              const Trust& trust) {
  Anchors anchors;
  // A quorum is asked of a proof; here every signature that is there must hold.
  const Trust every{trust.log, trust.witnesses, 0};
  for (;; ++anchors.stored_count_) {
    TRY_LET(const auto text, source.read_checkpoint());
    if (!text) break;
    anchors.add(*text, Keeper::Ledger, every);
  }
  for (const auto& text : known) anchors.add(text, Keeper::Outsider, every);
  std::ranges::sort(anchors.anchors_, {}, [](const Anchor& one) {
    return std::tuple(one.head.size, one.keeper, one.head.root);
  });
  return anchors;
}

std::optional<std::uint64_t> Anchors::next_size() const {
  if (next_ == anchors_.size()) return std::nullopt;
  return anchors_[next_].head.size;
}

void Anchors::meet(std::uint64_t size, const std::array<TreeHash, lanes_count>& roots) {
  for (; next_ < anchors_.size() && anchors_[next_].head.size == size; ++next_) {
    auto& anchor = anchors_[next_];
    for (std::size_t lane = 0; lane < lanes_count; ++lane) {
      if (roots[lane] != anchor.head.root) continue;
      anchor.fits = true;
      trusted_below_[lane] = std::max(trusted_below_[lane], size);
      signed_size_ = std::max(signed_size_, size);
    }
  }
}

void Anchors::close(std::uint64_t size) {
  std::uint64_t good_below = 0;
  for (const auto& anchor : anchors_) {
    const bool known = anchor.keeper == Keeper::Outsider;
    const auto said = std::to_string(anchor.head.size);
    if (anchor.fits) {
      good_below = anchor.head.size;
    } else if (anchor.head.size > size) {
      faults_.push_back({known ? FaultKind::TruncatedBelowKnown : FaultKind::Truncated, size,
                         "the ledger ends after " + std::to_string(size) + " entries, but a " +
                             (known ? "kept" : "stored") + " checkpoint was signed for " + said,
                         anchor.head.size - size});
    } else {
      faults_.push_back(
          {known ? FaultKind::ForkFromKnown : FaultKind::CheckpointRootWrong, good_below,
           std::string("the ") + (known ? "kept" : "stored") + " checkpoint for " + said +
               " entries was signed for other entries than those stored, from entry " +
               std::to_string(good_below) + " on",
           anchor.head.size - good_below});
    }
  }
}

}  // namespace gg::ledger
