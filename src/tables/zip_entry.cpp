#include "tables/zip_entry.h"

#include <algorithm>
#include <array>
#include <utility>

#include <zip.h>

namespace gg {

void ZipArchive::Close::operator()(zip* archive) const { zip_discard(archive); }

std::optional<ZipArchive> ZipArchive::open(std::string_view bytes, std::size_t entries_max) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return std::nullopt;
  ZipArchive opened;
  opened.archive_.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (opened.archive_ == nullptr) {
    zip_source_free(source);
    return std::nullopt;
  }
  const auto count = zip_get_num_entries(opened.archive_.get(), 0);
  if (count < 0 || std::cmp_greater(count, entries_max)) return std::nullopt;
  return opened;
}

std::optional<std::string> ZipArchive::read(const std::string& name,
                                            std::size_t& unpacked_bytes_left) const {
  const auto close = [](zip_file_t* file) { zip_fclose(file); };
  const std::unique_ptr<zip_file_t, decltype(close)> file(
      zip_fopen(archive_.get(), name.c_str(), 0), close);
  if (file == nullptr) return std::nullopt;
  std::string out;
  std::array<char, 16384> block{};
  while (true) {
    const auto got = zip_fread(file.get(), block.data(), block.size());
    if (got < 0) return std::nullopt;
    if (got == 0) return out;
    const auto size = static_cast<std::size_t>(got);
    if (size > unpacked_bytes_left) return std::nullopt;
    unpacked_bytes_left -= size;
    out.append(block.begin(), block.begin() + got);
  }
}

}  // namespace gg
