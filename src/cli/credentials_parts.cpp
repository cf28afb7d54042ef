#include "cli/credentials_parts.h"

#include "base/glob.h"
#include "base/text.h"
#include "files/visited_file.h"

#include <algorithm>
#include <system_error>

namespace gg::cli {
namespace {

namespace fs = std::filesystem;

/// What a segment may keep in memory: its index of hashes.
constexpr std::uint64_t segment_bytes_held_max = 1U << 20;

bool is_pattern(std::string_view text) {
  return text.find_first_of("*?[") != std::string_view::npos;
}

/// The files of one folder that fit the last part of a pattern.
Result<std::vector<fs::path>> files_that_fit(const std::string& pattern) {
  const fs::path path(pattern);
  const auto folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::vector<fs::path> found;
  std::error_code error;
  fs::directory_iterator in(folder, error);
  for (; !error && in != fs::directory_iterator(); in.increment(error))
    if (fits_glob(path.filename().string(), in->path().filename().string()))
      found.push_back(path.has_parent_path() ? in->path() : in->path().filename());
  if (error) return fail(Error{ErrorKind::Unavailable, folder.string() + ": " + error.message()});
  if (found.empty())
    return fail(Error{ErrorKind::NotFound, "--fragments " + pattern + ": no file fits"});
  return found;
}

}  // namespace

Result<std::vector<fs::path>> find_fragments(const std::vector<std::string>& patterns) {
  std::vector<fs::path> paths;
  for (const auto& pattern : patterns) {
    if (!is_pattern(pattern)) {
      paths.emplace_back(pattern);
      continue;
    }
    TRY_LET(auto found, files_that_fit(pattern));
    std::ranges::move(found, std::back_inserter(paths));
  }
  std::ranges::sort(paths, [](const fs::path& left, const fs::path& right) {
    return is_counted_before(left.string(), right.string());
  });
  return paths;
}

Result<Fragments> Fragments::find(const std::vector<std::string>& patterns) {
  TRY_LET(const auto paths, find_fragments(patterns));
  Fragments fragments;
  for (const auto& path : paths) {
    TRY_LET(auto file, VisitedFile::visit(path, segment_bytes_held_max));
    fragments.segments_.push_back({path.string(), Reader(*file)});
    fragments.files_.push_back(std::move(file));
  }
  return fragments;
}

}  // namespace gg::cli
