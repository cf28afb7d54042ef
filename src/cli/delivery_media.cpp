#include "cli/delivery_media.h"

#include "files/file_source.h"
#include "report/thumbnail.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::cli {
namespace {

constexpr std::size_t files_ahead = 32;

bool is_folder(const std::string& path) {
  struct stat status{};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

std::string DeliveryMedia::system_path(const FileReport& file) const {
  if (scan_.roots.size() != 1) return file.path;
  const auto& root = scan_.roots.front();
  if (!is_folder(root)) return root;
  return root.ends_with('/') ? root + file.path : root + '/' + file.path;
}

DeliveryMedia::DeliveryMedia(const ScanReport& scan, unsigned jobs)
    : scan_(scan), worker_(report::find_worker()), jobs_(jobs) {}

/// Decodes the pictures of the next files together: a report asks for them in this order.
void DeliveryMedia::decode_from(std::size_t index) {
  std::vector<std::string> paths;
  std::vector<const FileReport*> files;
  for (; index < scan_.files.size() && files.size() < files_ahead; ++index) {
    if (!report::may_have_picture(scan_.files[index].format)) continue;
    files.push_back(&scan_.files[index]);
    paths.push_back(system_path(scan_.files[index]));
  }
  auto made = report::make_thumbnails(paths, {.worker = worker_, .jobs = jobs_});
  for (std::size_t at = 0; at < files.size(); ++at) ready_[files[at]] = std::move(made[at]);
}

report::Thumbnail DeliveryMedia::thumbnail_of(const FileReport& file) {
  if (!report::may_have_picture(file.format))
    return {.jpeg = {}, .reason = "no picture in " + std::string(facts_of(file.format).name)};
  if (worker_.empty()) return {.jpeg = {}, .reason = "goodgate-worker is not installed"};
  if (!ready_.contains(&file)) {
    ready_.clear();
    decode_from(static_cast<std::size_t>(&file - scan_.files.data()));
  }
  return std::move(ready_[&file]);
}

std::optional<report::Excerpt> DeliveryMedia::excerpt_of(const FileReport& file,
                                                         const Place& place) {
  const int descriptor =
      open(system_path(file).c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (descriptor < 0) return std::nullopt;
  report::Excerpt excerpt{.offset = place.offset,
                          .bytes = std::vector<std::byte>(report::excerpt_bytes_max)};
  const auto read = read_at(descriptor, place.offset, excerpt.bytes);
  close(descriptor);
  if (!read || *read == 0) return std::nullopt;
  excerpt.bytes.resize(*read);
  return excerpt;
}

}  // namespace gg::cli
