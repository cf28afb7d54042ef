#include "desk_cli/files.h"

#include "base/descriptor.h"

#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

namespace gg::desk_cli {
namespace {

Error not_written(const std::filesystem::path& path) {
  return {ErrorKind::Unavailable, path.string() + ": cannot be written"};
}

Result<void> write_durably(int file, const std::filesystem::path& path, std::string_view text) {
  while (!text.empty()) {
    const auto size = ::write(file, text.data(), text.size());
    if (size <= 0) return fail(not_written(path));
    text.remove_prefix(static_cast<std::size_t>(size));
  }
  if (::fsync(file) != 0) return fail(not_written(path));
  return {};
}

}  // namespace

Result<std::string> whole_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return fail(Error{ErrorKind::NotFound, path + ": cannot be read"});
  return text;
}

Result<void> write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) return fail(not_written(path));
  return {};
}

Result<void> create_secret_file(const std::filesystem::path& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
  if (!file.is_open() && errno == EEXIST)
    return fail(Error{ErrorKind::Conflict, path.string() + ": exists already; name a new file"});
  if (!file.is_open()) return fail(not_written(path));
  return write_durably(file.number(), path, text);
}

}  // namespace gg::desk_cli
