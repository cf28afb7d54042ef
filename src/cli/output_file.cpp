#include "cli/output_file.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace gg::cli {
namespace {

Error cannot_write(const std::string& path) {
  return {ErrorKind::Unavailable,
          path + ": cannot be written: " + std::generic_category().message(errno)};
}

mode_t usual_mode() {
  const auto mask = umask(0);
  umask(mask);
  return 0666U & ~mask;
}

}  // namespace

Result<OutputFile> OutputFile::create(std::string path) {
  if (path == "-") return OutputFile("standard output", "", stdout);
  auto unfinished = path + ".XXXXXX";
  const int descriptor = mkstemp(unfinished.data());
  if (descriptor < 0) return fail(cannot_write(path));
  fchmod(descriptor, usual_mode());
  std::FILE* file = fdopen(descriptor, "w");
  if (file == nullptr) {
    close(descriptor);
    unlink(unfinished.c_str());
    return fail(cannot_write(path));
  }
  return OutputFile(std::move(path), std::move(unfinished), file);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_path_(std::exchange(other.unfinished_path_, {})),
      file_(std::exchange(other.file_, nullptr)) {}

OutputFile::~OutputFile() {
  if (unfinished_path_.empty()) return;
  if (file_ != nullptr) std::fclose(file_);
  unlink(unfinished_path_.c_str());
}

void OutputFile::write(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), file_);  // an error sticks to the stream: see commit
}

Result<void> OutputFile::commit() {
  if (std::fflush(file_) != 0 || std::ferror(file_) != 0) return fail(cannot_write(path_));
  if (unfinished_path_.empty()) return {};
  const bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!closed || std::rename(unfinished_path_.c_str(), path_.c_str()) != 0)
    return fail(cannot_write(path_));
  unfinished_path_.clear();
  return {};
}

}  // namespace gg::cli
