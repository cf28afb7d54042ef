#include "credentials/manifest_list.h"

#include "credentials/assertion.h"
#include "credentials/faults.h"
#include "credentials/jumbf.h"
#include "trust/cose.h"

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

/// Where the boxes of a manifest stand in the file.
struct Standing {
  const CredentialStore& store;
  std::uint64_t base = 0;            ///< Added to every offset.
  const Superbox* packed = nullptr;  ///< Of a compressed manifest: all its places are this box's.
};

/// Reads one manifest. What is damaged is noted in the summary, and the rest is read.
class ManifestReader {
 public:
  ManifestReader(const Standing& standing, Budget& budget) : standing_(standing), budget_(budget) {}

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
               read_signature(*signature, summary.signature));
    }
    return summary;
  }

  [[nodiscard]] Place place_of(const Superbox& box, std::string path) const {
    if (standing_.packed != nullptr) path += " (unpacked)";
    if (!standing_.store.jumbf_offset) path += " (offset in the store)";
    const auto& stands = standing_.packed != nullptr ? *standing_.packed : box;
    return {std::move(path), standing_.base + stands.offset, stands.size_bytes};
  }

 private:
  void note(ManifestSummary& summary, std::string path, ParseError error) const {
    error.offset =
        standing_.base + (standing_.packed != nullptr ? standing_.packed->offset : error.offset);
    summary.faults.push_back({std::move(path), error});
  }

  void tolerate(ManifestSummary& summary, const std::string& path, const Parsed<void>& part) const {
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

  /// The names in the credential. Nothing is checked.
  /// Faults: trust::faults, cbor::faults, bad_signature.
  Parsed<void> read_signature(const Superbox& box, Signature& signature) {
    signature.present = true;
    const auto* content = box.content("cbor");
    if (content == nullptr) return fail(ParseError{&jumbf::faults::bad_signature, box.offset});
    TRY_LET(const auto message,
            trust::parse_sign1(content->payload, trust::Payload::Detached, budget_));
    signature.algorithm = message.algorithm_text;
    TRY_LET(const auto leaf, trust::parse_certificate(message.certificates.front()));
    signature.organization = leaf.subject.organization;
    signature.common_name = leaf.subject.common_name;
    return {};
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

  const Standing& standing_;
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
  const Standing standing{store};
  ManifestReader reader(standing, budget);
  const auto path = store.place.path + "/" + box.label;
  for (const auto& child : box.children)
    if (is_manifest(child)) manifests.push_back(reader.read(child, path));
  if (manifests.empty()) return fail(ParseError{&jumbf::faults::no_manifest, box.offset});
  manifests.back().active = true;
  return manifests;
}

ManifestSummary summarize(const Manifest& manifest, const CredentialStore& store, Budget& budget) {
  const Standing standing{store, store.jumbf_offset.value_or(0), manifest.packed};
  const auto path = store.place.path + "/c2pa";
  ManifestReader reader(standing, budget);
  if (manifest.box != nullptr) return reader.read(*manifest.box, path);
  return reader.read(*manifest.packed, path);
}

}  // namespace gg::credentials
