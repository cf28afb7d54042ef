#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct zip;

namespace gg {

/// A ZIP archive in memory whose entries unpack within a common limit. *single thread*; the bytes
/// must outlive it.
class ZipArchive {
 public:
  /// Nothing when the bytes are no ZIP archive or it has more than `entries_max` entries.
  static std::optional<ZipArchive> open(std::string_view bytes, std::size_t entries_max);

  /// The unpacked entry `name`. Nothing when it is missing, damaged, encrypted or larger than what
  /// is left of `unpacked_bytes_left`, which is charged as data comes, whatever the archive says of
  /// the entry's size.
  std::optional<std::string> read(const std::string& name, std::size_t& unpacked_bytes_left) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_;
};

}  // namespace gg
