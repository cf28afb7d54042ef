#pragma once

#include "formats/exif/tag_names.h"
#include "formats/ifd/ifd.h"

#include <functional>
#include <string>
#include <string_view>

namespace gg::exif {

/// Walks directories of a TIFF structure and what hangs on them into fields with carrier `Exif`:
/// Exif, GPS, Interoperability and SubIFDs directories, XMP, IPTC and Photoshop resources.
/// Shared by Exif blocks and TIFF files. A damaged field is noted and the next is read.
/// *single thread*; lives no longer than `tiff` and `parts`.
class DirectoryWalk {
 public:
  /// Sees each entry of a chain or SubIFD first, with the path of its directory; true where it has
  /// dealt with it.
  using Claim = std::function<Parsed<bool>(const ifd::Entry& entry, std::string_view directory)>;

  DirectoryWalk(ifd::Tiff& tiff, Parts& parts) : tiff_(tiff), parts_(parts) {}

  void set_claim(Claim claim) { claim_ = std::move(claim); }

  /// Walks the chain of directories from `offset`: `path`/IFD0, `path`/IFD1 and so on.
  /// Faults: ifd_cycle, ifd_outside, truncated, too_many_items.
  Parsed<void> chain(std::uint64_t offset, std::string_view path);

 private:
  /// Walks the entries of one directory and gives it back at their end.
  Parsed<ifd::Directory> entries(std::uint64_t offset, Directory names, const std::string& path,
                                 std::uint32_t depth);
  Parsed<void> entry(const ifd::Entry& entry, Directory names, const std::string& path,
                     std::uint32_t depth);
  Parsed<void> pointers(const ifd::Entry& entry, Directory names, const std::string& path,
                        std::uint32_t depth);
  Parsed<std::string> text(const ifd::Entry& entry, Directory names);
  Parsed<void> iptc(const ifd::Entry& entry, const std::string& path);

  ifd::Tiff& tiff_;
  Parts& parts_;
  Claim claim_;
};

}  // namespace gg::exif
