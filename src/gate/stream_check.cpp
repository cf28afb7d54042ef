#include "base/text.h"
#include "files/visited_file.h"
#include "gate/binder_file.h"
#include "gate/segment_owners.h"
#include "signals/bound.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace gg {
namespace {

/// What a segment may keep in memory: its index of hashes.
constexpr std::uint64_t segment_bytes_held_max = 1U << 20;

std::string counted(std::uint64_t count, std::string_view word) {
  return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
}

class FamilyCheck {
 public:
  FamilyCheck(const BoundScan& scan, const StreamFamily& family, const bindings::Effort& effort)
      : scan_(scan), family_(family), effort_(effort) {
    for (std::size_t bundle = 0; bundle < family.bundles.size(); ++bundle)
      for (const auto file : family.bundles[bundle].segments) add(file, bundle);
  }

  std::vector<ToldEvidence> run() {
    for (const auto init : family_.inits) try_init(init);
    find_owners(scan_, family_, candidates_);
    for (const auto init : family_.inits) {
      auto own = in_order(scan_, candidates_,
                          chosen([&](const SegmentCandidate& one) { return one.owner == init; }));
      if (own.empty()) continue;
      if (trial_.told.empty() || trial_.chosen != own) validate(init, own, Purpose::Tell);
      std::ranges::move(trial_.told, std::back_inserter(told_));
      trial_ = {};
    }
    for (const auto& candidate : candidates_)
      if (!candidate.owner) tell_stranger(candidate);
    return effort_.stop.stop_requested() ? std::vector<ToldEvidence>() : std::move(told_);
  }

 private:
  /// The last validation of which something is told. With one initialization segment it is most
  /// often the only one.
  struct Trial {
    ChosenSegments chosen;
    std::vector<ToldEvidence> told;
  };
  /// With several, evidence waits until it is known whose the segments are.
  enum class Purpose : std::uint8_t { Try, Tell };

  void add(std::size_t file, std::size_t bundle) {
    auto source = VisitedFile::visit(scan_.files[file].open_path, segment_bytes_held_max);
    if (!source) return;  // gone since it was read: its report stays as it is
    candidates_.push_back({.file = file,
                           .bundle = bundle,
                           .place = &*scan_.slots[file]->bond->segment,
                           .source = *std::move(source),
                           .kept = {},
                           .fits = {},
                           .owner = {}});
  }

  template <class Wanted>
  ChosenSegments chosen(const Wanted& wanted) const {
    ChosenSegments numbers;
    for (std::size_t at = 0; at < candidates_.size(); ++at)
      if (wanted(candidates_[at])) numbers.push_back(at);
    return numbers;
  }

  void try_init(std::size_t init) {
    if (effort_.stop.stop_requested()) return;
    const auto numbers =
        in_order(scan_, candidates_, chosen([&](const SegmentCandidate& one) {
                   const auto& inits = family_.bundles[one.bundle].inits;
                   return !one.fits && std::ranges::find(inits, init) != inits.end();
                 }));
    const auto purpose = family_.inits.size() == 1 ? Purpose::Tell : Purpose::Try;
    if (!numbers.empty()) validate(init, numbers, purpose);
  }

  /// Notes which segments fit, and what is told of all of them.
  void validate(std::size_t init, const ChosenSegments& numbers, Purpose purpose) {
    trial_ = {numbers, {}};
    const auto binder = BinderFile::open(scan_, init);
    if (!binder) return;
    std::vector<bindings::Segment> segments;
    for (const auto number : numbers) {
      auto& one = candidates_[number];
      segments.push_back({scan_.files[one.file].path, Reader(*one.source), &one.kept});
    }
    const auto validation = binder->validate(segments, nullptr, effort_);
    const auto& outcome = validation->report().binding;
    if (!outcome || outcome->verdict == bindings::Verdict::Stopped) return;
    for (std::size_t at = 0; at < std::min(numbers.size(), outcome->members.size()); ++at) {
      auto& one = candidates_[numbers[at]];
      if (outcome->members[at].fits && !one.fits) one.fits = init;
    }
    if (purpose == Purpose::Tell) tell(init, *binder, *validation);
  }

  void tell(std::size_t init, BinderFile& binder, const credentials::Validation& validation) {
    const auto& outcome = *validation.report().binding;
    MemberEvidence evidence(validation);
    std::uint64_t changed = 0;
    for (std::size_t at = 0; at < trial_.chosen.size(); ++at) {
      const auto& one = candidates_[trial_.chosen[at]];
      const auto problem = at < outcome.members.size() ? outcome.members[at].problem : std::nullopt;
      if (problem) ++changed;
      trial_.told.push_back(
          {one.file, false, evidence.of(problem, one.place->where, as_segment(one, init))});
    }
    trial_.told.push_back({init, true,
                           binder_evidence(binder.parts(), validation,
                                           here_of(init, outcome.segments_matched, changed))});
  }

  /// "segment 4 of 11 of the stream of film/init.mp4".
  [[nodiscard]] std::string as_segment(const SegmentCandidate& one, std::size_t init) const {
    std::string of;
    for (const auto& tree : scan_.slots[init]->bond->trees)
      if (of.empty() && tree.unique_id == one.place->unique_id &&
          tree.local_id == one.place->local_id)
        of = " of " + std::to_string(tree.segments);
    return "as segment " + std::to_string(one.place->location + 1) + of + " of the stream of " +
           to_utf8(scan_.files[init].path);
  }

  [[nodiscard]] std::string here_of(std::size_t init, std::uint64_t here,
                                    std::uint64_t changed) const {
    std::uint64_t all = 0;
    for (const auto& tree : scan_.slots[init]->bond->trees) all += tree.segments;
    if (here == all && changed == 0)
      return "all " + counted(all, "segment") + " are here as they were signed";
    auto text =
        std::to_string(here) + " of " + counted(all, "segment") + " are here as they were signed";
    if (changed != 0) text += ", " + std::to_string(changed) + " not as signed";
    if (all > here + changed) text += ", " + std::to_string(all - here - changed) + " missing";
    return text;
  }

  void tell_stranger(const SegmentCandidate& candidate) {
    const auto& bundle = family_.bundles[candidate.bundle];
    told_.push_back(
        {candidate.file,
         false,
         {bound_elsewhere(State::NotYetValidated, candidate.place->where,
                          "A segment of a signed stream whose initialization segment is not among "
                          "these files (" +
                              to_utf8(scan_.files[bundle.inits.front()].path) +
                              " begins another): without it nothing shows who signed.")}});
  }

  const BoundScan& scan_;
  const StreamFamily& family_;
  const bindings::Effort& effort_;
  std::vector<SegmentCandidate> candidates_;
  Trial trial_;
  std::vector<ToldEvidence> told_;
};

}  // namespace

std::vector<ToldEvidence> check_streams(const BoundScan& scan, const StreamFamily& family,
                                        const bindings::Effort& effort) {
  return FamilyCheck(scan, family, effort).run();
}

std::vector<ToldEvidence> tell_apart(const BoundScan& scan, const SegmentBundle& bundle) {
  const auto limits =
      bundle.nearest == 0
          ? std::string(
                "A segment of a signed stream whose initialization segment, which has the "
                "credential, is not among these files: without it nothing shows who "
                "signed.")
          : "A segment of a signed stream that " + std::to_string(bundle.nearest) +
                " initialization segments say they begin, more than the " +
                std::to_string(inits_max) + " that are tried: put each stream into its folder.";
  std::vector<ToldEvidence> told;
  for (const auto file : bundle.segments)
    told.push_back({file,
                    false,
                    {bound_elsewhere(State::NotYetValidated, scan.slots[file]->bond->segment->where,
                                     limits)}});
  return told;
}

}  // namespace gg
