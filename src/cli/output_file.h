#pragma once

#include "base/result.h"

#include <cstdio>
#include <string>
#include <string_view>

namespace gg::cli {

/// A file that appears whole or not at all: written beside its place, moved there by `commit`. A
/// link stays a link. What is no regular file (a device, a pipe) is written to directly. "-" is
/// standard output. *single thread*
class OutputFile {
 public:
  /// Errors: Unavailable, with the path and the system's reason.
  static Result<OutputFile> create(std::string path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  void write(std::string_view text);
  /// Errors: Unavailable: the disk is full, the reader of a pipe has gone.
  Result<void> commit();

 private:
  static Result<OutputFile> open_as_it_is(std::string path);
  OutputFile(std::string path, std::string unfinished_path, std::FILE* file)
      : path_(std::move(path)), unfinished_path_(std::move(unfinished_path)), file_(file) {}

  std::string path_;
  std::string unfinished_path_;  ///< Empty for standard output.
  std::FILE* file_;
};

/// One such file with all that is in it. Errors: Unavailable.
Result<void> write_output(const std::string& path, std::string_view text);

}  // namespace gg::cli
