#include "store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>

namespace gg::store {

Result<FileLock> FileLock::take(const std::filesystem::path& path) {
  const auto name = path.string() + ".lock";
  Descriptor file(::open(name.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  if (!file.is_open())
    return fail(Error{ErrorKind::Unavailable,
                      name + ": cannot be made; check that the folder exists and may be written"});
  if (flock(file.number(), LOCK_EX | LOCK_NB) != 0)
    return fail(Error{ErrorKind::Conflict,
                      path.string() +
                          ": another goodgate has this register open; stop it, or work through it "
                          "with --server"});
  return FileLock(std::move(file));
}

}  // namespace gg::store
