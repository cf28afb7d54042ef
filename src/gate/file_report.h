#pragma once

#include "base/digest.h"
#include "bindings/outcome.h"
#include "container/format.h"
#include "signals/evidence.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg {

/// Damage met while reading, with its public number (docs/faults.md).
struct ReadFault {
  std::uint16_t number = 0;
  std::string text;
  Place where;
};

/// On what the validation of a file's credentials rests: with other lists, or at another time, it
/// may come out otherwise. *value*
struct CredentialBasis {
  Sha256 terms;  ///< `CredentialTerms::digest`; zeros where they were listed only.
  /// The same result comes as of any second from `first` to before `end`, of the Unix epoch.
  std::int64_t first = INT64_MIN;
  std::int64_t end = INT64_MAX;
};

/// Where a segment says that it belongs. *value*
struct SegmentPlace {
  std::uint64_t unique_id = 0;  ///< These two name the tree.
  std::uint64_t local_id = 0;
  std::uint64_t location = 0;  ///< Among its leaves, from 0.
  Place where;                 ///< Of the box that says so.
};

/// Of a file that credentials bind together with others: what leads to those
/// (gate/bound_files.h). *value*
struct Bond {
  /// So many trees of an initialization segment are looked for: a film has one for each track.
  static constexpr std::size_t trees_max = 16;
  std::vector<bindings::SegmentTree> trees = {};  ///< Of an initialization segment.
  std::optional<SegmentPlace> segment = {};       ///< Of a segment.
  bool is_collection = false;  ///< A .c2pa file that binds the files of its folder.
};

/// Everything one scan says of one file. *value*
struct FileReport {
  std::string path;  ///< Relative to the scanned root, '/' between; bytes as the system gave them.
  std::uint64_t size_bytes = 0;
  std::optional<Sha256> sha256;  ///< Nothing when the file could not be read to its end.
  Format format = Format::Unknown;
  bool extension_mismatch = false;
  std::optional<PictureSize> picture;
  std::vector<Evidence> evidence;  ///< Never empty: at least `absent` or `unreadable`.
  std::vector<ReadFault> faults;
  std::optional<CredentialBasis> basis;  ///< Of a file with credentials. Not shown in reports.
  std::optional<Bond> bond;              ///< The same.
};

}  // namespace gg
