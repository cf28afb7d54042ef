#include "gate/binder_file.h"

#include "credentials/sidecar.h"
#include "gate/store_file.h"

#include <utility>

namespace gg {

std::unique_ptr<BinderFile> BinderFile::open(const BoundScan& scan, std::size_t file) {
  const auto& listed = scan.files[file];
  auto opened = OpenFile::open(listed.open_path, scan.limits.kept_bytes_max);
  if (!opened) return nullptr;
  std::unique_ptr<BinderFile> binder(new BinderFile(scan, *std::move(opened)));
  binder->format_ = sniff(binder->file_.reader());
  static_cast<void>(walk_file(binder->format_, binder->file_.reader(), binder->parts_));
  if (!binder->parts_.stores.empty()) return binder;
  if (const auto sidecar = find_store_file(scan.files, listed.path)) {
    auto content = credentials::read_store_file(scan.files[*sidecar].open_path);
    if (content) binder->sidecar_ = *std::move(content);
  }
  return binder;
}

std::unique_ptr<credentials::Validation> BinderFile::validate(
    std::span<const bindings::Segment> segments, const bindings::CollectionFiles* collection,
    const bindings::Effort& effort) const {
  credentials::FileToValidate subject{.file = file_.reader(),
                                      .segments = segments,
                                      .collection = collection,
                                      .walked = credentials::WalkedFile{format_, parts_}};
  if (sidecar_) subject.sidecar = std::as_bytes(std::span(*sidecar_));
  const auto& terms = scan_.terms;
  return std::make_unique<credentials::Validation>(
      subject, credentials::TrustTerms{terms.store(), terms.at, terms.legacy_stamps},
      credentials::ValidationOptions{scan_.limits, effort});
}

}  // namespace gg
