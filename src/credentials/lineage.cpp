#include "credentials/lineage.h"

#include <algorithm>

namespace gg::credentials {
namespace {

using cbor::Type;

constexpr std::string_view ingredient_family = "c2pa.ingredient";

std::optional<HashedUri> uri_at(const cbor::Value& map, std::string_view key) {
  const auto* value = map.find(key);
  return value == nullptr ? std::nullopt : read_hashed_uri(*value);
}

IngredientLink read_link(const OpenManifest& user, const ClaimedAssertion& assertion) {
  IngredientLink link;
  link.user = &user;
  link.assertion = &assertion;
  const auto& map = *assertion.map();
  link.version = assertion.kind == "c2pa.ingredient.v3"   ? 3
                 : assertion.kind == "c2pa.ingredient.v2" ? 2
                                                          : 1;
  link.relationship = map.text_at("relationship");
  link.manifest = uri_at(map, link.version == 3 ? "activeManifest" : "c2pa_manifest");
  link.signature = uri_at(map, "claimSignature");
  return link;
}

/// Walks breadth first: a manifest is opened when it is first met, so diamonds cost nothing.
class Tracer {
 public:
  Tracer(const ManifestStore& store, Budget& budget) : store_(store), budget_(budget) {}

  Lineage trace() {
    meet(store_.active());
    for (std::size_t next = 0; next < lineage_.manifests.size(); ++next)
      follow(lineage_.manifests[next]);
    for (const auto& manifest : store_.manifests())
      if (!met_.contains(&manifest)) lineage_.unreferenced.push_back(&manifest);
    return std::move(lineage_);
  }

 private:
  void meet(const Manifest& manifest) {
    if (!met_.insert(&manifest).second || manifest.box == nullptr) return;
    lineage_.manifests.push_back(open_manifest(manifest, budget_));
    lineage_.by_manifest.emplace(&manifest, &lineage_.manifests.back());
  }

  void follow(const OpenManifest& opened) {
    if (!opened.claim) return;
    for (const auto& uri : opened.claim->redacted)
      lineage_.redacted.insert(absolute_uri(uri, opened.label()));
    for (const auto* each : opened.of_family(ingredient_family)) follow_ingredient(opened, *each);
    for (const auto* each : opened.of_kind("c2pa.time-stamp")) take_stamps(opened, *each);
    for (const auto* each : opened.of_kind("c2pa.certificate-status"))
      take_revocations(opened, *each);
  }

  void follow_ingredient(const OpenManifest& opened, const ClaimedAssertion& assertion) {
    if (assertion.map() == nullptr) return;
    auto link = read_link(opened, assertion);
    if (link.manifest) {
      const auto uri = parse_jumbf_uri(link.manifest->url);
      // Old tools named a manifest by its claim.
      const bool is_claim =
          uri && uri->path.size() == 1 && uri->path.front().starts_with("c2pa.claim");
      if (uri && (uri->path.empty() || is_claim)) link.target = store_.find(uri->manifest);
    }
    if (link.target != nullptr) meet(*link.target);
    lineage_.links.push_back(std::move(link));
    lineage_.by_user[&opened].push_back(&lineage_.links.back());
    lineage_.by_assertion.emplace(&assertion, &lineage_.links.back());
  }

  void take_stamps(const OpenManifest& opened, const ClaimedAssertion& assertion) {
    const auto* map = assertion.map();
    if (map == nullptr) return;
    for (std::size_t index = 0; index + 1 < map->items.size(); index += 2) {
      const auto& key = map->items[index];
      const auto& token = map->items[index + 1].untagged();
      if (key.type == Type::TextString && token.type == Type::ByteString)
        lineage_.stamps[key.text].push_back({&opened, token.bytes});
    }
  }

  void take_revocations(const OpenManifest& opened, const ClaimedAssertion& assertion) {
    const auto* map = assertion.map();
    if (map == nullptr) return;
    for (const auto& answer : map->array_at("ocspVals"))
      if (answer.untagged().type == Type::ByteString)
        lineage_.revocations.push_back({&opened, answer.untagged().bytes});
  }

  const ManifestStore& store_;
  Budget& budget_;
  Lineage lineage_;
  std::set<const Manifest*> met_;
};

}  // namespace

const OpenManifest* Lineage::find(const Manifest* manifest) const {
  const auto found = by_manifest.find(manifest);
  return found == by_manifest.end() ? nullptr : found->second;
}

std::span<const IngredientLink* const> Lineage::links_of(const OpenManifest& user) const {
  const auto found = by_user.find(&user);
  if (found == by_user.end()) return {};
  return found->second;
}

const IngredientLink* Lineage::link_of(const ClaimedAssertion* assertion) const {
  const auto found = by_assertion.find(assertion);
  return found == by_assertion.end() ? nullptr : found->second;
}

bool Lineage::is_redacted(std::string_view uri) const {
  return redacted.contains(std::string(uri));
}

bool Lineage::has_redactions(std::string_view manifest_label) const {
  const auto prefix = uri_of(manifest_label) + "/";
  const auto next = redacted.lower_bound(prefix);
  return next != redacted.end() && next->starts_with(prefix);
}

Lineage trace_lineage(const ManifestStore& store, Budget& budget) {
  return Tracer(store, budget).trace();
}

}  // namespace gg::credentials
