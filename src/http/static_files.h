#pragma once

#include "base/embedded.h"
#include "http/request.h"
#include "http/response.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace gg::http {

/// Files that are part of the program, given out with types, tags and caching. "x.js.br" and
/// "x.js.gz" beside "x.js" are sent to clients that accept brotli or gzip. *const is thread-safe*
class StaticFiles {
 public:
  struct Options {
    /// Names below this folder hold a hash of the content: such a file never changes.
    std::string hashed_folder = "assets/";
    /// Answers paths of the program's own pages, whose last segment has no extension.
    std::string page = "index.html";
  };

  StaticFiles(std::span<const Embedded> files, Options options);
  explicit StaticFiles(std::span<const Embedded> files) : StaticFiles(files, Options()) {}

  /// The file of a path ("assets/index-4f2a.js"), or 404.
  [[nodiscard]] Response answer(const Request& request, std::string_view path) const;

 private:
  struct File {
    std::string_view bytes;
    std::string_view brotli;  ///< Empty when there is none.
    std::string_view gzip;    ///< The same.
    std::string tag;
  };

  [[nodiscard]] const File* find(std::string_view& path) const;

  const Options options_;
  std::map<std::string, File, std::less<>> files_;
};

/// "text/css; charset=utf-8" for "a.css"; "application/octet-stream" for what is not known.
std::string_view content_type_of(std::string_view path);

}  // namespace gg::http
