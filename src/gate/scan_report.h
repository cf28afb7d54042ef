#pragma once

#include "gate/file_report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace gg {

/// A folder or file that could not be entered or opened at all, or was left out on purpose.
struct WalkTrouble {
  std::string path;
  std::string why;  ///< "symbolic link loop", "permission denied" …
};

/// The result of one scan. Holds no time and no thread count, so that the same files give the same
/// bytes. *value*
struct ScanReport {
  std::vector<std::string> roots;  ///< As given on the command line.
  std::vector<FileReport> files;   ///< Sorted by path, bytewise.
  std::vector<WalkTrouble> troubles;
  bool partial = false;  ///< Interrupted: files that were not reached are missing.
  std::uint64_t files_not_reached = 0;
  std::uint64_t size_bytes = 0;  ///< Of all files in `files`, together.
};

}  // namespace gg
