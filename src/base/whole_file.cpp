#include "base/whole_file.h"

#include "base/descriptor.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg {
namespace {

Error trouble_with(const std::filesystem::path& path) {
  return {ErrorKind::Unavailable, path.string() + ": " + std::strerror(errno)};
}

Result<void> put_on_disk(const std::filesystem::path& path, int flags, std::string_view text) {
  const Descriptor file(
      ::open(path.c_str(), flags | O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open() || ::fchmod(file.number(), 0600) != 0) return fail(trouble_with(path));
  while (!text.empty()) {
    const auto count = ::write(file.number(), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(trouble_with(path));
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file.number()) != 0) return fail(trouble_with(path));
  return {};
}

/// A new name is on disk when its folder is.
Result<void> sync_folder_of(const std::filesystem::path& path) {
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.number()) != 0) return fail(trouble_with(folder));
  return {};
}

}  // namespace

Result<std::optional<std::string>> read_whole(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::optional<std::string>();
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return fail(Error{ErrorKind::Unavailable, path.string() + ": cannot be read"});
  return std::optional(std::move(text));
}

Result<std::string> read_existing(const std::filesystem::path& path,
                                  std::uintmax_t size_bytes_max) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return fail(
        Error{ErrorKind::NotFound, path.string() + ": cannot be read: " + std::strerror(errno)});
  std::string text;
  std::array<char, 65536> block{};
  while (in.read(block.data(), block.size()) || in.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    if (text.size() > size_bytes_max)
      return fail(Error{ErrorKind::LimitExceeded, path.string() + ": larger than " +
                                                      std::to_string(size_bytes_max) +
                                                      " bytes; this is not a file of this kind"});
  }
  if (in.eof()) return text;
  return fail(Error{ErrorKind::Unavailable, path.string() + ": could not be read whole"});
}

Result<void> create_whole(const std::filesystem::path& path, std::string_view text) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, ignored)))
    return fail(Error{ErrorKind::Conflict, path.string() + ": exists already; name a new file"});
  TRY(put_on_disk(path, O_EXCL, text));
  return sync_folder_of(path);
}

Result<void> write_whole(const std::filesystem::path& path, std::string_view text) {
  const std::filesystem::path fresh = path.string() + ".new";
  auto put = put_on_disk(fresh, O_TRUNC, text);
  if (put.has_value() && ::rename(fresh.c_str(), path.c_str()) != 0) put = fail(trouble_with(path));
  if (put.has_value()) return sync_folder_of(path);
  std::error_code ignored;
  std::filesystem::remove(fresh, ignored);
  return put;
}

Result<void> append_to(const std::filesystem::path& path, std::string_view text) {
  TRY(put_on_disk(path, O_APPEND, text));
  return sync_folder_of(path);
}

}  // namespace gg
