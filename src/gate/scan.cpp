#include "gate/scan.h"

#include "gate/bound_files.h"
#include "gate/scan_file.h"
#include "gate/store_file.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

namespace gg {
namespace {

using Slots = ScanSlots;

/// Indexes of the files that have no report yet, largest first: one big file started last would
/// keep one thread busy while the others are done.
std::vector<std::size_t> work_order(const std::vector<ListedFile>& files, const Slots& slots) {
  std::vector<std::size_t> order;
  for (std::size_t index = 0; index < files.size(); ++index)
    if (!slots[index]) order.push_back(index);
  std::ranges::sort(order, [&files](std::size_t left, std::size_t right) {
    const auto left_bytes = files[left].stamp.size_bytes;
    const auto right_bytes = files[right].stamp.size_bytes;
    return left_bytes != right_bytes ? left_bytes > right_bytes : left < right;
  });
  return order;
}

/// Each slot is written by exactly one thread, and read after all have joined.
void scan_in_parallel(const std::vector<ListedFile>& files, const StoreFiles& beside,
                      const ScanOptions& options, ScanProgress& progress,
                      const std::stop_token& stop, Slots& slots) {
  const auto order = work_order(files, slots);
  std::atomic<std::size_t> next{0};
  const FileScan terms{options.limits, options.credentials};
  const auto work = [&] {
    Workspace workspace;
    workspace.count_into(&progress.bytes_done);
    while (!stop.stop_requested()) {
      const auto position = next.fetch_add(1);
      if (position >= order.size()) return;
      const auto index = order[position];
      slots[index] = scan_file(beside.of(files[index]), terms, workspace, stop);
      progress.files_done.fetch_add(1);
      progress.bytes_done.fetch_add(files[index].stamp.size_bytes - workspace.take_counted());
    }
  };
  std::vector<std::jthread> threads;
  const auto count = std::min<std::size_t>(std::max(options.jobs, 1U), order.size());
  for (std::size_t thread = 1; thread < count; ++thread) threads.emplace_back(work);
  work();
}

/// Takes from the cache what would come out the same now. What rests on a second file is never
/// kept: the cache knows the stamp of one.
void load_cached(const std::vector<ListedFile>& files, const StoreFiles& beside,
                 const ScanOptions& options, Slots& slots) {
  options.cache->load(files, slots);
  for (std::size_t index = 0; index < slots.size(); ++index) {
    auto& slot = slots[index];
    const bool is_stale = slot && slot->basis && !still_holds(*slot->basis, options.credentials);
    if (is_stale || beside.concern(files[index])) slot.reset();
  }
}

ScanReport collect(const std::vector<std::string>& roots, Listing listing, Slots slots) {
  ScanReport report;
  report.roots = roots;
  report.troubles = std::move(listing.troubles);
  report.files.reserve(slots.size());
  for (auto& slot : slots) {
    if (!slot) {
      ++report.files_not_reached;
      continue;
    }
    report.size_bytes += slot->size_bytes;
    report.files.push_back(std::move(*slot));
  }
  return report;
}

}  // namespace

Result<ScanReport> scan(const std::vector<std::string>& roots, const ScanOptions& options,
                        ScanProgress& progress, const std::stop_token& stop) {
  TRY_LET(auto listing, list_files(roots, options.walk, stop));
  return scan_listed(roots, std::move(listing), options, progress, stop);
}

ScanReport scan_listed(const std::vector<std::string>& roots, Listing listing,
                       const ScanOptions& options, ScanProgress& progress,
                       const std::stop_token& stop) {
  Slots slots(listing.files.size());
  const StoreFiles beside(listing.files);
  if (options.cache != nullptr) load_cached(listing.files, beside, options, slots);

  const auto hits = std::ranges::count_if(slots, [](const auto& slot) { return slot.has_value(); });
  std::uint64_t bytes_total = 0;
  std::uint64_t bytes_hit = 0;
  for (std::size_t index = 0; index < slots.size(); ++index) {
    bytes_total += listing.files[index].stamp.size_bytes;
    if (slots[index]) bytes_hit += listing.files[index].stamp.size_bytes;
  }
  progress.files_total = slots.size();
  progress.bytes_total = bytes_total;
  progress.files_done = static_cast<std::uint64_t>(hits);
  progress.bytes_done = bytes_hit;

  std::vector<bool> cached(slots.size());
  for (std::size_t index = 0; index < slots.size(); ++index)
    cached[index] = slots[index].has_value() || beside.concern(listing.files[index]);
  scan_in_parallel(listing.files, beside, options, progress, stop, slots);
  if (options.cache != nullptr) options.cache->save(listing.files, slots, cached);
  // Behind the cache, which knows files by themselves: what others are part of is never kept.
  check_bound_files(listing.files, options, progress, stop, slots);

  const bool stopped = stop.stop_requested();
  auto report = collect(roots, std::move(listing), std::move(slots));
  report.partial = stopped || report.files_not_reached != 0;
  return report;
}

}  // namespace gg
