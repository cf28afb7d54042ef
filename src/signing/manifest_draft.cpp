#include "signing/manifest_draft.h"

#include "base/check.h"
#include "bytes/uuid.h"
#include "credentials/jumbf_writer.h"
#include "credentials/uri.h"
#include "secrets/secret_bytes.h"

#include <algorithm>
#include <array>
#include <deque>

namespace gg::signing {
namespace {

/// A random UUID (RFC 9562 version 4), lower case.
std::string new_uuid() {
  std::array<std::uint8_t, 16> bytes{};
  secrets::fill_random(bytes.data(), bytes.size());
  bytes[6] = static_cast<std::uint8_t>(0x40U | (bytes[6] & 0x0FU));
  bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3FU));
  return uuid_text(std::as_bytes(std::span(bytes)));
}

std::string assertion_url(const std::string& label) {
  return "self#jumbf=c2pa.assertions/" + label;
}

ByteArray generator_fields(const Generator& generator) {
  return Fields().text("name", generator.name).text_if_any("version", generator.version).cbor();
}

/// "Goodgate/0.1.0", as version 1 names a program.
std::string user_agent(const Generator& generator) {
  std::string agent = generator.name;
  std::ranges::replace(agent, ' ', '_');
  return generator.version.empty() ? agent : agent + "/" + generator.version;
}

ByteArray boxed(std::string_view label, Bytes content, AssertionForm form) {
  const std::string_view type = form == AssertionForm::Json ? "json" : "cbor";
  const auto box = jumbf::content_box(type, std::array{content});
  return jumbf::superbox(type, label, std::array{Bytes(box)});
}

/// A superbox of a type of C2PA around one item of CBOR.
ByteArray cbor_superbox(std::string_view type, std::string_view label, Bytes content) {
  const auto box = jumbf::content_box("cbor", std::array{content});
  return jumbf::superbox(type, label, std::array{Bytes(box)});
}

}  // namespace

std::string new_manifest_label(ClaimVersion version) {
  return (version == ClaimVersion::V1 ? "urn:uuid:" : "urn:c2pa:") + new_uuid();
}

std::string new_instance_id() { return "xmp:iid:" + new_uuid(); }

std::string ManifestDraft::unused(std::string_view label) const {
  const auto is_used = [&](const std::string& wanted) {
    return std::ranges::find(entries_, wanted, &Entry::label) != entries_.end();
  };
  std::string free(label);
  for (int number = 1; is_used(free); ++number)
    free = std::string(label) + "__" + std::to_string(number);
  return free;
}

std::size_t ManifestDraft::add(std::string_view label, ByteArray content, AssertionForm form) {
  entries_.push_back({unused(label), std::move(content), form});
  return entries_.size() - 1;
}

void ManifestDraft::replace(std::size_t index, ByteArray content) {
  entries_.at(index).content = std::move(content);
}

ByteArray ManifestDraft::reference(std::size_t index) const {
  constexpr std::size_t header_bytes = 8;  // not hashed: C2PA 2.2 section 8.4.2.3
  const auto& entry = entries_.at(index);
  const auto box = boxed(entry.label, entry.content, entry.form);
  const std::array parts{Bytes(box).subspan(header_bytes)};
  return hashed_uri(assertion_url(entry.label), bindings::hash_of(manifest_hash, parts).view());
}

ByteArray ManifestDraft::claim() const {
  std::vector<ByteArray> references;
  for (std::size_t index = 0; index < entries_.size(); ++index)
    references.push_back(reference(index));
  Fields fields;
  fields.text("instanceID", facts_.instance_id);
  fields.text("signature", credentials::uri_of(facts_.label, "c2pa.signature"));
  fields.text_if_any("dc:title", facts_.title);
  fields.text("alg", bindings::name_of(manifest_hash));
  if (facts_.version == ClaimVersion::V2) {
    fields.item("claim_generator_info", generator_fields(facts_.generator));
    fields.list("created_assertions", references);
    return fields.cbor();
  }
  fields.text("claim_generator", user_agent(facts_.generator));
  fields.list("claim_generator_info", {generator_fields(facts_.generator)});
  fields.text("dc:format", facts_.media_type);
  fields.list("assertions", references);
  return fields.cbor();
}

ByteArray ManifestDraft::superbox(Bytes signature) const {
  std::deque<ByteArray> assertions;
  std::vector<Bytes> views;
  for (const auto& entry : entries_)
    views.emplace_back(assertions.emplace_back(boxed(entry.label, entry.content, entry.form)));
  const auto store = jumbf::superbox("c2as", "c2pa.assertions", views);
  const auto claimed = cbor_superbox(
      "c2cl", facts_.version == ClaimVersion::V1 ? "c2pa.claim" : "c2pa.claim.v2", claim());
  const auto signing = cbor_superbox("c2cs", "c2pa.signature", signature);
  return jumbf::superbox(facts_.kind == ManifestKind::Update ? "c2um" : "c2ma", facts_.label,
                         std::array{Bytes(store), Bytes(claimed), Bytes(signing)});
}

ByteArray store_of(const std::vector<Bytes>& manifests) {
  return jumbf::superbox("c2pa", "c2pa", manifests);
}

}  // namespace gg::signing
