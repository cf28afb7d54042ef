#include "pipeline/watched.h"

#include <thread>
#include <utility>

namespace gg::pipeline {
namespace {

constexpr std::chrono::milliseconds between_looks{200};

Search search_in(const OutputFolder& folder, const Job& job, const WalkOptions& walk,
                 std::chrono::milliseconds settle) {
  return {.root = folder.root(), .walk = walk, .status = job.status, .settle = settle};
}

}  // namespace

Watched::Watched(const OutputFolder& folder, Begun begun, const WalkOptions& walk,
                 std::chrono::milliseconds settle)
    : folder_(&folder),
      begun_(std::move(begun)),
      finder_(search_in(folder, begun_.job, walk, settle)) {}

Result<Watched> Watched::begin(const OutputFolder& folder, Job job, const WalkOptions& walk,
                               std::chrono::milliseconds settle) {
  TRY_LET(const auto earlier, folder.begun());
  if (earlier)
    return fail(Error{ErrorKind::Conflict, folder.root().string() + ": a run for " +
                                               earlier->job.use + " did not end here"});
  Watched watched(folder, {.job = std::move(job), .before = {}}, walk, settle);
  TRY_LET(watched.begun_.before, watched.finder_.stamps());
  TRY(folder.begin(watched.begun_.job, watched.begun_.before));
  return watched;
}

Result<std::optional<Watched>> Watched::recover(const OutputFolder& folder,
                                                const WalkOptions& walk) {
  TRY_LET(auto begun, folder.begun());
  if (!begun) return std::optional<Watched>();
  return std::optional(Watched(folder, *std::move(begun), walk, std::chrono::milliseconds(0)));
}

Result<void> Watched::look() {
  TRY_LET(auto found, finder_.find(begun_.before));
  std::vector<Output> outputs;
  for (auto& asset : found.assets)
    outputs.push_back({begun_.job.server, begun_.job.use, std::move(asset)});
  TRY(folder_->add(outputs));
  // Only now, with its outputs on disk, a file counts as known.
  for (auto& [path, stamp] : found.read) begun_.before[path] = stamp;
  if (!found.read.empty()) TRY(folder_->begin(begun_.job, begun_.before));
  noted_.files += outputs.size();
  noted_.open = std::move(found.open);
  noted_.empty.insert(noted_.empty.end(), found.empty.begin(), found.empty.end());
  noted_.failed.insert(noted_.failed.end(), found.failed.begin(), found.failed.end());
  return {};
}

Result<void> Watched::look_until_complete(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  TRY(look());
  while (!noted_.open.empty() && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(between_looks);
    TRY(look());
  }
  return {};
}

Result<void> Watched::end() {
  if (!noted_.open.empty()) return {};
  return folder_->end();
}

}  // namespace gg::pipeline
