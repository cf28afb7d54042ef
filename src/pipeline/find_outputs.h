#pragma once

#include "base/result.h"
#include "gate/walk.h"
#include "pipeline/output_folder.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace gg::pipeline {

/// What was found below a folder since an earlier moment.
struct Findings {
  std::vector<Json> assets;       ///< Complete and read: assets of `OutputsBody`.
  Stamps read;                    ///< The files they are from, and those found empty or unreadable.
  std::vector<std::string> open;  ///< Still being written.
  std::vector<std::string> empty;   ///< Without a byte: nothing to register.
  std::vector<std::string> failed;  ///< Could not be read: "path: why".
};

/// How a folder is looked through.
struct Search {
  std::filesystem::path root;
  WalkOptions walk;
  std::string status;                      ///< Of the assets: "temporary" or "final".
  std::chrono::milliseconds settle{1000};  ///< A file is complete when unchanged this long.
};

/// Finds what is new or changed below a folder. It compares two listings (name, size, times to the
/// nanosecond, inode) rather than listening for events: a queue of events overflows, and shared
/// folders send none. A file is complete when nobody has it open for writing, which the system
/// tells for files of one's own, and it stood unchanged for `settle`; where the system does not
/// tell, for two seconds at least. *single thread*
class OutputFinder {
 public:
  explicit OutputFinder(Search search) : search_(std::move(search)) {}

  /// What stands there now. Errors: NotFound, Unavailable for a folder that cannot be entered.
  [[nodiscard]] Result<Stamps> stamps() const;

  /// What differs from `before` and is complete, read by as many threads as there are processors.
  /// Errors: those of `stamps`.
  Result<Findings> find(const Stamps& before);

 private:
  struct Seen {
    FileStamp stamp;
    std::chrono::steady_clock::time_point since;
  };
  [[nodiscard]] Result<std::vector<ListedFile>> list() const;
  bool is_complete(const ListedFile& file);

  Search search_;
  std::map<std::string, Seen> seen_;
};

/// Whether somebody has a file open for writing, as far as the system tells us.
enum class Writers : std::uint8_t { None, Some, Unknown };
Writers writers_of(const std::string& path);

}  // namespace gg::pipeline
