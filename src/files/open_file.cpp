#include "files/open_file.h"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace gg {

Result<OpenFile> OpenFile::open(const std::filesystem::path& path, std::uint64_t held_bytes_max) {
  // O_NONBLOCK: opening a pipe must not wait for who writes into it.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.is_open()) {
    const auto kind =
        errno == ENOENT || errno == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Unavailable;
    return fail(Error{kind, path.string() + ": " + std::generic_category().message(errno)});
  }
  struct stat facts{};
  if (fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode))
    return fail(Error{ErrorKind::Unavailable, path.string() + ": not a regular file"});
  auto source = std::make_unique<FileSource>(
      file.number(), static_cast<std::uint64_t>(facts.st_size), held_bytes_max);
  return OpenFile(std::move(file), std::move(source));
}

}  // namespace gg
