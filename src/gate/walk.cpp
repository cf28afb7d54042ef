#include "gate/walk.h"

#include "base/glob.h"
#include "bindings/store_location.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg {
namespace {

constexpr std::size_t depth_max = 256;

std::string why(int error) { return std::generic_category().message(error); }

FileStamp stamp_of(const struct stat& status) {
  const auto nanoseconds = [](const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
  };
  return {static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
          nanoseconds(status.st_ctim), status.st_ino, status.st_dev};
}

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

/// A folder on the way down, by identity: a link that leads back to one is a loop.
using Ancestors = std::vector<std::pair<dev_t, ino_t>>;

class Lister {
 public:
  Lister(const WalkOptions& options, const std::stop_token& stop, Listing& listing)
      : options_(options), stop_(stop), listing_(listing) {}

  void add_file(std::string path, std::string open_path, const struct stat& status) {
    if (!is_wanted(path)) return;
    listing_.files.push_back({std::move(path), std::move(open_path), stamp_of(status)});
  }

  /// The manifest store beside a file that was named by itself.
  void add_store_beside(const std::string& path, const std::string& open_path) {
    const auto store = bindings::find_sidecar(open_path);
    struct stat status{};
    if (!store || stat(store->c_str(), &status) != 0) return;
    add_file((std::filesystem::path(path).parent_path() / store->filename()).string(),
             store->string(), status);
  }

  /// Lists a folder; `prefix` and `open_prefix` end with '/' or are empty.
  void add_folder(int parent, const char* name, const std::string& prefix,
                  const std::string& open_prefix, Ancestors& ancestors) {
    const int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct stat status{};
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
      trouble(prefix, why(errno));
      if (descriptor >= 0) close(descriptor);
      return;
    }
    const auto identity = std::pair(status.st_dev, status.st_ino);
    const bool loops = std::ranges::find(ancestors, identity) != ancestors.end();
    const Folder folder(fdopendir(descriptor));
    if (loops) return trouble(prefix, "symbolic link loop: it leads back to a folder above it");
    if (ancestors.size() >= depth_max) return trouble(prefix, "folders nest deeper than 256");
    if (!folder) {
      close(descriptor);
      return trouble(prefix, "cannot be listed");
    }
    ancestors.push_back(identity);
    list(folder.get(), prefix, open_prefix, ancestors);
    ancestors.pop_back();
  }

  void trouble(std::string path, std::string reason) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    listing_.troubles.push_back({std::move(path), std::move(reason)});
  }

 private:
  void list(DIR* folder, const std::string& prefix, const std::string& open_prefix,
            Ancestors& ancestors) {
    errno = 0;
    for (const dirent* entry = readdir(folder); entry != nullptr && !stop_.stop_requested();
         entry = readdir(folder)) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..")
        add_entry(dirfd(folder), entry->d_name, prefix, open_prefix, ancestors);
      errno = 0;
    }
    if (errno != 0) trouble(prefix, why(errno));
  }

  void add_entry(int parent, const char* name, const std::string& prefix,
                 const std::string& open_prefix, Ancestors& ancestors) {
    struct stat status{};
    const auto path = prefix + name;
    if (fstatat(parent, name, &status, 0) != 0) {
      const int error = errno;
      struct stat link{};
      const bool is_link = fstatat(parent, name, &link, AT_SYMLINK_NOFOLLOW) == 0;
      if (is_link && is_wanted(path))
        trouble(path, error == ENOENT ? "symbolic link to nothing" : why(error));
      return;
    }
    if (S_ISDIR(status.st_mode))
      return add_folder(parent, name, path + '/', open_prefix + name + '/', ancestors);
    if (S_ISREG(status.st_mode)) return add_file(path, open_prefix + name, status);
    if (is_wanted(path)) trouble(path, "not a file (pipe, socket or device)");
  }

  [[nodiscard]] bool is_wanted(std::string_view path) const {
    const auto fits = [path](const std::string& pattern) { return fits_glob(pattern, path); };
    if (std::ranges::any_of(options_.exclude, fits)) return false;
    return options_.include.empty() || std::ranges::any_of(options_.include, fits);
  }

  const WalkOptions& options_;
  const std::stop_token& stop_;
  Listing& listing_;
};

std::string without_slashes(std::string text) {
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

std::string last_part(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace

std::optional<FileStamp> stamp_of_file(const std::string& open_path) {
  struct stat status{};
  if (stat(open_path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return stamp_of(status);
}

Result<Listing> list_files(const std::vector<std::string>& roots, const WalkOptions& options,
                           const std::stop_token& stop) {
  Listing listing;
  Lister lister(options, stop, listing);
  for (const auto& given : roots) {
    const auto root = without_slashes(given);
    struct stat status{};
    if (root.empty() || stat(root.c_str(), &status) != 0) {
      return fail(Error{ErrorKind::NotFound, "'" + given +
                                                 "': " + why(root.empty() ? ENOENT : errno) +
                                                 "; name a file or folder that exists"});
    }
    if (S_ISDIR(status.st_mode)) {
      Ancestors ancestors;
      const auto prefix = roots.size() == 1 ? std::string() : root + '/';
      lister.add_folder(AT_FDCWD, root.c_str(), prefix, root == "/" ? root : root + '/', ancestors);
      if (!listing.troubles.empty() && listing.troubles.back().path.empty())
        listing.troubles.back().path = root;
    } else if (S_ISREG(status.st_mode)) {
      const auto path = roots.size() == 1 ? last_part(root) : root;
      lister.add_file(path, root, status);
      lister.add_store_beside(path, root);
    } else {
      lister.trouble(root, "not a file (pipe, socket or device)");
    }
  }
  std::ranges::sort(listing.files, {}, &ListedFile::path);
  std::ranges::sort(listing.troubles, {}, &WalkTrouble::path);
  return listing;
}

}  // namespace gg
