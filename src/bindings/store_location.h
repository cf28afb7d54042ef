#pragma once

#include "bindings/outcome.h"
#include "container/format.h"
#include "parts/parts.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gg::bindings {

/// What of a file says where its content credentials are.
struct StoreLocation {
  /// The stores that count, in the order in which their manifests follow each other: one; a BMFF
  /// file's `original` and `update`; a PDF's, one for each of its updates. Empty when there is
  /// none, or several where one is allowed. They point into the `Parts` that were given.
  std::vector<const CredentialStore*> stores;
  /// Stores in the file that do not count, because there are several (C2PA 2.2 section 15.5.2).
  std::size_t refused = 0;
  /// Where the file says that its store is (XMP dcterms:provenance). Nobody is asked here.
  std::optional<std::string> remote;
  std::vector<Problem> problems;  ///< Why stores were refused.
};

/// Which of the stores that `walk_file` found in a file of `format` count.
/// Source: C2PA 2.2 sections 15.5 and A.3 to A.5.
StoreLocation locate_stores(Format format, Reader file, const Parts& parts);

/// The bytes of `store` that are its JUMBF superbox, without padding behind it (the length of the
/// first box); all of them when the length says otherwise than what is there.
Bytes superbox_of(const CredentialStore& store);

/// The manifest store beside a file: `NAME.EXT.c2pa`, else `NAME.c2pa`; nothing where neither is
/// there. Source: C2PA 2.2 section 15.5.3.1.
std::optional<std::filesystem::path> find_sidecar(const std::filesystem::path& asset);

}  // namespace gg::bindings
