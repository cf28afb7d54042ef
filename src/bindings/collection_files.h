#pragma once

#include "base/result.h"
#include "bindings/hash.h"
#include "bindings/outcome.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gg::bindings {

/// Where the files are that a collection lists. *const is thread-safe*
class CollectionFiles {
 public:
  static constexpr std::size_t extra_files_max = 4096;

  CollectionFiles() = default;
  CollectionFiles(const CollectionFiles&) = delete;
  CollectionFiles& operator=(const CollectionFiles&) = delete;
  virtual ~CollectionFiles() = default;

  /// The file at a path below the folder of the collection. Errors: NotFound; InvalidInput where
  /// the way leads through a link, which may lead anywhere; Unavailable.
  [[nodiscard]] virtual Result<std::unique_ptr<Source>> open(const std::string& path) const = 0;
  /// Its digest, where it is known already: then it is not opened.
  [[nodiscard]] virtual std::optional<HashValue> known_digest(const std::string& path,
                                                              Algorithm algorithm) const = 0;
  /// Files of the folder that are not among these paths, sorted, at most `extra_files_max`; a
  /// `.c2pa` file is none of them.
  [[nodiscard]] virtual std::vector<Uncovered> others(const std::set<std::string>& paths) const = 0;
};

/// The same in a folder on disk.
class FolderFiles : public CollectionFiles {
 public:
  explicit FolderFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] Result<std::unique_ptr<Source>> open(const std::string& path) const override;
  [[nodiscard]] std::optional<HashValue> known_digest(const std::string& path,
                                                      Algorithm algorithm) const override;
  [[nodiscard]] std::vector<Uncovered> others(const std::set<std::string>& paths) const override;

  /// True when no step of the way below the folder is a link.
  [[nodiscard]] bool is_free_of_links(const std::filesystem::path& relative) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace gg::bindings
