#pragma once

#include "base/digest.h"
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
};

}  // namespace gg
