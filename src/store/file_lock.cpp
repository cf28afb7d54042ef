#include "store/file_lock.h"

#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace gg::store {

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock::~FileLock() {
  if (file_ >= 0) ::close(file_);
}

Result<FileLock> FileLock::take(const std::filesystem::path& path) {
  const auto name = path.string() + ".lock";
  FileLock lock(::open(name.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  if (lock.file_ < 0)
    return fail(Error{ErrorKind::Unavailable,
                      name + ": cannot be made; check that the folder exists and may be written"});
  if (flock(lock.file_, LOCK_EX | LOCK_NB) != 0)
    return fail(Error{ErrorKind::Conflict,
                      path.string() +
                          ": another goodgate has this register open; stop it, or work through it "
                          "with --server"});
  return lock;
}

}  // namespace gg::store
