#include "signing/ingredient.h"

#include "base/text.h"
#include "container/container.h"
#include "credentials/jumbf_writer.h"
#include "credentials/manifest_store.h"
#include "credentials/sidecar.h"
#include "files/open_file.h"
#include "signing/validation_results.h"

#include <algorithm>
#include <array>

namespace gg::signing {
namespace {

constexpr ScanLimits store_limits{.kept_bytes_max = 64U << 20, .inflate_bytes_max = 64U << 20};

ByteArray copied(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

tl::unexpected<Error> unusable(const std::string& name, const std::string& why) {
  return fail(
      Error{ErrorKind::InvalidInput,
            name + ": its credentials cannot be carried on: " + why +
                "; sign a copy of the file without them, made by the tool that it is from"});
}

/// Where the active manifest and its signature are, and their digests.
Result<void> note_active(Ingredient& ingredient) {
  Budget budget(store_limits);
  const std::array stores{Bytes(ingredient.store)};
  auto store = credentials::ManifestStore::read(stores, budget);
  if (!store) return unusable(ingredient.title, std::string(store.error().fault->text));
  const auto& active = store->active();
  if (active.box == nullptr)
    return unusable(ingredient.title, "the last manifest cannot be unpacked");
  ingredient.active = active.label;
  ingredient.manifest_hash = copied(store->digest(*active.box, manifest_hash).view());
  const auto* signature = active.box->find("c2pa.signature");
  if (signature == nullptr) return unusable(ingredient.title, "the last manifest is not signed");
  ingredient.signature_hash = copied(store->digest(*signature, manifest_hash).view());
  return {};
}

ByteArray reference_to(const std::string& url, Bytes hash) {
  return Fields()
      .text("url", url)
      .text("alg", bindings::name_of(manifest_hash))
      .bytes("hash", hash)
      .cbor();
}

}  // namespace

std::string_view to_text(Relationship relationship) {
  switch (relationship) {
    case Relationship::ParentOf:
      return "parentOf";
    case Relationship::ComponentOf:
      return "componentOf";
    case Relationship::InputTo:
      return "inputTo";
  }
  return {};
}

Result<Ingredient> read_ingredient(const IngredientFile& file, const credentials::TrustTerms& terms,
                                   const bindings::Effort& effort,
                                   std::span<const bindings::Segment> segments) {
  TRY_LET(const auto opened, OpenFile::open(file.path, held_bytes_max));
  TRY_LET(const auto sidecar, credentials::read_sidecar(file.path));
  credentials::FileToValidate subject{opened.reader()};
  if (sidecar) subject.sidecar = text_bytes(*sidecar);
  subject.segments = segments;
  const credentials::Validation validation(subject, terms, {store_limits, effort});
  if (effort.stop.stop_requested())
    return fail(Error{ErrorKind::Unavailable, file.path.string() + ": stopped while it was read"});
  const auto& report = validation.report();
  Ingredient ingredient;
  ingredient.title = to_utf8(file.path.filename().string());
  ingredient.media_type = facts_of(sniff(opened.reader())).media_type;
  ingredient.instance_id = new_instance_id();
  ingredient.relationship = file.relationship;
  ingredient.state = report.state;
  ingredient.place = report.place;
  if (!report.fault.empty()) return unusable(ingredient.title, report.fault);
  const auto store = validation.whole_store();
  if (store.empty()) return ingredient;
  ingredient.store = copied(text_bytes(store));
  TRY(note_active(ingredient));
  ingredient.results = results_map(report);
  ingredient.failures = failure_maps(report);
  return ingredient;
}

std::string_view ingredient_label(ClaimVersion version) {
  return version == ClaimVersion::V1 ? "c2pa.ingredient.v2" : "c2pa.ingredient.v3";
}

ByteArray ingredient_assertion(const Ingredient& ingredient, ClaimVersion version) {
  Fields fields;
  fields.text("dc:title", ingredient.title);
  fields.text("dc:format", ingredient.media_type);
  fields.text("relationship", to_text(ingredient.relationship));
  fields.text("instanceID", ingredient.instance_id);
  if (!ingredient.has_credentials()) return fields.cbor();
  auto manifest = reference_to(credentials::uri_of(ingredient.active), ingredient.manifest_hash);
  if (version == ClaimVersion::V1) {
    fields.item("c2pa_manifest", std::move(manifest));
    fields.list_if_any("validationStatus", ingredient.failures);
    return fields.cbor();
  }
  fields.item("activeManifest", std::move(manifest));
  fields.item("claimSignature",
              reference_to(credentials::uri_of(ingredient.active, "c2pa.signature"),
                           ingredient.signature_hash));
  fields.item("validationResults", ingredient.results);
  return fields.cbor();
}

Result<void> CarriedManifests::add(Bytes store, const std::string& of_file) {
  if (store.empty()) return {};
  Budget budget(store_limits);
  const auto read = credentials::ManifestStore::read(std::array{store}, budget);
  if (!read) return unusable(of_file, std::string(read.error().fault->text));
  for (const auto& manifest : read->manifests()) {
    const auto* stands = manifest.packed != nullptr ? manifest.packed : manifest.box;
    if (stands == nullptr) return unusable(of_file, manifest.label + " cannot be read");
    auto box = jumbf::superbox_of_inside(stands->inside);
    const auto found = std::ranges::find(entries_, manifest.label, &Entry::label);
    if (found == entries_.end())
      entries_.push_back({manifest.label, std::move(box)});
    else if (found->box != box)
      return unusable(of_file, manifest.label +
                                   " is in another ingredient too, with other content (one of them "
                                   "was redacted or altered)");
  }
  return {};
}

std::vector<Bytes> CarriedManifests::boxes() const {
  std::vector<Bytes> boxes;
  for (const auto& entry : entries_) boxes.emplace_back(entry.box);
  return boxes;
}

}  // namespace gg::signing
