#include "cli/output_file.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
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

/// The file that a link leads to, so that the link stays; the path itself where it is none.
std::string behind_links(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

Result<OutputFile> OutputFile::create(std::string path) {
  if (path == "-") return OutputFile("standard output", "", stdout);
  struct stat there{};
  const bool exists = stat(path.c_str(), &there) == 0;
  if (exists && !S_ISREG(there.st_mode)) return open_as_it_is(std::move(path));
  if (exists) path = behind_links(path);
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

/// Devices and pipes are written to and stay what they are; a folder cannot be.
Result<OutputFile> OutputFile::open_as_it_is(std::string path) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  if (file == nullptr) return fail(cannot_write(path));
  return OutputFile(std::move(path), "", file);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      unfinished_path_(std::exchange(other.unfinished_path_, {})),
      file_(std::exchange(other.file_, nullptr)) {}

OutputFile::~OutputFile() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  if (unfinished_path_.empty()) return;
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

Result<void> write_output(const std::string& path, std::string_view text) {
  TRY_LET(auto file, OutputFile::create(path));
  file.write(text);
  return file.commit();
}

}  // namespace gg::cli
