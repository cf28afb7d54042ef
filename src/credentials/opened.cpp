#include "credentials/opened.h"

#include "bytes/hex.h"
#include "credentials/assertion.h"
#include "credentials/codes.h"
#include "credentials/faults.h"

#include <algorithm>

namespace gg::credentials {
namespace {

constexpr std::string_view assertions_label = "c2pa.assertions";

bool all_zero(Bytes bytes) {
  return std::ranges::all_of(bytes, [](std::byte each) { return each == std::byte{0}; });
}

Bytes bytes_in(const jumbf::ContentBox& content) {
  auto payload = content.payload;
  const auto bytes = payload.take(payload.remaining());
  return bytes ? *bytes : Bytes{};
}

const jumbf::Superbox* find_assertion_store(const jumbf::Superbox& manifest) {
  const auto found = std::ranges::find_if(manifest.children, [](const jumbf::Superbox& child) {
    return child.type == "c2as" && child.label == assertions_label;
  });
  return found == manifest.children.end() ? nullptr : &*found;
}

/// Opens the assertions of one claim. A claim may name thousands, and one of them again and again.
class AssertionFinder {
 public:
  AssertionFinder(OpenManifest& opened, Budget& budget) : opened_(opened), budget_(budget) {
    if (opened.assertion_store == nullptr) return;
    for (const auto& box : opened.assertion_store->children) boxes_.emplace(box.label, &box);
  }

  void add(const std::vector<HashedUri>& list, bool is_created) {
    for (const auto& reference : list) {
      auto& assertion = opened_.assertions.emplace_back();
      assertion.reference = reference;
      assertion.is_created = is_created;
      find(assertion);
      opened_.by_uri.emplace(assertion.uri, &assertion);
      if (assertion.box != nullptr) opened_.by_box.emplace(assertion.box, &assertion);
    }
  }

 private:
  /// Finds the box of one reference, and reads what stands in it.
  void find(ClaimedAssertion& assertion);
  [[nodiscard]] bool is_blanked(const jumbf::Superbox& box) const;

  OpenManifest& opened_;
  Budget& budget_;
  std::map<std::string_view, const jumbf::Superbox*> boxes_;  ///< The first of each label.
};

bool AssertionFinder::is_blanked(const jumbf::Superbox& box) const {
  const auto* same = opened_.find(&box);
  return same != nullptr ? same->is_blanked : is_blank(box);
}

void AssertionFinder::find(ClaimedAssertion& assertion) {
  const auto uri = parse_jumbf_uri(assertion.reference.url);
  assertion.uri = absolute_uri(assertion.reference.url, opened_.label());
  const bool is_here = uri && (uri->manifest.empty() || uri->manifest == opened_.label());
  assertion.is_outside = !is_here;
  if (!is_here || uri->path.size() != 2 || uri->path.front() != assertions_label) return;
  assertion.label = uri->path.back();
  assertion.kind = base_label(assertion.label);
  const auto found = boxes_.find(assertion.label);
  if (found == boxes_.end()) return;
  assertion.box = found->second;
  assertion.is_blanked = is_blanked(*assertion.box);
  assertion.is_json = assertion.box->content("json") != nullptr;
  auto content = read_content(*assertion.box, budget_);
  if (content)
    assertion.content = *std::move(content);
  else
    assertion.fault = content.error();
}

}  // namespace

const cbor::Value* ClaimedAssertion::map() const {
  if (!content || content->untagged().type != cbor::Type::Map) return nullptr;
  return &content->untagged();
}

std::vector<const ClaimedAssertion*> OpenManifest::of_kind(std::string_view kind) const {
  std::vector<const ClaimedAssertion*> found;
  for (const auto& each : assertions)
    if (each.kind == kind) found.push_back(&each);
  return found;
}

std::vector<const ClaimedAssertion*> OpenManifest::of_family(std::string_view family) const {
  std::vector<const ClaimedAssertion*> found;
  for (const auto& each : assertions)
    if (is_of_family(each.kind, family)) found.push_back(&each);
  return found;
}

const ClaimedAssertion* OpenManifest::find(const jumbf::Superbox* box) const {
  const auto found = by_box.find(box);
  return found == by_box.end() ? nullptr : found->second;
}

const ClaimedAssertion* OpenManifest::find(std::string_view uri) const {
  const auto found = by_uri.find(uri);
  return found == by_uri.end() ? nullptr : found->second;
}

bool is_of_family(std::string_view kind, std::string_view family) {
  if (!kind.starts_with(family)) return false;
  kind.remove_prefix(family.size());
  return kind.empty() || kind.starts_with(".v");
}

bool is_blank(const jumbf::Superbox& box) {
  static const auto redaction_uuid = bytes_of("CAA98EEE 9D4D F80E 86AD 4DFFCA263973");
  if (!box.children.empty() || box.contents.empty()) return false;
  return std::ranges::all_of(box.contents, [&](const jumbf::ContentBox& content) {
    auto bytes = bytes_in(content);
    if (content.type == "uuid" && bytes.size() >= redaction_uuid.size() &&
        std::ranges::equal(bytes.first(redaction_uuid.size()), redaction_uuid))
      bytes = bytes.subspan(redaction_uuid.size());
    return all_zero(bytes);
  });
}

OpenManifest open_manifest(const Manifest& manifest, Budget& budget) {
  OpenManifest opened;
  opened.manifest = &manifest;
  opened.assertion_store = find_assertion_store(*manifest.box);
  opened.claim = read_claim(manifest, budget, opened.statuses);
  if (!opened.claim) return opened;
  AssertionFinder finder(opened, budget);
  finder.add(opened.claim->created, true);
  finder.add(opened.claim->gathered, false);
  return opened;
}

}  // namespace gg::credentials
