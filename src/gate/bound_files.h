#pragma once

#include "bindings/hash.h"
#include "gate/scan.h"
#include "gate/stream_index.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

/// Credentials that bind several files of a scan together: a stream in segments, a collection.
/// After each file was read by itself, the files of each binding are checked together.
namespace gg {

/// What takes the place, or stands beside, of the evidence of one file. *value*
struct ToldEvidence {
  std::size_t file = 0;
  /// Of the file that has the credentials: in place of what they said by themselves.
  bool is_binder = false;
  std::vector<Evidence> evidence;
};

/// The files of a scan and how credentials are judged. *value, of views*
struct BoundScan {
  const std::vector<ListedFile>& files;
  const ScanSlots& slots;
  const CredentialTerms& terms;
  const ScanLimits& limits;
};

/// Checks all bindings of a scan and changes the reports of the files that have a part in one:
/// each then has the evidence that a file with credentials of its own would have. Bindings are
/// checked in parallel; the result is the same for any number of threads. Stopped, it leaves
/// reports as they are. Reads segments once more, and files of a collection only where their
/// SHA-256 is not what it states. Nothing is done for a scan without any.
void check_bound_files(const std::vector<ListedFile>& files, const ScanOptions& options,
                       ScanProgress& progress, const std::stop_token& stop, ScanSlots& slots);

/// The segments of a family, each with the initialization segment that it belongs to. Nothing when
/// stopped.
std::vector<ToldEvidence> check_streams(const BoundScan& scan, const StreamFamily& family,
                                        const bindings::Effort& effort);

/// Segments whose initialization segment is not in the scan, or cannot be told.
std::vector<ToldEvidence> tell_apart(const BoundScan& scan, const SegmentBundle& bundle);

/// Collections of one folder, by path. *value*
struct CollectionFolder {
  std::string_view folder;
  std::vector<std::size_t> collections;
};

/// So many collections of a folder are checked.
inline constexpr std::size_t collections_max = 16;

/// The folders of a scan that have collections, by path.
std::vector<CollectionFolder> find_collections(const std::vector<ListedFile>& files,
                                               const ScanSlots& slots);

/// What the collections of one folder say of their files, and which paths they list.
struct CollectionResult {
  std::vector<ToldEvidence> told;
  std::vector<std::size_t> listed;  ///< Files of the scan, sorted.
};
CollectionResult check_collections(const BoundScan& scan, const CollectionFolder& folder,
                                   const bindings::Effort& effort);

/// The number of the file of that path; nothing where the scan has none. Files are sorted by path.
std::optional<std::size_t> find_file(const std::vector<ListedFile>& files, std::string_view path);

}  // namespace gg
