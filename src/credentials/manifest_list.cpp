#include "credentials/manifest_list.h"

#include "credentials/assertion.h"
#include "credentials/faults.h"
#include "credentials/jumbf.h"
#include "credentials/signature.h"

#include <algorithm>

namespace gg::credentials {
namespace {

using jumbf::Superbox;

/// Types of the superboxes of a store. Source: C2PA 2.2 section 11.1.4.2.
constexpr std::string_view store_type = "c2pa";
constexpr std::string_view manifest_type = "c2ma";
constexpr std::string_view update_type = "c2um";
constexpr std::string_view compressed_type = "c2cm";
constexpr std::string_view assertions_type = "c2as";
constexpr std::string_view claim_type = "c2cl";
constexpr std::string_view signature_type = "c2cs";

bool is_manifest(const Superbox& box) {
  return box.type == manifest_type || box.type == update_type || box.type == compressed_type;
}

/// Reads one manifest. What is damaged is noted in the summary, and the rest is read.
class ManifestReader {
 public:
  ManifestReader(const CredentialStore& store, Budget& budget) : store_(store), budget_(budget) {}

  ManifestSummary read(const Superbox& manifest, const std::string& store_path) {
    ManifestSummary summary;
    summary.label = manifest.label;
    summary.update = manifest.type == update_type;
    const auto path = store_path + "/" + manifest.label;
    summary.where = place_of(manifest, path);
    if (manifest.type == compressed_type) {
      note(summary, path, {&jumbf::faults::compressed_manifest, manifest.offset});
      return summary;
    }
    read_claim(manifest, path, summary);
    if (const auto* assertions = manifest.find_type(assertions_type))
      for (const auto& assertion : assertions->children)
        read_assertion(assertion, path + "/" + assertions->label, summary);
    if (const auto* signature = manifest.find_type(signature_type)) {
      summary.signature.where = place_of(*signature, path + "/" + signature->label);
      tolerate(summary, path + "/" + signature->label,
               read_signature(*signature, budget_, summary.signature));
    }
    return summary;
  }

  [[nodiscard]] Place place_of(const Superbox& box, std::string path) const {
    if (!store_.jumbf_offset) path += " (offset in the store)";
    return {std::move(path), box.offset, box.size_bytes};
  }

 private:
  static void note(ManifestSummary& summary, std::string path, ParseError error) {
    summary.faults.push_back({std::move(path), error});
  }

  static void tolerate(ManifestSummary& summary, const std::string& path,
                       const Parsed<void>& part) {
    if (!part.has_value()) note(summary, path, part.error());
  }

  void read_claim(const Superbox& manifest, const std::string& path, ManifestSummary& summary) {
    const auto* box = manifest.find_type(claim_type);
    if (box == nullptr) return note(summary, path, {&jumbf::faults::no_claim, manifest.offset});
    summary.claim_label = box->label;
    const auto content = read_content(*box, budget_);
    if (!content) return note(summary, path + "/" + box->label, content.error());
    if (!*content) return note(summary, path, {&jumbf::faults::no_claim, box->offset});
    const auto& claim = (*content)->untagged();
    summary.claim_generator = claim.text_at("claim_generator");
    summary.title = claim.text_at("dc:title");
    summary.format = claim.text_at("dc:format");
    summary.instance_id = claim.text_at("instanceID");
    add_generators(claim, summary);
  }

  /// claim_generator_info is one map in version 2, an array of them in version 1.
  static void add_generators(const cbor::Value& claim, ManifestSummary& summary) {
    const auto* stated = claim.find("claim_generator_info");
    if (stated == nullptr) return;
    const auto add = [&](const cbor::Value& info) {
      const auto& map = info.untagged();
      const auto name = map.text_at("name");
      if (!name.empty())
        summary.generators.push_back({std::string(name), std::string(map.text_at("version"))});
    };
    if (stated->untagged().type == cbor::Type::Map) add(*stated);
    for (const auto& info : claim.array_at("claim_generator_info")) add(info);
  }

  void read_assertion(const Superbox& box, const std::string& path, ManifestSummary& summary) {
    summary.assertion_labels.push_back(box.label);
    const auto way = path + "/" + box.label;
    const auto content = read_content(box, budget_);
    if (!content) return note(summary, way, content.error());
    if (*content) add_assertion(box.label, **content, place_of(box, way), summary);
  }

  const CredentialStore& store_;
  Budget& budget_;
};

}  // namespace

std::string ManifestSummary::generator() const {
  if (generators.empty()) return claim_generator;
  const auto& first = generators.front();
  return first.version.empty() ? first.name : first.name + " " + first.version;
}

Parsed<std::vector<ManifestSummary>> list_manifests(const CredentialStore& store, Budget& budget) {
  Reader in(store.jumbf, store.jumbf_offset.value_or(0));
  TRY_LET(const auto box, jumbf::parse_superbox(in, budget));
  if (box.type != store_type)
    return fail(ParseError{&jumbf::faults::not_a_manifest_store, box.offset});
  std::vector<ManifestSummary> manifests;
  ManifestReader reader(store, budget);
  const auto path = store.place.path + "/" + box.label;
  for (const auto& child : box.children)
    if (is_manifest(child)) manifests.push_back(reader.read(child, path));
  if (manifests.empty()) return fail(ParseError{&jumbf::faults::no_manifest, box.offset});
  manifests.back().active = true;
  return manifests;
}

}  // namespace gg::credentials
