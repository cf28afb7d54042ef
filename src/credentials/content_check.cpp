#include "base/base64.h"
#include "bindings/check.h"
#include "credentials/assertion.h"
#include "credentials/claim_check.h"
#include "credentials/codes.h"
#include "credentials/metadata_fields.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace gg::credentials {
namespace {

using cbor::Type;
using cbor::Value;

/// What has rules of its own: references to manifests, and results of validating them.
constexpr std::array<std::string_view, 5> other_rules{
    "activeManifest", "c2pa_manifest", "claimSignature", "validationResults", "validationStatus"};
/// A store of verifiable credentials, as versions before 2.0 had it.
constexpr std::string_view credential_store = "c2pa.credentials";

/// A hash as JSON writes it: in base 64, or its bytes as a list of numbers.
std::optional<std::string> hash_in_json(const Value* hash) {
  if (hash == nullptr) return std::nullopt;
  if (hash->type == Type::TextString) return parse_base64(hash->text);
  if (hash->type != Type::Array) return std::nullopt;
  std::string bytes;
  for (const auto& item : hash->items) {
    unsigned number = 0;
    const auto text = cbor::to_plain_text(item);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number > 255)
      return std::nullopt;
    bytes += static_cast<char>(number);
  }
  return bytes;
}

/// Checks what the assertions of one manifest state.
class ContentCheck {
 public:
  ContentCheck(const CheckContext& context, const OpenManifest& opened,
               std::vector<Status>& statuses)
      : context_(context), opened_(opened), statuses_(statuses) {}

  void run() {
    for (const auto& assertion : opened_.assertions) {
      if (!assertion.content || !is_standard(assertion.kind) || assertion.is_blanked) continue;
      assertion_ = &assertion;
      check();
    }
    assertion_ = nullptr;
    if (const auto* info = opened_.claim->content.untagged().find("claim_generator_info"))
      check_references(info->untagged(), opened_.claim->uri);
  }

 private:
  void check() {
    const auto kind = assertion_->kind;
    if (kind == "c2pa.cloud-data") check_cloud_data();
    if (kind == "c2pa.metadata") check_metadata();
    if (kind == "c2pa.time-stamp") check_time_stamp();
    if (kind == "c2pa.external-reference") check_external_reference();
    check_references(assertion_->content->untagged(), assertion_->uri);
  }

  [[nodiscard]] const Value* field(std::string_view name) const {
    return assertion_->map() == nullptr ? nullptr : assertion_->map()->find(name);
  }

  /// Source: C2PA 2.2 section 15.10.3.2.1.
  void check_cloud_data() {
    for (const auto* name : {"label", "size", "location", "content_type"})
      if (field(name) == nullptr)
        return add(codes::assertion_cloud_data_malformed, std::string("it has no ") + name);
    const auto label = base_label(assertion_->map()->text_at("label"));
    if (bindings::is_hard_binding(label))
      add(codes::assertion_cloud_data_hard_binding, "it stands for " + std::string(label));
    if (opened_.manifest->type == ManifestType::Update && is_of_family(label, "c2pa.actions"))
      add(codes::assertion_cloud_data_actions, "it stands for " + std::string(label));
  }

  /// Source: C2PA 2.2 section 15.10.3.2.3. Fields are "prefix:Name", prefixes stand in @context.
  void check_metadata() {
    const auto* map = assertion_->map();
    if (map == nullptr || !assertion_->is_json)
      return add(codes::assertion_metadata_disallowed, "it is not an object of JSON");
    const auto* context = map->find("@context");
    for (std::size_t index = 0; index + 1 < map->items.size(); index += 2) {
      const auto& key = map->items[index].text;
      if (key.starts_with('@')) continue;
      const auto colon = key.find(':');
      const auto prefix = std::string_view(key).substr(0, colon);
      const auto name_space =
          context == nullptr ? std::string_view() : context->untagged().text_at(prefix);
      if (colon == std::string::npos ||
          !is_allowed_field(name_space, std::string_view(key).substr(colon + 1)))
        add(codes::assertion_metadata_disallowed, "it states " + key);
    }
  }

  /// Source: C2PA 2.2 section 15.10.3.2.4.
  void check_time_stamp() {
    const auto* map = assertion_->map();
    if (map == nullptr || map->items.empty())
      add(codes::assertion_timestamp_malformed, "it is not a map of time stamps");
  }

  /// Source: what implementations of C2PA 2.4 check.
  void check_external_reference() {
    const auto* location = field("location");
    if (location == nullptr || location->untagged().text_at("url").empty())
      add(codes::assertion_external_reference_malformed, "it names no place");
    if (assertion_->is_created && opened_.claim->version == 2)
      add(codes::assertion_external_reference_created, "it is listed as created");
  }

  /// Every hashed URI into the store, wherever it stands.
  void check_references(const Value& value, const std::string& url) {
    if (value.type == Type::Map) {
      auto uri = read_hashed_uri(value);
      const auto decoded = hash_in_json(value.find("hash"));
      if (uri && !uri->hash && decoded) uri->hash = std::as_bytes(std::span(*decoded));
      if (uri && uri->url.starts_with("self#jumbf=")) return check_reference(*uri, url);
    }
    for (std::size_t index = 0; index < value.items.size(); ++index) {
      if (value.type == Type::Map && index % 2 == 1 &&
          std::ranges::find(other_rules, value.items[index - 1].text) != other_rules.end())
        continue;
      check_references(value.items[index].untagged(), url);
    }
  }

  /// What the claim names by a hash of its own is bound by that: older tools hashed it before it
  /// was done. Source: C2PA 2.2 section 15.10.3.3.
  void check_reference(const HashedUri& uri, const std::string& url) {
    if (context_.lineage.is_redacted(absolute_uri(uri.url, opened_.label()))) return;
    const auto read = parse_jumbf_uri(uri.url);
    const auto* box = read ? context_.store.resolve(*read, *opened_.manifest) : nullptr;
    if (box == nullptr)
      return push(codes::hashed_uri_missing, url,
                  "it refers to " + uri.url + ", which is not there");
    if (opened_.find(box) != nullptr) return;
    const auto algorithm = algorithm_of(uri, opened_.claim->alg);
    if (!algorithm)
      return push(codes::algorithm_unsupported, url, "no allowed algorithm for " + uri.url);
    const bool is_credential_store = !read->path.empty() && read->path.front() == credential_store;
    const bool is_same = (uri.hash && context_.store.digest(*box, *algorithm).is(*uri.hash)) ||
                         (is_credential_store && is_credential(*box, uri, *algorithm));
    if (!is_same) push(codes::hashed_uri_mismatch, url, "the hash of " + uri.url + " is another");
  }

  /// Old tools hashed a credential in a store of its own without its box.
  [[nodiscard]] bool is_credential(const jumbf::Superbox& box, const HashedUri& uri,
                                   bindings::Algorithm algorithm) const {
    const auto* content = box.content("json");
    if (content == nullptr || !uri.hash) return false;
    auto payload = content->payload;
    const auto bytes = payload.take(payload.remaining());
    return bytes && context_.store.digest(*bytes, algorithm).is(*uri.hash);
  }

  void add(const StatusCode& code, std::string why) { push(code, assertion_->uri, std::move(why)); }

  void push(const StatusCode& code, const std::string& url, std::string why) {
    statuses_.push_back({&code, url, std::move(why)});
  }

  const CheckContext& context_;
  const OpenManifest& opened_;
  std::vector<Status>& statuses_;
  const ClaimedAssertion* assertion_ = nullptr;
};

}  // namespace

bool is_standard(std::string_view kind) {
  return kind.starts_with("c2pa.") || kind.starts_with("stds.");
}

void check_contents(const CheckContext& context, const OpenManifest& opened,
                    std::vector<Status>& statuses) {
  ContentCheck(context, opened, statuses).run();
}

}  // namespace gg::credentials
