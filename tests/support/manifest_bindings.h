#pragma once

#include "bytes/reader.h"
#include "formats/cbor/cbor.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gg::test {

/// An assertion of a manifest: its label and the CBOR it holds.
struct BoundAssertion {
  std::string label;
  Bytes content;
};

/// A manifest of a store, just so far as a test of bindings needs it.
struct BoundManifest {
  std::string label;
  bool is_update = false;
  std::string algorithm;  ///< Of the claim.
  std::vector<BoundAssertion> assertions;

  [[nodiscard]] const BoundAssertion* find(std::string_view prefix) const {
    const auto found = std::ranges::find_if(
        assertions, [&](const BoundAssertion& each) { return each.label.starts_with(prefix); });
    return found == assertions.end() ? nullptr : &*found;
  }
};

/// A box of JUMBF: type, label where it is a superbox, and what it holds.
struct JumbfBox {
  std::string type;
  std::string kind;  ///< First four characters of a superbox's type.
  std::string label;
  Reader payload;
};

inline std::optional<JumbfBox> next_jumbf_box(Reader& in) {
  if (in.remaining() < 8) return std::nullopt;
  const auto size = *in.u32();
  const auto type = *in.text(4);
  const auto payload = in.child(size == 0 ? in.remaining() : std::uint64_t{size} - 8);
  if (!payload.has_value()) return std::nullopt;
  JumbfBox box{type, "", "", *payload};
  if (type != "jumb") return box;
  auto inside = box.payload;
  auto description = *next_jumbf_box(inside);
  box.kind = *description.payload.text(4);
  EXPECT_TRUE(description.payload.skip(13).has_value());
  box.label = *description.payload.text(description.payload.remaining());
  box.label = box.label.substr(0, box.label.find('\0'));
  box.payload = *inside.child(inside.remaining());
  return box;
}

template <class Visit>
void each_jumbf_box(Reader in, Visit visit) {
  while (const auto box = next_jumbf_box(in)) visit(*box);
}

inline Bytes cbor_of(const JumbfBox& superbox) {
  Bytes found;
  each_jumbf_box(superbox.payload, [&](JumbfBox box) {
    if (box.type == "cbor") found = *box.payload.take(box.payload.remaining());
  });
  return found;
}

/// All manifests of a store, the active one last.
inline std::vector<BoundManifest> manifests_of(Bytes store) {
  std::vector<BoundManifest> manifests;
  Reader in(store);
  const auto root = next_jumbf_box(in);
  if (!root) return manifests;
  each_jumbf_box(root->payload, [&](const JumbfBox& box) {
    BoundManifest manifest{box.label, box.kind == "c2um", "", {}};
    each_jumbf_box(box.payload, [&](const JumbfBox& part) {
      if (part.kind == "c2as")
        each_jumbf_box(part.payload, [&](const JumbfBox& assertion) {
          manifest.assertions.push_back({assertion.label, cbor_of(assertion)});
        });
      if (part.kind != "c2cl") return;
      Budget budget;
      const auto claim = cbor::parse_document(Reader(cbor_of(part)), budget);
      if (claim.has_value()) manifest.algorithm = claim->text_at("alg");
    });
    manifests.push_back(std::move(manifest));
  });
  return manifests;
}

}  // namespace gg::test
