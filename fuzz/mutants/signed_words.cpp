#include "signed_words.h"

#include "bindings/hash.h"

#include <algorithm>

namespace gg::mutants {
namespace {

/// Each part goes in with its length before it, so that no two lists of parts give the same bytes.
void add(Bytes part, bindings::Hasher& hasher) {
  hasher.add_be64(part.size());
  hasher.add(part);
}

void add_manifest(const credentials::OpenManifest& opened, bindings::Hasher& hasher) {
  if (!opened.claim) return;
  add(opened.claim->signed_bytes, hasher);
  for (const auto& assertion : opened.assertions)
    add(assertion.box == nullptr ? Bytes() : assertion.box->inside, hasher);
}

}  // namespace

std::optional<Sha256> signed_words(const credentials::Validation& validation, Bytes file) {
  const auto* lineage = validation.lineage();
  const auto& binding = validation.report().binding;
  if (lineage == nullptr || !lineage->active().claim || !binding || !binding->matches())
    return std::nullopt;
  bindings::Hasher hasher(bindings::Algorithm::Sha256);
  for (const auto& manifest : lineage->manifests) add_manifest(manifest, hasher);
  for (const auto& range : bindings::covered_ranges(*binding, file.size()))
    hasher.add(file.subspan(static_cast<std::size_t>(range.first),
                            static_cast<std::size_t>(range.size())));
  const auto value = hasher.finish();
  Sha256 digest;
  std::ranges::transform(value.view(), digest.bytes.begin(),
                         [](std::byte byte) { return std::to_integer<std::uint8_t>(byte); });
  return digest;
}

}  // namespace gg::mutants
