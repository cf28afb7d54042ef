#include "gate/bound_files.h"

#include "base/text.h"
#include "signals/bound.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <set>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>

namespace gg {
namespace {

/// Of all bindings together: more credentials of one file say no more.
constexpr std::size_t bound_evidence_max = 64;

std::uint64_t segment_bytes(const std::vector<ListedFile>& files, const StreamFamily& family) {
  std::uint64_t bytes = 0;
  for (const auto& bundle : family.bundles)
    for (const auto file : bundle.segments) bytes += files[file].stamp.size_bytes;
  return bytes;
}

/// What a file said of its credentials by itself, and that it has none.
bool gives_way(const Evidence& evidence, bool is_binder) {
  if (evidence.kind == EvidenceKind::Absent) return true;
  if (evidence.signal == "bound-elsewhere") return true;
  return is_binder &&
         (evidence.kind == EvidenceKind::Credential || evidence.signal == "soft-binding");
}

/// By offset, then signal and path; of one place in the order in which it was told.
void sort_by_place(std::vector<Evidence>& evidence) {
  std::vector<std::size_t> order(evidence.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t at) {
    const auto& one = evidence[at];
    return std::tuple(one.where.offset, std::string_view(one.signal),
                      std::string_view(one.where.path), at);
  });
  std::vector<Evidence> sorted;
  for (const auto at : order) sorted.push_back(std::move(evidence[at]));
  evidence = std::move(sorted);
}

void put(ToldEvidence& told, FileReport& report) {
  if (told.evidence.empty()) return;
  std::erase_if(report.evidence,
                [&](const Evidence& one) { return gives_way(one, told.is_binder); });
  for (auto& one : told.evidence)
    if (report.evidence.size() < bound_evidence_max || told.is_binder)
      report.evidence.push_back(std::move(one));
  sort_by_place(report.evidence);
}

/// Files in the folder of a collection that none lists.
void tell_uncovered(const std::vector<ListedFile>& files,
                    const std::vector<CollectionFolder>& folders,
                    const std::set<std::size_t>& listed, ScanSlots& slots) {
  if (folders.empty()) return;
  for (std::size_t file = 0; file < slots.size(); ++file) {
    if (!slots[file] || listed.contains(file) || files[file].path.ends_with(".c2pa")) continue;
    auto folder = folder_of(files[file].path);
    for (;; folder = folder_of(folder)) {
      const auto found = std::ranges::lower_bound(folders, folder, {}, &CollectionFolder::folder);
      if (found != folders.end() && found->folder == folder) {
        const auto& collection = files[found->collections.front()].path;
        slots[file]->evidence.push_back(bound_elsewhere(
            State::NotStated, {"C2PA collection", 0, 0},
            "Not covered: it stands in the folder of " + to_utf8(collection) +
                ", whose collection does not list it, so its credential says nothing of it."));
        break;
      }
      if (folder.empty()) break;
    }
  }
}

/// The bindings of a scan, each checked by one thread, which may have others to help.
class BoundCheck {
 public:
  BoundCheck(const BoundScan& scan, const StreamIndex& streams,
             const std::vector<CollectionFolder>& folders)
      : scan_(scan), streams_(streams), folders_(folders) {
    told_.resize(streams.families.size());
    collections_.resize(folders.size());
  }

  void run(unsigned jobs, ScanProgress& progress, const std::stop_token& stop) {
    const auto count = told_.size() + collections_.size();
    const auto threads = std::min<std::size_t>(std::max(jobs, 1U), count);
    const bindings::Effort effort{
        stop,
        static_cast<unsigned>(std::max<std::size_t>(1, jobs / std::max<std::size_t>(threads, 1))),
        &progress.bytes_done};
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (auto at = next++; at < count && !stop.stop_requested(); at = next++) check(at, effort);
    };
    std::vector<std::jthread> pool;
    for (std::size_t thread = 1; thread < threads; ++thread) pool.emplace_back(work);
    work();
  }

  void put_into(ScanSlots& slots) {
    for (const auto& bundle : streams_.apart)
      for (auto& told : tell_apart(scan_, bundle)) put(told, *slots[told.file]);
    for (auto& family : told_)
      for (auto& told : family) put(told, *slots[told.file]);
    std::set<std::size_t> listed;
    for (auto& collection : collections_) {
      listed.insert(collection.listed.begin(), collection.listed.end());
      for (auto& told : collection.told) put(told, *slots[told.file]);
    }
    tell_uncovered(scan_.files, folders_, listed, slots);
  }

 private:
  void check(std::size_t at, const bindings::Effort& effort) {
    if (at < told_.size())
      told_[at] = check_streams(scan_, streams_.families[at], effort);
    else
      collections_[at - told_.size()] =
          check_collections(scan_, folders_[at - told_.size()], effort);
  }

  const BoundScan& scan_;
  const StreamIndex& streams_;
  const std::vector<CollectionFolder>& folders_;
  std::vector<std::vector<ToldEvidence>> told_;  ///< By family.
  std::vector<CollectionResult> collections_;
};

}  // namespace

void check_bound_files(const std::vector<ListedFile>& files, const ScanOptions& options,
                       ScanProgress& progress, const std::stop_token& stop, ScanSlots& slots) {
  if (options.credentials == nullptr || stop.stop_requested()) return;
  const auto has_bond = [](const auto& slot) { return slot && slot->bond; };
  if (std::ranges::none_of(slots, has_bond)) return;
  const auto streams = find_streams(files, slots);
  const auto folders = find_collections(files, slots);
  for (const auto& family : streams.families) progress.bytes_total += segment_bytes(files, family);
  const BoundScan scan{files, slots, *options.credentials, options.limits};
  BoundCheck check(scan, streams, folders);
  check.run(options.jobs, progress, stop);
  if (stop.stop_requested()) return;
  progress.bytes_done = progress.bytes_total.load();
  check.put_into(slots);
  for (std::size_t file = 1; file < files.size(); ++file)
    if (is_repeated(files, file)) slots[file] = slots[file - 1];
}

}  // namespace gg
