#include "report/thumbnail.h"

#include "helpers/child_process.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::report {
namespace {

constexpr std::string_view worker_name = "goodgate-worker";

Thumbnail without(std::string reason) { return {.jpeg = {}, .reason = std::move(reason)}; }

/// The phrase for an exit code of the worker (worker/outcome.h).
std::string reason_of(int code) {
  switch (code) {
    case 71:
      return "the decoder could not be confined";
    case 80:
      return "not a kind that is decoded";
    case 81:
      return "no picture in the file";
    case 82:
      return "no picture could be decoded";
    case 83:
      return "picture too large to decode";
    case 84:
      return "no small picture could be made";
    default:
      return fmt::format("decoder ended with code {}", code);
  }
}

bool is_jpeg(std::string_view bytes) {
  return bytes.starts_with("\xFF\xD8\xFF") && bytes.ends_with("\xFF\xD9");
}

Thumbnail thumbnail_of(helpers::ChildEnd end) {
  using helpers::ChildEnd;
  switch (end.kind) {
    case ChildEnd::Kind::NotStarted:
      return without("the decoder could not be started");
    case ChildEnd::Kind::TimedOut:
      return without("decoding took too long");
    case ChildEnd::Kind::TooMuchOutput:
      return without("the decoder wrote too much");
    case ChildEnd::Kind::Stopped:
      return without("decoding was stopped");
    case ChildEnd::Kind::Killed:
      return without(fmt::format("decoder stopped by signal {}", end.code));
    case ChildEnd::Kind::Exited:
      break;
  }
  if (end.code != 0) return without(reason_of(end.code));
  if (!is_jpeg(end.output)) return without("the decoder wrote no JPEG");
  return {.jpeg = std::move(end.output), .reason = {}};
}

bool is_regular(int descriptor) {
  struct stat facts{};
  return fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode);
}

}  // namespace

std::string find_worker() {
  std::array<char, 4096> buffer{};
  const auto size = readlink("/proc/self/exe", buffer.data(), buffer.size());
  if (size <= 0 || static_cast<std::size_t>(size) == buffer.size()) return {};
  std::string path(buffer.data(), static_cast<std::size_t>(size));
  path.resize(path.rfind('/') + 1);
  path += worker_name;
  return access(path.c_str(), X_OK) == 0 ? path : std::string();
}

bool may_have_picture(Format format) {
  switch (format) {
    case Format::Png:
    case Format::Jpeg:
    case Format::Gif:
    case Format::WebP:
    case Format::Tiff:
    case Format::Heic:
    case Format::Avif:
    case Format::Jpeg2000:
    case Format::Bmp:
    case Format::Psd:
    case Format::Exr:
    case Format::Dpx:
    case Format::Mp4:
    case Format::QuickTime:
    case Format::Matroska:
    case Format::WebM:
    case Format::Avi:
    case Format::Mxf:
    case Format::MpegTs:
    case Format::MpegPs:
      return true;
    default:
      return false;
  }
}

Thumbnail make_thumbnail(const std::string& path, const ThumbnailOptions& options) {
  if (options.worker.empty()) return without("goodgate-worker is not installed");
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.is_open()) return without("the file could not be opened");
  if (!is_regular(file.number())) return without("not a regular file");
  return thumbnail_of(helpers::run_child({.program = options.worker,
                                          .arguments = {"thumbnail"},
                                          .input = file.number(),
                                          .deadline = options.deadline,
                                          .output_bytes_max = options.jpeg_bytes_max}));
}

std::vector<Thumbnail> make_thumbnails(std::span<const std::string> paths,
                                       const ThumbnailOptions& options) {
  std::vector<Thumbnail> thumbnails(paths.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (auto index = next++; index < paths.size(); index = next++)
      thumbnails[index] = make_thumbnail(paths[index], options);
  };
  std::vector<std::jthread> workers;
  const auto extra = std::min<std::size_t>(std::max(options.jobs, 1U) - 1, paths.size());
  for (std::size_t count = 0; count < extra; ++count) workers.emplace_back(work);
  work();
  workers.clear();  // joins them
  return thumbnails;
}

}  // namespace gg::report
