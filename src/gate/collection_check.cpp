#include "base/text.h"
#include "bindings/collection_files.h"
#include "files/visited_file.h"
#include "gate/binder_file.h"
#include "register/pattern.h"
#include "signals/bound.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <utility>

namespace gg {
namespace {

using bindings::Algorithm;
using bindings::HashValue;

std::string below(std::string_view folder, const std::string& path) {
  return folder.empty() ? path : std::string(folder) + '/' + path;
}

/// Files of a collection as the scan has them: on disk in their folder, or, as a desk keeps what is
/// sent to it, anywhere under other names.
class ScannedFiles final : public bindings::CollectionFiles {
 public:
  ScannedFiles(const BoundScan& scan, std::size_t collection)
      : scan_(scan),
        folder_(folder_of(scan.files[collection].path)),
        disk_(std::filesystem::path(scan.files[collection].open_path).parent_path()),
        on_disk_(file_name_of(scan.files[collection].open_path) ==
                 file_name_of(scan.files[collection].path)) {}

  [[nodiscard]] Result<std::unique_ptr<Source>> open(const std::string& path) const override {
    // What the scan was told to leave out may be there all the same.
    if (on_disk_) return disk_.open(path);
    const auto file = find_file(scan_.files, below(folder_, path));
    if (!file) return fail(Error{ErrorKind::NotFound, path + ": is not among the files"});
    TRY_LET(auto source, VisitedFile::visit(scan_.files[*file].open_path, 0));
    return std::unique_ptr<Source>(std::move(source));
  }

  /// What the scan hashed already.
  [[nodiscard]] std::optional<HashValue> known_digest(const std::string& path,
                                                      Algorithm algorithm) const override {
    if (algorithm != Algorithm::Sha256) return std::nullopt;
    const auto file = find_file(scan_.files, below(folder_, path));
    if (!file || !scan_.slots[*file] || !scan_.slots[*file]->sha256) return std::nullopt;
    if (on_disk_ && !disk_.is_free_of_links(path)) return std::nullopt;
    HashValue value;
    const auto& digest = scan_.slots[*file]->sha256->bytes;
    value.size_bytes = digest.size();
    std::ranges::transform(digest, value.bytes.begin(), [](auto byte) { return std::byte{byte}; });
    return value;
  }

  /// The scan tells of each file itself.
  [[nodiscard]] std::vector<bindings::Uncovered> others(
      const std::set<std::string>&) const override {
    return {};
  }

 private:
  const BoundScan& scan_;
  std::string_view folder_;
  bindings::FolderFiles disk_;
  bool on_disk_;
};

std::string here_of(const bindings::Outcome& outcome) {
  const auto all = outcome.members.size();
  const auto with = [&](bindings::Verdict verdict) {
    return std::ranges::count_if(outcome.members, [&](const bindings::Member& member) {
      return member.problem && member.problem->verdict == verdict;
    });
  };
  const auto fitting = std::ranges::count_if(
      outcome.members, [](const bindings::Member& member) { return !member.problem; });
  const auto missing = with(bindings::Verdict::WrongFileCount);
  const auto rest = static_cast<std::ptrdiff_t>(all) - fitting - missing;
  auto text = std::to_string(fitting) + " of " + std::to_string(all) +
              (all == 1 ? " file is" : " files are") + " here as signed";
  if (rest != 0) text += ", " + std::to_string(rest) + " not as signed";
  if (missing != 0) text += ", " + std::to_string(missing) + " missing";
  return text;
}

/// One collection: adds what it says, and which files it lists.
void check_collection(const BoundScan& scan, std::size_t collection, const bindings::Effort& effort,
                      CollectionResult& result) {
  const auto binder = BinderFile::open(scan, collection);
  if (!binder) return;
  const ScannedFiles files(scan, collection);
  const auto validation = binder->validate({}, &files, effort);
  const auto& outcome = validation->report().binding;
  if (!outcome || outcome->verdict == bindings::Verdict::Stopped) return;
  result.told.push_back(
      {collection, true, binder_evidence(binder->parts(), *validation, here_of(*outcome))});
  MemberEvidence evidence(*validation);
  const auto& path = scan.files[collection].path;
  const Place where{"in " + to_utf8(path), 0, 0};
  const auto bound = "as one of " + std::to_string(outcome->members.size()) +
                     " files of the collection of " + to_utf8(path);
  for (const auto& member : outcome->members) {
    const auto file = find_file(scan.files, below(folder_of(path), member.name));
    if (!file || *file == collection) continue;
    result.listed.push_back(*file);
    result.told.push_back({*file, false, evidence.of(member.problem, where, bound)});
  }
}

}  // namespace

std::vector<CollectionFolder> find_collections(const std::vector<ListedFile>& files,
                                               const ScanSlots& slots) {
  std::map<std::string_view, std::vector<std::size_t>> found;
  for (std::size_t file = 0; file < slots.size(); ++file)
    if (slots[file] && slots[file]->bond && slots[file]->bond->is_collection &&
        !is_repeated(files, file))
      found[folder_of(files[file].path)].push_back(file);
  std::vector<CollectionFolder> folders;
  for (auto& [folder, collections] : found) folders.push_back({folder, std::move(collections)});
  return folders;
}

CollectionResult check_collections(const BoundScan& scan, const CollectionFolder& folder,
                                   const bindings::Effort& effort) {
  CollectionResult result;
  for (std::size_t at = 0; at < folder.collections.size(); ++at) {
    if (effort.stop.stop_requested()) return {};
    const auto collection = folder.collections[at];
    if (at < collections_max) {
      check_collection(scan, collection, effort, result);
      continue;
    }
    result.told.push_back(
        {collection,
         false,
         {bound_elsewhere(State::NotYetValidated, {"C2PA collection", 0, 0},
                          "One of " + std::to_string(folder.collections.size()) +
                              " collections of this folder, of which the first " +
                              std::to_string(collections_max) + " are checked.")}});
  }
  if (effort.stop.stop_requested()) return {};
  std::ranges::sort(result.listed);
  return result;
}

std::optional<std::size_t> find_file(const std::vector<ListedFile>& files, std::string_view path) {
  const auto found = std::ranges::lower_bound(
      files, path, {}, [](const ListedFile& file) { return std::string_view(file.path); });
  if (found == files.end() || found->path != path) return std::nullopt;
  return static_cast<std::size_t>(found - files.begin());
}

}  // namespace gg
