#include "signing/layout.h"

#include "signing/update_room.h"

#include <string>

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

Result<embedding::WritePlan> plan_once(const Layout::Source& source, ManifestKind kind,
                                       std::uint64_t store_bytes) {
  const auto options = options_for(kind);
  const auto file = source.file.reader();
  if (source.placing.is_inside)
    return embedding::plan_embedding(source.format, file, store_bytes, options);
  if (source.placing.takes_out) return embedding::plan_removal(source.format, file, options);
  return embedding::plan_beside(source.format, file, options);
}

bool is_boxed(const embedding::WritePlan& plan) { return !plan.root_boxes.empty(); }

/// A BMFF file keeps what it has as `original`; its last box has the updates alone.
/// Source: C2PA 2.2 section A.5.3.
Result<void> keep_updates_only(const embedding::WritePlan& plan, CarriedManifests& carried) {
  carried = {};
  if (plan.old_stores.size() < 2) return {};
  return carried.add(plan.old_stores.back(), "its updates");
}

}  // namespace

ByteArray whole_store(const ManifestDraft& draft, const CarriedManifests& carried,
                      Bytes signature) {
  const auto manifest = draft.superbox(signature);
  auto boxes = carried.boxes();
  boxes.emplace_back(manifest);
  return store_of(boxes);
}

Result<Layout> Layout::make(const Source& source, ManifestDraft& draft, CarriedManifests& carried) {
  Layout layout;
  const auto kind = draft.facts().kind;
  const bool is_inside = source.placing.is_inside;
  const ByteArray signature(source.signature_bytes);
  std::uint64_t store_bytes = embedding::store_bytes_min;
  for (int round = 0; round < rounds_max; ++round) {
    TRY_LET(layout.plan_, plan_once(source, kind, store_bytes));
    if (kind == ManifestKind::Update && is_inside && is_boxed(layout.plan_))
      TRY(keep_updates_only(layout.plan_, carried));
    if (kind == ManifestKind::Standard) TRY(layout.plan_binding(draft));
    const auto store = whole_store(draft, carried, signature).size();
    const auto needed = store + (embedding::states_length(source.format) ? 0 : source.room_bytes);
    if (is_inside && needed != store_bytes) {
      store_bytes = needed;
      continue;
    }
    if (kind == ManifestKind::Update && is_inside && !is_boxed(layout.plan_))
      TRY(layout.fit_update(source, store));
    return layout;
  }
  return fail(Error{ErrorKind::Internal, "the length of the credentials cannot be settled"});
}

Result<void> Layout::plan_binding(ManifestDraft& draft) {
  TRY_LET(auto binding, HardBinding::plan(plan_, manifest_hash));
  ByteArray blank(binding.assertion_bytes());
  if (!binding_)
    binding_index_ = draft.add(binding.label(), std::move(blank));
  else
    draft.replace(binding_index_, std::move(blank));
  binding_ = std::move(binding);
  return {};
}

/// Where the store's length is bound, an update takes the place that the store has, with what is
/// free behind it.
Result<void> Layout::fit_update(const Source& source, std::uint64_t needed_bytes) {
  embedding::FileSourceBytes bytes(source.file.descriptor());
  TRY_LET(const bool is_off, changes_bound_bytes(plan_, bytes));
  if (!is_off) return {};
  const auto place = plan_.old_stores.empty() ? 0 : plan_.old_stores.front().size();
  if (needed_bytes <= place) {
    TRY_LET(plan_, plan_once(source, ManifestKind::Update, place));
    TRY_LET(const bool still_off, changes_bound_bytes(plan_, bytes));
    if (!still_off) return {};
  }
  const std::string name(facts_of(source.format).name);
  if (needed_bytes <= place || source.format == Format::Pdf)
    return fail(Error{ErrorKind::InvalidInput,
                      name + ": an update would change bytes that are signed; sign without "
                             "--update"});
  return fail(Error{ErrorKind::InvalidInput,
                    name + ": an update takes " + std::to_string(needed_bytes) +
                        " bytes, and the credentials have " + std::to_string(place) +
                        "; in this format what is signed already says how many. Sign without "
                        "--update, or keep room for updates when you sign (--room)"});
}

void Layout::finish_binding(ManifestDraft& draft) {
  if (binding_) draft.replace(binding_index_, binding_->finish());
}

}  // namespace gg::signing
