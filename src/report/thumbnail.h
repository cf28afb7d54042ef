#pragma once

#include "container/format.h"
#include "report/html.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace gg::report {

/// How thumbnails are made. *value*
struct ThumbnailOptions {
  std::string worker;                          ///< Path of goodgate-worker, see `find_worker`.
  std::chrono::milliseconds deadline{10'000};  ///< For one file, by the clock on the wall.
  std::size_t jpeg_bytes_max = 256U << 10;
  unsigned jobs = 1;  ///< Files at a time.
};

/// goodgate-worker beside the running program, or empty if it is not there.
std::string find_worker();

/// True for formats of which the worker can show a picture or a frame.
bool may_have_picture(Format format);

/// Has the worker decode the first picture of the file at `path` (as the system knows it). Never
/// fails: a worker that is missing, refuses, crashes or takes too long is a reason in the result.
/// Threads: thread-safe.
Thumbnail make_thumbnail(const std::string& path, const ThumbnailOptions& options);

/// The same for many files, `options.jobs` at a time. Results in the order of `paths`.
std::vector<Thumbnail> make_thumbnails(std::span<const std::string> paths,
                                       const ThumbnailOptions& options);

}  // namespace gg::report
