#include "desk/passing_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::desk {
namespace {

auto not_passed(const char* what) {
  return fail(
      Error{ErrorKind::Unavailable, std::string("what was sent could not be ") + what +
                                        " beside the register: " + std::strerror(errno) +
                                        "; nothing was kept: free space there and send it again"});
}

}  // namespace

Result<PassingFile> PassingFile::beside(const std::filesystem::path& file) {
  auto name = file.string() + ".arriving-XXXXXX";
  Descriptor made(::mkostemp(name.data(), O_CLOEXEC));
  if (!made.is_open() || ::unlink(name.c_str()) != 0) return not_passed("put");
  return PassingFile(std::move(made));
}

Result<void> PassingFile::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written =
        ::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(size_bytes_));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return not_passed("put");
    size_bytes_ += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Result<std::string> PassingFile::read(std::uint64_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t read = 0;
  while (read < size) {
    const auto count = ::pread(file_.number(), bytes.data() + read, size - read,
                               static_cast<off_t>(offset + read));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return not_passed("read");
    if (count == 0) break;
    read += static_cast<std::size_t>(count);
  }
  bytes.resize(read);
  return bytes;
}

}  // namespace gg::desk
