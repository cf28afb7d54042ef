#pragma once

#include "base/result.h"
#include "gate/file_report.h"
#include "gate/walk.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace gg {

/// What earlier scans found, so that an unchanged delivery is not read again. One SQLite file.
///
/// A report is taken from here only when size, modification time, change time, inode and device of
/// the file are the same and the detectors are the same version. A file that was modified within
/// two seconds before it was scanned is not kept: its clock is too coarse to tell a second change.
/// A cache is untrusted and dispensable: damaged rows are read as missing, and a cache that cannot
/// be opened or written never stops a scan. *single thread*
class ScanCache {
 public:
  /// Opens or makes the file, and its folder, readable by the user only.
  /// Errors: Unavailable, with the reason.
  static Result<std::unique_ptr<ScanCache>> open(const std::string& path);
  ScanCache(const ScanCache&) = delete;
  ScanCache& operator=(const ScanCache&) = delete;
  ~ScanCache();

  /// Fills the slots of files that are known and unchanged.
  void load(const std::vector<ListedFile>& files, std::vector<std::optional<FileReport>>& slots);

  /// Keeps the reports of files that were not `cached`.
  void save(const std::vector<ListedFile>& files,
            const std::vector<std::optional<FileReport>>& slots, const std::vector<bool>& cached);

 private:
  explicit ScanCache(sqlite3* database) : database_(database) {}

  sqlite3* database_;
};

/// Where the cache is kept: $XDG_CACHE_HOME/goodgate/scan.db, else ~/.cache/goodgate/scan.db;
/// nothing when there is no home folder.
std::optional<std::string> default_cache_path();

}  // namespace gg
