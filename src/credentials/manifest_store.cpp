#include "credentials/manifest_store.h"

#include "credentials/faults.h"
#include "credentials/unpack.h"

#include <algorithm>

namespace gg::credentials {
namespace {

/// Types of the superboxes of a store. Source: C2PA 2.2 sections 11.1.4.2 and 11.2.
std::optional<ManifestType> manifest_type_of(std::string_view type) {
  if (type == "c2ma" || type == "c2md") return ManifestType::Standard;
  if (type == "c2um") return ManifestType::Update;
  if (type == "c2tm") return ManifestType::TimeStamp;
  return std::nullopt;
}

bool same_bytes(Bytes left, Bytes right) { return std::ranges::equal(left, right); }

}  // namespace

Parsed<ManifestStore> ManifestStore::read(std::span<const Bytes> stores, Budget& budget) {
  ManifestStore read;
  for (const auto store : stores) {
    TRY(read.add_store(store, budget));
    ++read.stores_;
  }
  if (read.manifests_.empty()) return fail(ParseError{&jumbf::faults::no_manifest, 0});
  return read;
}

Parsed<void> ManifestStore::add_store(Bytes store, Budget& budget) {
  Reader in(store);
  TRY_LET(auto tree, jumbf::parse_superbox(in, budget));
  if (tree.type != "c2pa")
    return fail(ParseError{&jumbf::faults::not_a_manifest_store, tree.offset});
  const auto& kept = trees_.emplace_back(std::move(tree));
  for (const auto& child : kept.children) TRY(add_manifest(child, budget));
  return {};
}

Parsed<void> ManifestStore::add_manifest(const jumbf::Superbox& box, Budget& budget) {
  const auto type = manifest_type_of(box.type);
  if (!type && box.type != "c2cm") return {};  // what later versions may put beside manifests
  const ParseError here{nullptr, box.offset};
  if (manifests_.size() >= manifests_max)
    return fail(ParseError{&jumbf::faults::too_many_manifests, here.offset});
  if (const auto* same = find(box.label)) {
    const auto* stands = same->packed != nullptr ? same->packed : same->box;
    if (stands == nullptr || !same_bytes(stands->inside, box.inside))
      return fail(ParseError{&jumbf::faults::repeated_manifest, here.offset});
    return {};  // an update of a video brings its parent once more
  }
  auto& manifest = manifests_.emplace_back();
  manifest.label = box.label;
  manifest.store = stores_;
  by_label_.emplace(box.label, &manifest);
  if (type) {
    manifest.type = *type;
    manifest.box = &box;
    return {};
  }
  manifest.packed = &box;
  if (auto done = unpack(manifest, budget); !done) {
    manifest.box = nullptr;
    manifest.fault = done.error();
    if (done.error().fault == &faults::inflate_too_large) return fail(done.error());
  }
  return {};
}

Parsed<void> ManifestStore::unpack(Manifest& manifest, Budget& budget) {
  const auto* content = manifest.packed->content("brob");
  if (content == nullptr)
    return fail(ParseError{&jumbf::faults::not_packed_manifest, manifest.packed->offset});
  auto payload = content->payload;
  const auto at = payload;
  TRY_LET(const auto packed, payload.take(payload.remaining()));
  TRY_LET(auto plain, unbrotli(packed, budget, at));
  const auto& kept = unpacked_.emplace_back(std::move(plain));
  Reader in(kept);
  auto tree = jumbf::parse_superbox(in, budget);
  const auto type = tree ? manifest_type_of(tree->type) : std::nullopt;
  if (!type || type == ManifestType::TimeStamp || tree->label != manifest.label || !in.at_end())
    return at.error(jumbf::faults::not_packed_manifest);
  manifest.type = *type;
  manifest.box = &trees_.emplace_back(*std::move(tree));
  return {};
}

const Manifest* ManifestStore::find(std::string_view label) const {
  const auto found = by_label_.find(label);
  return found == by_label_.end() ? nullptr : found->second;
}

const jumbf::Superbox* ManifestStore::resolve(const JumbfUri& uri, const Manifest& from) const {
  const auto* manifest = uri.manifest.empty() ? &from : find(uri.manifest);
  const auto* box = manifest == nullptr ? nullptr : manifest->box;
  for (const auto& label : uri.path) {
    if (box == nullptr) return nullptr;
    box = child_of(*box, label);
  }
  return box;
}

const jumbf::Superbox* ManifestStore::child_of(const jumbf::Superbox& box,
                                               std::string_view label) const {
  auto [found, is_new] = children_.try_emplace(&box);
  auto& children = found->second;
  if (is_new)
    for (const auto& child : box.children) children.emplace(child.label, &child);
  const auto child = children.find(label);
  return child == children.end() ? nullptr : child->second;
}

const bindings::HashValue& ManifestStore::digest(Bytes bytes, bindings::Algorithm algorithm) {
  const auto key = std::tuple(bytes.data(), bytes.size(), algorithm);
  const auto found = digests_.find(key);
  if (found != digests_.end()) return found->second;
  const Bytes parts[] = {bytes};
  return digests_.emplace(key, bindings::hash_of(algorithm, parts)).first->second;
}

}  // namespace gg::credentials
