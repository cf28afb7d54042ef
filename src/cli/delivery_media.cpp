#include "cli/delivery_media.h"

#include "gate/file_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::cli {
namespace {

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

report::Thumbnail DeliveryMedia::thumbnail_of(const FileReport& file) {
  return {.jpeg = {}, .reason = "no picture of " + std::string(facts_of(file.format).name)};
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
