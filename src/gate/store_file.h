#pragma once

#include "gate/scan_file.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// Which files of a listing are manifest stores beside others: `NAME.EXT.c2pa`, else `NAME.c2pa`.
/// Nothing is asked of the disk. Lifetime: the listing must outlive it. const is thread-safe.
/// Source: C2PA 2.2 section 15.5.3.1.
class StoreFiles {
 public:
  explicit StoreFiles(const std::vector<ListedFile>& files);

  [[nodiscard]] FileToScan of(const ListedFile& file) const;
  /// A sidecar, or a file that has one.
  [[nodiscard]] bool concern(const ListedFile& file) const {
    return sidecars_.contains(&file) || owners_.contains(&file);
  }

 private:
  std::map<const ListedFile*, const ListedFile*> sidecars_;  ///< By the file that they belong to.
  std::map<const ListedFile*, const ListedFile*> owners_;    ///< By their sidecars.
};

/// The number of the manifest store beside the file of that path; nothing where there is none.
/// `files` are sorted by path.
std::optional<std::size_t> find_store_file(const std::vector<ListedFile>& files,
                                           std::string_view path);

}  // namespace gg
