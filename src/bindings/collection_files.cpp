#include "bindings/collection_files.h"

#include "files/visited_file.h"

#include <algorithm>
#include <system_error>

namespace gg::bindings {
namespace fs = std::filesystem;

bool FolderFiles::is_free_of_links(const fs::path& relative) const {
  auto way = folder_;
  for (const auto& part : relative) {
    way /= part;
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(way, error))) return false;
  }
  return true;
}

Result<std::unique_ptr<Source>> FolderFiles::open(const std::string& path) const {
  if (!is_free_of_links(path)) return fail(Error{ErrorKind::InvalidInput, "leads through a link"});
  TRY_LET(auto file, VisitedFile::visit(folder_ / path, 0));
  return std::unique_ptr<Source>(std::move(file));
}

std::optional<HashValue> FolderFiles::known_digest(const std::string&, Algorithm) const {
  return std::nullopt;
}

std::vector<Uncovered> FolderFiles::others(const std::set<std::string>& paths) const {
  std::error_code error;
  std::vector<Uncovered> extra;
  auto entry = fs::recursive_directory_iterator(
      folder_, fs::directory_options::skip_permission_denied, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (extra.size() == extra_files_max) break;
    std::error_code ignored;
    if (!entry->is_regular_file(ignored) || entry->path().extension() == ".c2pa") continue;
    auto name = entry->path().lexically_relative(folder_).generic_string();
    if (paths.contains(name)) continue;
    const auto size = entry->file_size(ignored);
    extra.push_back({{0, ignored ? 0 : size}, Gap::Unlisted, std::move(name)});
  }
  std::ranges::sort(extra, {}, &Uncovered::what);
  return extra;
}

}  // namespace gg::bindings
