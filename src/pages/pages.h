#pragma once

#include "base/embedded.h"
#include "http/request.h"
#include "http/response.h"
#include "http/static_files.h"

#include <span>
#include <string>
#include <string_view>

namespace gg {

/// The files of the desk's pages as they were built (web/); none in a build without them.
std::span<const Embedded> pages_embedded();

/// The desk's pages under a path prefix. *const is thread-safe*
class Pages {
 public:
  /// `prefix`: the path a proxy serves the desk under ("/goodgate"), or nothing.
  explicit Pages(std::string_view prefix, std::span<const Embedded> files = pages_embedded());

  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  /// The file of a path; for the path of a page the page itself, which finds out by its own address
  /// what to show. 404 for a file that is not there and for what would be the API's.
  [[nodiscard]] http::Response answer(const http::Request& request, std::string_view path) const;

 private:
  std::string page_;
  http::StaticFiles files_;
};

}  // namespace gg
