#pragma once

#include "container/container.h"
#include "credentials/validation.h"
#include "files/open_file.h"
#include "gate/bound_files.h"

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace gg {

/// A file whose credentials bind others, opened again: an initialization segment, a collection.
/// *single thread*
class BinderFile {
 public:
  /// Nothing where it cannot be opened any more.
  static std::unique_ptr<BinderFile> open(const BoundScan& scan, std::size_t file);

  /// Its credentials with the files that they bind: segments, or a collection.
  std::unique_ptr<credentials::Validation> validate(std::span<const bindings::Segment> segments,
                                                    const bindings::CollectionFiles* collection,
                                                    const bindings::Effort& effort) const;
  [[nodiscard]] Parts& parts() { return parts_; }

 private:
  BinderFile(const BoundScan& scan, OpenFile file)
      : scan_(scan), file_(std::move(file)), budget_(scan.limits), parts_(budget_) {}

  const BoundScan& scan_;
  OpenFile file_;
  std::optional<std::string> sidecar_;
  Budget budget_;
  Parts parts_;
  Format format_ = Format::Unknown;
};

}  // namespace gg
