#include "credentials/claim.h"

#include "credentials/codes.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

using cbor::Type;
using cbor::Value;

constexpr std::string_view label_v1 = "c2pa.claim";
constexpr std::string_view label_v2 = "c2pa.claim.v2";
constexpr std::string_view box_type = "c2cl";

/// Reads the fields of one claim and notes what is missing.
class ClaimReader {
 public:
  ClaimReader(Claim& claim, bool is_update, std::vector<Status>& statuses)
      : claim_(claim), is_update_(is_update), statuses_(statuses) {}

  /// False when it states too little to be validated.
  bool read() {
    const auto& map = claim_.content.untagged();
    if (map.type != Type::Map) return refuse("the claim is not a map");
    claim_.alg = map.text_at("alg");
    claim_.signature_url = map.text_at("signature");
    if (claim_.version == 2) {
      if (!read_v2(map)) return false;
    } else if (!read_v1(map)) {
      return false;
    }
    return read_redacted(map);
  }

 private:
  bool read_v2(const Value& map) {
    // Updates of sound tools leave it empty: they state no new instance. Nothing hangs on it.
    if (!is_update_ && map.text_at("instanceID").empty())
      return refuse("the claim has no instanceID");
    const auto* info = map.find("claim_generator_info");
    if (info == nullptr || info->untagged().text_at("name").empty())
      return refuse("claim_generator_info has no name");
    if (map.find("signature") == nullptr) return refuse("the claim names no signature");
    if (map.find("created_assertions") == nullptr)
      return refuse("the claim has no created_assertions");
    if (!read_assertions(map, "created_assertions", claim_.created)) return false;
    if (map.find("gathered_assertions") == nullptr) return true;
    return read_assertions(map, "gathered_assertions", claim_.gathered);
  }

  bool read_v1(const Value& map) {
    if (map.text_at("claim_generator").empty()) return refuse("the claim has no claim_generator");
    if (map.find("assertions") == nullptr) return refuse("the claim has no assertions");
    return read_assertions(map, "assertions", claim_.created);
  }

  bool read_assertions(const Value& map, std::string_view field, std::vector<HashedUri>& into) {
    const auto* list = map.find(field);
    if (list->untagged().type != Type::Array) return refuse(std::string(field) + " is not a list");
    for (const auto& item : list->untagged().items) {
      auto uri = read_hashed_uri(item);
      if (!uri) return refuse(std::string(field) + " lists what is not a hashed URI");
      into.push_back(*std::move(uri));
    }
    return true;
  }

  bool read_redacted(const Value& map) {
    const auto* list = map.find("redacted_assertions");
    if (list == nullptr || list->untagged().type == Type::Null) return true;
    if (list->untagged().type != Type::Array) return refuse("redacted_assertions is not a list");
    for (const auto& item : list->untagged().items) {
      if (item.untagged().type != Type::TextString)
        return refuse("redacted_assertions lists what is not a URI");
      claim_.redacted.push_back(item.untagged().text);
    }
    return true;
  }

  bool refuse(std::string why) {
    statuses_.push_back({&codes::claim_malformed, claim_.uri, std::move(why)});
    return false;
  }

  Claim& claim_;
  bool is_update_;
  std::vector<Status>& statuses_;
};

std::vector<const jumbf::Superbox*> claim_boxes(const jumbf::Superbox& manifest) {
  std::vector<const jumbf::Superbox*> boxes;
  for (const auto& child : manifest.children)
    if (child.type == box_type || child.label == label_v1 || child.label == label_v2)
      boxes.push_back(&child);
  return boxes;
}

}  // namespace

std::optional<HashedUri> read_hashed_uri(const Value& value) {
  const auto& map = value.untagged();
  if (map.type != Type::Map) return std::nullopt;
  const auto* url = map.find("url");
  if (url == nullptr || url->untagged().type != Type::TextString) return std::nullopt;
  HashedUri uri{url->untagged().text, std::string(map.text_at("alg")), {}};
  const auto* hash = map.find("hash");
  if (hash != nullptr && hash->untagged().type == Type::ByteString)
    uri.hash = hash->untagged().bytes;
  return uri;
}

std::optional<bindings::Algorithm> algorithm_of(const HashedUri& uri, std::string_view around) {
  return bindings::parse_algorithm(uri.alg.empty() ? around : std::string_view(uri.alg));
}

std::optional<Claim> read_claim(const Manifest& manifest, Budget& budget,
                                std::vector<Status>& statuses) {
  const auto boxes = claim_boxes(*manifest.box);
  if (boxes.empty()) {
    statuses.push_back(
        {&codes::claim_missing, uri_of(manifest.label), "no claim in this manifest"});
    return std::nullopt;
  }
  Claim claim;
  claim.box = boxes.front();
  claim.version = claim.box->label == label_v1 ? 1 : 2;
  claim.uri = uri_of(manifest.label, claim.box->label);
  if (boxes.size() > 1) {
    statuses.push_back({&codes::claim_multiple, claim.uri,
                        std::to_string(boxes.size()) + " claims in this manifest"});
    return std::nullopt;
  }
  const auto* content = claim.box->content("cbor");
  if (content == nullptr || claim.box->type != box_type ||
      (claim.box->label != label_v1 && claim.box->label != label_v2)) {
    statuses.push_back(
        {&codes::claim_malformed, claim.uri, "the claim's box is not of a known kind"});
    return std::nullopt;
  }
  auto payload = content->payload;
  auto whole = payload;
  if (const auto bytes = whole.take(whole.remaining())) claim.signed_bytes = *bytes;
  auto document = cbor::parse_document(payload, budget);
  if (!document) {
    statuses.push_back(
        {&codes::claim_cbor_invalid, claim.uri, std::string(document.error().fault->text)});
    return std::nullopt;
  }
  claim.content = *std::move(document);
  if (!ClaimReader(claim, manifest.type == ManifestType::Update, statuses).read())
    return std::nullopt;
  return claim;
}

}  // namespace gg::credentials
