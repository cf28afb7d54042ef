#pragma once

#include "base/result.h"
#include "gate/scan_report.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace gg {

/// What identifies the content of a file without reading it. A cache may trust it.
struct FileStamp {
  std::uint64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  ///< Since 1970, as the file system says.
  std::int64_t changed_ns = 0;   ///< Inode change time: catches a restored modification time.
  std::uint64_t inode = 0;
  std::uint64_t device = 0;

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// One regular file found below a root.
struct ListedFile {
  std::string path;       ///< As reported: relative to its root, or with the root's name before it.
  std::string open_path;  ///< As the system opens it.
  FileStamp stamp;
};

/// Which files to take. Patterns as in base/glob.h, compared with `ListedFile::path`.
struct WalkOptions {
  std::vector<std::string> include;  ///< Empty: all.
  std::vector<std::string> exclude;  ///< Wins over include.
};

struct Listing {
  std::vector<ListedFile> files;  ///< Sorted by path, bytewise.
  std::vector<WalkTrouble> troubles;
};

/// Lists every regular file below `roots`, folder after folder. Symbolic links are followed; a link
/// back into a folder that is being walked is reported, not followed. Folders that cannot be
/// entered, dangling links and things that are no file (pipes, devices) are troubles, never
/// silence. With one root, paths are relative to it (a root that is a file has its own name); with
/// several, each path begins with its root as given. Beside a root that is a file, the manifest
/// store that belongs to it is listed too (C2PA 2.2 section 15.5.3.1). Errors: NotFound when a root
/// does not exist.
Result<Listing> list_files(const std::vector<std::string>& roots, const WalkOptions& options,
                           const std::stop_token& stop);

/// The stamp of one regular file; nothing where there is none.
std::optional<FileStamp> stamp_of_file(const std::string& open_path);

}  // namespace gg
