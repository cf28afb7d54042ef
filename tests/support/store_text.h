#pragma once

#include "bindings/hash.h"
#include "bytes/hex.h"
#include "bytes/reader.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Manifest stores for tests, written from what they state: one claim of version 2 each, with no
/// signature, so that every rule can be broken alone.
namespace gg::store_text {

inline std::string be32(std::size_t value) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>(value >> shift & 0xFFU);
  return text;
}

inline std::string box(std::string_view type, std::string_view payload) {
  return be32(8 + payload.size()) + std::string(type) + std::string(payload);
}

inline std::string superbox(std::string_view type, std::string_view label,
                            std::string_view payload) {
  const auto description = std::string(type) +
                           std::string("\0\x11\0\x10\x80\0\0\xAA\0\x38\x9B\x71", 12) + "\x03" +
                           std::string(label) + '\0';
  return box("jumb", box("jumd", description) + std::string(payload));
}

inline std::string cbor_head(unsigned major, std::size_t count) {
  if (count < 24) return {static_cast<char>(major << 5U | count)};
  return std::string{static_cast<char>(major << 5U | 25U)} + static_cast<char>(count >> 8U) +
         static_cast<char>(count & 0xFFU);
}
inline std::string cbor_of(std::string_view hex) { return Reader::to_text(bytes_of(hex)); }
inline std::string cbor_text(std::string_view text) {
  return cbor_head(3, text.size()) + std::string(text);
}
inline std::string cbor_bytes(std::string_view bytes) {
  return cbor_head(2, bytes.size()) + std::string(bytes);
}
inline std::string cbor_list(const std::vector<std::string>& items) {
  auto list = cbor_head(4, items.size());
  for (const auto& item : items) list += item;
  return list;
}
inline std::string cbor_map(const std::vector<std::pair<std::string, std::string>>& members) {
  auto map = cbor_head(5, members.size());
  for (const auto& [key, value] : members) map += cbor_text(key) + value;
  return map;
}

struct Content {
  std::string bytes;
  bool is_json = false;
};

inline Content created_action() {
  return {cbor_map({{"actions", cbor_list({cbor_map({{"action", cbor_text("c2pa.created")}})})}})};
}

/// An ingredient of a manifest of the same store, whose hash is of nothing.
inline Content ingredient_of(const std::string& manifest) {
  return {cbor_map({{"relationship", cbor_text("componentOf")},
                    {"validationResults", cbor_map({})},
                    {"activeManifest", cbor_map({{"url", cbor_text("self#jumbf=/c2pa/" + manifest)},
                                                 {"hash", cbor_bytes("x")}})}})};
}

inline std::string sha256_text(std::string_view bytes) {
  const Bytes parts[] = {std::as_bytes(std::span(bytes))};
  return Reader::to_text(bindings::hash_of(bindings::Algorithm::Sha256, parts).view());
}

struct AssertionText {
  std::string label;
  std::string box;
  std::string claimed_hash;
  bool is_left_out = false;
  bool is_undeclared = false;
};

/// A Brotli stream of one block that is stored as it is, at most 65536 bytes (RFC 7932
/// section 9.2).
inline std::string stored_brotli(std::string_view text) {
  const auto bits = (text.size() - 1) << 4U | 1U << 20U;
  std::string packed;
  for (int shift = 0; shift < 24; shift += 8) packed += static_cast<char>(bits >> shift & 0xFFU);
  return packed + std::string(text) + '\x03';
}

struct ManifestText {
  std::string label;
  std::string type = "c2ma";
  std::vector<AssertionText> assertions = {};
  std::string without = {};                ///< A field that the claim lacks.
  std::vector<std::string> redacted = {};  ///< URIs of assertions of other manifests.
  std::string metadata = {};               ///< Of the claim, in CBOR; empty: none.
  std::string held_credential = {};        ///< A verifiable credential, in JSON; empty: none.
  bool has_second_claim = false;
  bool is_compressed = false;

  void add(const std::string& assertion_label, const Content& content) {
    const auto text =
        content.is_json ? superbox("json", assertion_label, store_text::box("json", content.bytes))
                        : superbox("cbor", assertion_label, store_text::box("cbor", content.bytes));
    assertions.push_back({assertion_label, text, sha256_text(std::string_view(text).substr(8))});
  }

  /// Leaves of an assertion what redaction may leave: zeros behind the UUID of C2PA 2.2
  /// section 6.8.
  void blank(const std::string& assertion_label) {
    for (auto& assertion : assertions)
      if (assertion.label == assertion_label)
        assertion.box =
            superbox("cbor", assertion_label,
                     store_text::box("uuid", cbor_of("CAA98EEE9D4DF80E86AD4DFFCA263973") +
                                                 std::string(8, '\0')));
  }

  [[nodiscard]] std::string claim() const {
    std::vector<std::string> created;
    for (const auto& assertion : assertions)
      if (!assertion.is_undeclared)
        created.push_back(
            cbor_map({{"url", cbor_text("self#jumbf=c2pa.assertions/" + assertion.label)},
                      {"hash", cbor_bytes(assertion.claimed_hash)}}));
    std::vector<std::pair<std::string, std::string>> fields;
    for (const auto& field : std::initializer_list<std::pair<std::string, std::string>>{
             {"instanceID", cbor_text("xmp:iid:1")},
             {"claim_generator_info", cbor_map({{"name", cbor_text("Tool")}})},
             {"signature", cbor_text("self#jumbf=c2pa.signature")},
             {"created_assertions", cbor_list(created)},
             {"alg", cbor_text("sha256")}})
      if (field.first != without) fields.push_back(field);
    if (!metadata.empty()) fields.emplace_back("metadata", metadata);
    std::vector<std::string> uris;
    for (const auto& uri : redacted) uris.push_back(cbor_text(uri));
    if (!uris.empty()) fields.emplace_back("redacted_assertions", cbor_list(uris));
    return superbox("c2cl", "c2pa.claim.v2", store_text::box("cbor", cbor_map(fields)));
  }

  [[nodiscard]] std::string text() const {
    std::string stored;
    for (const auto& assertion : assertions)
      if (!assertion.is_left_out) stored += assertion.box;
    const auto claims = has_second_claim ? claim() + claim() : claim();
    auto content = superbox("c2as", "c2pa.assertions", stored) + claims;
    if (!held_credential.empty())
      content += superbox("c2vc", "c2pa.credentials",
                          superbox("json", "1", store_text::box("json", held_credential)));
    const auto whole = superbox(type, label, content);
    if (!is_compressed) return whole;
    return superbox("c2cm", label, store_text::box("brob", stored_brotli(whole)));
  }
};

/// A store of these manifests, the active one last.
inline std::string store_text_of(const std::vector<ManifestText>& manifests) {
  std::string all;
  for (const auto& manifest : manifests) all += manifest.text();
  return superbox("c2pa", "c2pa", all);
}

}  // namespace gg::store_text
