#include "gate/store_file.h"

#include "gate/bound_files.h"

namespace gg {
namespace {

constexpr std::string_view store_extension = ".c2pa";

/// "a/still" of "a/still.jpg"; of a name without extension itself.
std::string_view path_without_extension(std::string_view path) {
  const auto slash = path.rfind('/');
  const auto dot = path.rfind('.');
  const auto first = slash == std::string_view::npos ? 0 : slash + 1;
  return dot == std::string_view::npos || dot <= first ? path : path.substr(0, dot);
}

}  // namespace

StoreFiles::StoreFiles(const std::vector<ListedFile>& files) {
  std::map<std::string_view, const ListedFile*> stores;
  for (const auto& file : files)
    if (file.path.ends_with(store_extension)) stores.emplace(file.path, &file);
  if (stores.empty()) return;
  for (const auto& file : files) {
    if (file.path.ends_with(store_extension)) continue;
    auto found = stores.find(file.path + std::string(store_extension));
    if (found == stores.end())
      found = stores.find(std::string(path_without_extension(file.path)) +
                          std::string(store_extension));
    if (found == stores.end()) continue;
    sidecars_.emplace(&file, found->second);
    owners_.emplace(found->second, &file);
  }
}

FileToScan StoreFiles::of(const ListedFile& file) const {
  const auto sidecar = sidecars_.find(&file);
  const auto owner = owners_.find(&file);
  return {file, sidecar == sidecars_.end() ? nullptr : sidecar->second,
          owner == owners_.end() ? nullptr : owner->second};
}

std::optional<std::size_t> find_store_file(const std::vector<ListedFile>& files,
                                           std::string_view path) {
  const std::string extension(store_extension);
  if (path.ends_with(extension)) return std::nullopt;
  if (const auto found = find_file(files, std::string(path) + extension)) return found;
  return find_file(files, std::string(path_without_extension(path)) + extension);
}

}  // namespace gg
