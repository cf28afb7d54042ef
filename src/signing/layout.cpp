#include "signing/layout.h"

#include "base/check.h"

namespace gg::signing {
namespace {

/// The store's length decides how many bytes some containers need for it, and hardly anything else:
/// the second plan stands, as a rule.
constexpr int rounds_max = 8;

embedding::EmbeddingOptions options_for(ManifestKind kind) {
  embedding::EmbeddingOptions options;
  if (kind == ManifestKind::Update) {
    options.purpose = embedding::Purpose::Update;
    options.merkle_boxes = embedding::MerkleBoxes::Keep;
    return options;
  }
  return plan_options({}, options);
}

Result<embedding::WritePlan> plan_once(Format format, const Reader& file, const Placing& placing,
                                       ManifestKind kind, std::uint64_t store_bytes) {
  const auto options = options_for(kind);
  if (placing.is_inside) return embedding::plan_embedding(format, file, store_bytes, options);
  if (placing.takes_out) return embedding::plan_removal(format, file, options);
  return embedding::plan_beside(format, file, options);
}

bool is_boxed(Format format) {
  switch (format) {
    case Format::Mp4:
    case Format::QuickTime:
    case Format::M4a:
    case Format::Heic:
    case Format::Avif:
      return true;
    default:
      return false;
  }
}

/// A BMFF file keeps what it has as `original`; its last box has the updates alone.
/// Source: C2PA 2.2 section A.5.3.
Result<void> keep_updates_only(const embedding::WritePlan& plan, CarriedManifests& carried) {
  carried = {};
  if (plan.old_stores.size() < 2) return {};
  return carried.add(plan.old_stores.back(), "its updates");
}

}  // namespace

Octets whole_store(const ManifestDraft& draft, const CarriedManifests& carried, Bytes signature) {
  const auto manifest = draft.superbox(signature);
  auto boxes = carried.boxes();
  boxes.emplace_back(manifest);
  return store_of(boxes);
}

Result<Layout> Layout::make(Format format, const Reader& file, const Placing& placing,
                            ManifestDraft& draft, CarriedManifests& carried,
                            std::size_t signature_bytes) {
  Layout layout;
  const auto kind = draft.facts().kind;
  const Octets signature(signature_bytes);
  std::uint64_t store_bytes = embedding::store_bytes_min;
  for (int round = 0; round < rounds_max; ++round) {
    TRY_LET(layout.plan_, plan_once(format, file, placing, kind, store_bytes));
    if (kind == ManifestKind::Update && placing.is_inside && is_boxed(format))
      TRY(keep_updates_only(layout.plan_, carried));
    if (kind == ManifestKind::Standard) {
      TRY_LET(auto binding, HardBinding::plan(layout.plan_, manifest_hash));
      Octets blank(binding.assertion_bytes());
      if (!layout.binding_)
        layout.binding_index_ = draft.add(binding.label(), std::move(blank));
      else
        draft.replace(layout.binding_index_, std::move(blank));
      layout.binding_ = std::move(binding);
    }
    const auto needed = whole_store(draft, carried, signature).size();
    if (!placing.is_inside || needed == store_bytes) return layout;
    store_bytes = needed;
  }
  return fail(Error{ErrorKind::Internal, "the length of the credentials cannot be settled"});
}

void Layout::finish_binding(ManifestDraft& draft) {
  if (binding_) draft.replace(binding_index_, binding_->finish());
}

}  // namespace gg::signing
