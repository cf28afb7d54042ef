#include "clearance/pack_zip.h"

#include <memory>

#include <zip.h>

namespace gg::clearance {
namespace {

/// Stands for the time of writing, which the bytes must not depend on: 2026-01-01.
constexpr time_t packed_at = 1767225600;

struct DiscardZip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Zip = std::unique_ptr<zip_t, DiscardZip>;

Error not_written(const std::filesystem::path& path, const std::string& why) {
  return {ErrorKind::Unavailable,
          path.string() + ": cannot be written: " + why + "; free space or name another place"};
}

bool add_file(zip_t* archive, const PackFile& file) {
  auto* source = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
  if (source == nullptr) return false;
  const auto index = zip_file_add(archive, file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) zip_source_free(source);
  return index >= 0 &&
         zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), packed_at, 0) == 0;
}

}  // namespace

Result<void> write_zip(const std::vector<PackFile>& files, const std::filesystem::path& path) {
  int code = 0;
  Zip archive(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
  if (!archive) return fail(not_written(path, "error " + std::to_string(code) + " of libzip"));
  for (const auto& file : files)
    if (!add_file(archive.get(), file)) return fail(not_written(path, zip_strerror(archive.get())));
  if (zip_close(archive.get()) != 0) return fail(not_written(path, zip_strerror(archive.get())));
  static_cast<void>(archive.release());
  return {};
}

}  // namespace gg::clearance
