#include "gate/segment_owners.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace gg {
namespace {

/// "film/seg-#.m4s": names of one form count their files.
std::string form_of(std::string_view path) {
  std::string form;
  for (const char c : path) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit) form += c;
    if (is_digit && !form.ends_with('#')) form += '#';
  }
  return form;
}

/// Which segments fit where, after all were tried.
class Owners {
 public:
  Owners(const BoundScan& scan, const StreamFamily& family,
         const std::vector<SegmentCandidate>& candidates)
      : scan_(scan), family_(family) {
    for (const auto& one : candidates) {
      if (!one.fits) continue;
      fitting_.insert({one.bundle, *one.fits});
      fitting_inits_.insert(*one.fits);
      taken_.insert({*one.fits, one.place->unique_id, one.place->local_id, one.place->location});
    }
  }

  std::optional<std::size_t> of(const SegmentCandidate& candidate) const {
    const auto& bundle = family_.bundles[candidate.bundle];
    std::optional<std::size_t> with_place;
    for (const auto init : bundle.inits) {
      const bool is_known = has_fitting(candidate.bundle, init);
      const auto folder = folder_of(scan_.files[init].path);
      const bool may_be = is_known || folder == bundle.folder ||
                          (is_below(bundle.folder, folder) && !has_fitting(std::nullopt, init));
      if (!may_be) continue;
      if (!is_taken(init, *candidate.place)) return init;
      if (!with_place) with_place = init;
    }
    return with_place;
  }

 private:
  [[nodiscard]] bool has_fitting(std::optional<std::size_t> bundle, std::size_t init) const {
    return bundle ? fitting_.contains({*bundle, init}) : fitting_inits_.contains(init);
  }

  /// Another segment fits there.
  [[nodiscard]] bool is_taken(std::size_t init, const SegmentPlace& place) const {
    return taken_.contains({init, place.unique_id, place.local_id, place.location});
  }

  const BoundScan& scan_;
  const StreamFamily& family_;
  std::set<std::pair<std::size_t, std::size_t>> fitting_;  ///< Bundle, initialization segment.
  std::set<std::size_t> fitting_inits_;
  std::set<std::tuple<std::size_t, std::uint64_t, std::uint64_t, std::uint64_t>> taken_;
};

}  // namespace

ChosenSegments in_order(const BoundScan& scan, const std::vector<SegmentCandidate>& candidates,
                        ChosenSegments numbers) {
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::set<std::string>> forms;
  const auto tree = [&](std::size_t number) {
    const auto& place = *candidates[number].place;
    return std::pair(place.unique_id, place.local_id);
  };
  const auto path = [&](std::size_t number) -> const std::string& {
    return scan.files[candidates[number].file].path;
  };
  for (const auto number : numbers) {
    auto& known = forms[tree(number)];
    if (known.size() < 2) known.insert(form_of(path(number)));
  }
  std::ranges::sort(numbers, [&](std::size_t left, std::size_t right) {
    if (tree(left) != tree(right)) return tree(left) < tree(right);
    const bool is_counted = forms.at(tree(left)).size() == 1;
    if (is_counted && is_counted_before(path(left), path(right))) return true;
    if (is_counted && is_counted_before(path(right), path(left))) return false;
    return std::pair(candidates[left].place->location, candidates[left].file) <
           std::pair(candidates[right].place->location, candidates[right].file);
  });
  return numbers;
}

void find_owners(const BoundScan& scan, const StreamFamily& family,
                 std::vector<SegmentCandidate>& candidates) {
  const Owners owners(scan, family, candidates);
  for (auto& candidate : candidates)
    candidate.owner = candidate.fits ? candidate.fits : owners.of(candidate);
}

}  // namespace gg
