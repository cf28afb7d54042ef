#pragma once

#include "gate/file_report.h"
#include "gate/walk.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace gg {

/// The reports of a scan so far, by the numbers of its files.
using ScanSlots = std::vector<std::optional<FileReport>>;

/// Segments of one folder that say they belong to one tree, and the initialization segments that
/// may be theirs. Numbers are those of the files of the scan. *value*
struct SegmentBundle {
  std::string_view folder;            ///< "film/parts", without its slash.
  std::vector<std::size_t> segments;  ///< By location in the tree, then by path.
  std::vector<std::size_t> inits;     ///< By path; the nearest.
  std::size_t nearest = 0;            ///< How many those are: beyond `inits_max` none is kept.
};

/// Initialization segments and bundles that can only be told apart by trying. *value*
struct StreamFamily {
  std::vector<std::size_t> inits;  ///< By path.
  std::vector<SegmentBundle> bundles;
};

/// Which segments of a scan may belong to which initialization segments. *value*
struct StreamIndex {
  std::vector<StreamFamily> families;
  std::vector<SegmentBundle> apart;  ///< With no initialization segment, or too many of them.
};

/// An initialization segment and a segment go together when the first states a tree by the
/// identifiers that the second names. Of several the nearest counts: the one with which the segment
/// shares the deepest folder, then the one that stands less deep below that. Names say nothing.
///
/// Nearest by content, because identifiers are small numbers, the same in every stream that was
/// signed by itself: renditions of one film in sibling folders all have tree 1/1.
/// Cost: grows with files times depth of folders, never with files times streams.
/// Lifetime: views are of `files`.
/// Source: C2PA 2.2 sections 18.6.6 and A.5.4.
StreamIndex find_streams(const std::vector<ListedFile>& files, const ScanSlots& slots);

/// So many initialization segments that are equally near are tried for a segment.
inline constexpr std::size_t inits_max = 16;

/// "film/parts" of "film/parts/seg-1.m4s"; empty for a file of the root.
std::string_view folder_of(std::string_view path);
/// The file has the path of the one before it: it was named twice.
bool is_repeated(const std::vector<ListedFile>& files, std::size_t file);
/// True where `folder` is `above`, or stands somewhere below it.
bool is_below(std::string_view folder, std::string_view above);

}  // namespace gg
